import { expect, onTestFinished, test } from 'vitest';
import { SlackChat } from '../../adapters/slack/slack-chat.ts';
import { startSlack } from '../../rehearsal/slack/index.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { benchPolicy, startBench } from '../harness/bench.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { expectCallsOf, expectStoryOf } from './stages/audit-story.ts';

/** Questions and approvals have a channel each. */
const policy: Policy = {
  ...benchPolicy,
  channels: [
    {
      name: '#dr',
      address: { platform: 'slack', workspace: 'T1', channel: 'C1' },
      purposes: ['commands'],
      watches: [],
    },
    {
      name: '#dr-approvals',
      address: { platform: 'slack', workspace: 'T1', channel: 'C2' },
      purposes: ['approvals'],
      watches: [],
    },
  ],
};

const everybody = ['ana', 'cleo', 'rob', 'dan'];

describeOnEachRedis('A failover from Slack to Azure and back', (connect) => {
  const start = async () => {
    const members = [...everybody.map((name) => `U-${name}`), 'UBOT'];
    const slack = await startSlack({
      teamId: 'T1',
      users: everybody.map((name) => ({ id: `U-${name}`, name, role: 'member' as const })),
      channels: [
        { id: 'C1', name: 'dr', members },
        { id: 'C2', name: 'dr-approvals', members },
      ],
    });
    onTestFinished(() => slack.close());
    const chat = new SlackChat({
      botToken: slack.app.botToken,
      apiUrl: slack.apiUrl,
      inbound: { kind: 'http', signingSecret: slack.app.signingSecret, host: '127.0.0.1', port: 0 },
      report: (problem, error) => problems.push(`${problem}: ${error}`),
      time: { now: Date.now, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
      editEveryMs: 5,
    });
    const problems: string[] = [];
    const bench = await startBench(connect, { policy, chats: [chat] });
    await chat.start(bench.hearing);
    onTestFinished(() => chat.stop());
    slack.deliverTo(chat.address ?? '');
    const [ana, cleo, dan] = ['U-ana', 'U-cleo', 'U-dan'].map((id) => slack.as(id));
    if (!ana || !cleo || !dan) throw new Error('Somebody is missing.');
    const sees = (who: typeof ana, expected: string, channel = 'C1') =>
      expect.poll(() => who.sees(channel).at(-1)?.text ?? '', { timeout: 30_000 }).toContain(expected);
    return { slack, bench, ana, cleo, dan, sees, problems };
  };

  test('asked by a form, refused to the wrong people, approved by somebody else, and followed to its end', async () => {
    const { slack, bench, ana, cleo, dan, sees, problems } = await start();

    await ana.types('C1', 'help');
    await sees(ana, 'failover');
    await ana.types('C1', 'status pay-web-01');
    await sees(ana, 'pay-web-01');
    expect(dan.sees('C1')).toEqual([]);

    await ana.types('C1', 'failover --reason "INC-88123 power loss"');
    await expect.poll(() => ana.view()?.definition.title.text).toBe('failover');
    const suggestions = await ana.suggestions('field:target', 'pay-web');
    expect(suggestions.map(({ value }) => value)).toContain('pay-web');
    await ana.submits({ 'field:target': 'pay-web-01' });

    await sees(cleo, 'Plan for DR-1001', 'C2');
    await sees(ana, 'DR-1001 waits for 1 approval');
    await ana.clicks('C2', 'Approve...');
    await sees(ana, 'You asked for this yourself', 'C2');
    await dan.clicks('C2', 'Approve...');
    await sees(dan, 'You may not decide this', 'C2');
    expect((await bench.approvals.read('DR-1001'))?.approvals).toEqual([]);

    await cleo.clicks('C2', 'Approve...');
    await expect.poll(() => cleo.sees('C2')[0]?.text, { timeout: 30_000 }).toContain('Its steps: operation DR-');
    expect(cleo.sees('C2')[0]?.buttons).toEqual(['Show DR-1001', 'Show its plan']);

    await bench.carryOut('DR-1001', { turns: 30, seconds: 60 });

    const [asked, progress, end] = cleo.sees('C1');
    expect(asked?.text).toContain('Its steps: operation DR-');
    expect(progress?.blocks.map(({ type }) => type)).toContain('plan');
    expect(progress?.text).toContain('complete');
    expect(end?.text).toContain('DR-1001 finished');
    expect(await bench.state('DR-1001')).toMatchObject({ ended: { outcome: 'done' } });

    await ana.types('C1', 'operation DR-1001');
    await sees(ana, 'approved by Cleo Wirth');
    await cleo.types('C1', 'audit --since 1h');
    await sees(cleo, 'DR-1001 asked for');
    expectStoryOf('DR-1001', cleo.sees('C1').at(-1)?.text ?? '');
    await expectCallsOf('DR-1001', bench);
    await cleo.types('C1', 'verify');
    await sees(cleo, 'The audit log is sound');
    expect(slack.complaints).toEqual([]);
    expect(slack.notified()).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('the same signed request sent ten times acts once', async () => {
    const { slack, bench, ana } = await start();
    await ana.types('C1', 'failover pay-web-01');
    const [request] = slack.http.sent;
    if (!request) throw new Error('Nothing was sent.');
    await expect.poll(async () => (await bench.approvals.waiting()).pending.length, { timeout: 30_000 }).toBe(1);

    await Promise.all(Array.from({ length: 9 }, () => slack.http.deliver(request, 'command')));
    await ana.types('C1', 'approvals');
    await expect.poll(() => ana.sees('C1').at(-1)?.text, { timeout: 30_000 }).toContain('DR-1001');

    expect((await bench.approvals.waiting()).pending.map(({ id }) => id)).toEqual(['DR-1001']);
  });
});
