import { expect, test } from 'vitest';
import type { Policy } from '../../src/policy/policy.ts';
import {
  channelId,
  openTeamsWorld,
  people,
  type SeenInTeams,
  secondChannelId,
  tenantId,
} from '../adapters/teams/teams-world.ts';
import { benchPolicy, startBench } from '../harness/bench.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { expectCallsOf, expectStoryOf } from './stages/audit-story.ts';

/** The people of the bench by their accounts in Entra; questions and approvals have a channel each. */
const policy: Policy = {
  ...benchPolicy,
  people: benchPolicy.people.map((person) => {
    const objectId = people.find(({ name }) => name.toLowerCase() === person.id)?.objectId;
    return objectId ? { ...person, accounts: [{ platform: 'entra', tenant: tenantId, objectId }] } : person;
  }),
  channels: [
    {
      name: 'DR',
      address: { platform: 'teams', tenant: tenantId, conversation: channelId },
      purposes: ['commands'],
      watches: [],
    },
    {
      name: 'DR Approvals',
      address: { platform: 'teams', tenant: tenantId, conversation: secondChannelId },
      purposes: ['approvals'],
      watches: [],
    },
  ],
};

describeOnEachRedis('A failover from Teams to Azure and back', (connect) => {
  const start = async () => {
    const world = await openTeamsWorld();
    const bench = await startBench(connect, { policy, chats: [world.chat] });
    await world.listen(bench.hearing);
    const { teams } = world;
    for (const id of [channelId, secondChannelId]) await teams.install(id);
    const last = (who: string, where?: string): SeenInTeams | undefined => teams.as(who).sees(where).at(-1);
    const sees = async (who: string, expected: string, where?: string): Promise<SeenInTeams> => {
      await expect.poll(() => last(who, where)?.text ?? '', { timeout: 30_000 }).toContain(expected);
      return last(who, where) as SeenInTeams;
    };
    return { ...world, bench, sees };
  };

  test('asked by a form, refused to the wrong people, approved by somebody else, and followed to its end', async () => {
    const { teams, bench, sees, problems } = await start();
    const [ana, cleo, dan] = ['Ana', 'Cleo', 'Dan'].map((name) => teams.as(name));
    if (!ana || !cleo || !dan) throw new Error('Somebody is missing.');

    await ana.says('help', channelId);
    await sees('Ana', 'failover');
    await ana.says('status pay-web-01', channelId);
    await sees('Ana', 'pay-web-01');
    await sees('Cleo', 'I wrote to you', channelId);
    expect(cleo.sees()).toEqual([]);

    await ana.says('failover --reason "INC-88123 power loss"', channelId);
    const form = await sees('Ana', 'Target', channelId);
    const { body: suggested } = await ana.types(form.id, 'failover\ntarget', 'pay-web');
    expect(JSON.stringify(suggested)).toContain('"value":"pay-web-01"');
    await ana.presses(form.id, 'Plan it', { 'arg.target': 'pay-web-01' });
    expect((await sees('Ana', 'DR-1001', channelId)).text).toContain('Plan for DR-1001');

    const request = await sees('Cleo', 'Plan for DR-1001', secondChannelId);
    await ana.presses(request.id, 'Approve', { sure: 'yes' });
    await sees('Ana', 'You asked for this yourself', secondChannelId);
    await dan.presses(request.id, 'Approve', { sure: 'yes' });
    await sees('Dan', 'You may not decide this', secondChannelId);
    expect((await bench.approvals.read('DR-1001'))?.approvals).toEqual([]);

    await cleo.presses(request.id, 'Approve', { sure: 'yes' });
    await expect
      .poll(() => cleo.sees(secondChannelId).find(({ id }) => id === request.id)?.text, { timeout: 30_000 })
      .toContain('Its steps: operation DR-');
    // Hers is the answer to her press; whoever else is there sees the card as it is now.
    const seenByRob = () =>
      teams
        .as('Rob')
        .sees(secondChannelId)
        .find(({ id }) => id === request.id);
    await expect.poll(() => seenByRob()?.buttons, { timeout: 30_000 }).toEqual(['Show DR-1001', 'Show its plan']);
    expect((await bench.approvals.read('DR-1001'))?.approvals).toHaveLength(1);

    await bench.carryOut('DR-1001', { turns: 30, seconds: 60 });

    const cards = cleo.sees(channelId).filter(({ text }) => text.includes('DR-1001'));
    expect(cards.map(({ text }) => text.split('\n')[0])).toEqual([
      expect.stringContaining('Its steps: operation DR-'),
      expect.stringContaining('done after'),
      expect.stringContaining('finished'),
    ]);
    expect(await bench.state('DR-1001')).toMatchObject({ ended: { outcome: 'done' } });
    await ana.says('operation DR-1001');
    await sees('Ana', 'approved by Cleo Wirth');
    await cleo.says('audit --since 1h');
    const newest = await sees('Cleo', 'records of the audit log');
    await cleo.presses(newest.id, 'Next page');
    const oldest = await sees('Cleo', 'DR-1001 asked for');
    expectStoryOf('DR-1001', `${newest.text}\n${oldest.text}`);
    await expectCallsOf('DR-1001', bench);
    await cleo.says('verify');
    await sees('Cleo', 'The audit log is sound');
    expect(problems).toEqual([]);
  }, 60_000);

  test('a click that Teams delivers again and again counts once', async () => {
    const { teams, bench, sees } = await start();
    await teams.as('Ana').says('failover pay-web-01', channelId);
    const request = await sees('Cleo', 'Plan for DR-1001', secondChannelId);

    await teams.as('Cleo').presses(request.id, 'Deny...');
    const form = await sees('Cleo', 'Reason', secondChannelId);
    const first = await teams.as('Cleo').presses(form.id, 'Do it', { 'arg.reason': 'the freeze has begun' });
    const again = await Promise.all(Array.from({ length: 9 }, () => teams.deliverAgain()));

    expect(await bench.approvals.read('DR-1001')).toMatchObject({
      state: { kind: 'denied', reason: 'the freeze has begun' },
    });
    expect(again.map(({ body }) => body)).toEqual(again.map(() => first.body));
    await expect
      .poll(() => teams.as('Rob').sees(secondChannelId).at(-1)?.text, { timeout: 30_000 })
      .toContain('the freeze has begun');
  });
});
