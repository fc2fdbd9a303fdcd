import { expect, test } from 'vitest';
import type { Policy } from '../../src/policy/policy.ts';
import type { Account, ChannelRef } from '../../src/ports/chat.ts';
import { benchPolicy, startBench } from '../harness/bench.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { RecordingChat } from '../sample/recording-chat.ts';

/** The policy lists everybody's Slack account and nobody's on Teams. Ana may do everything but keep people. */
const policy: Policy = {
  ...benchPolicy,
  grants: benchPolicy.grants.filter(({ to, gives }) => to !== 'ana' || gives.kind === 'level'),
  channels: [
    {
      name: '#dr',
      address: { platform: 'slack', workspace: 'T1', channel: 'C1' },
      purposes: ['commands'],
      watches: [],
    },
    {
      name: '#audit',
      address: { platform: 'slack', workspace: 'T1', channel: 'C-audit' },
      purposes: ['audit'],
      watches: [],
    },
  ],
};

describeOnEachRedis('Links between accounts', (connect) => {
  const start = async () => {
    const [slack, teams] = [new RecordingChat('slack', 'T1'), new RecordingChat('teams', 'contoso')];
    const bench = await startBench(connect, { policy, chats: [slack, teams] });
    await Promise.all([slack, teams].map((chat) => chat.start(bench.hearing)));

    /** Types a line, and reads what is answered there. */
    const say = async (chat: RecordingChat, who: Account, line: string, channel: ChannelRef = chat.personalOf(who)) => {
      const before = chat.said.length;
      await chat.types(who, line, channel);
      const answers = chat.said.slice(before).map(({ message }) => message);
      return answers.at(-1)?.title ?? 'nothing';
    };
    const onSlack = (name: string): Account => ({ ...slack.ana, id: `U-${name}`, name });
    const onTeams = (name: string): Account => ({ ...teams.ana, id: `object-${name}`, name });
    const codeOf = async (name: string) => {
      await say(slack, onSlack(name), 'link');
      const sent = slack.said.findLast(({ message }) => message.title.startsWith('Your code'));
      return { code: /[A-Z0-9]{10}/u.exec(sent?.message.title ?? '')?.[0] ?? '', sent };
    };
    const titlesFor = (chat: RecordingChat, who: Account) =>
      chat.said.filter(({ channel }) => channel.id === chat.personalOf(who).id).map(({ message }) => message.title);
    return { bench, slack, teams, say, onSlack, onTeams, codeOf, titlesFor };
  };

  test('a code goes from Slack to Teams; the new account asks and reads, and decides once it is confirmed', async () => {
    const { bench, slack, teams, say, onSlack, onTeams, codeOf, titlesFor } = await start();
    const cleo = onTeams('cleo');
    expect(await say(teams, cleo, 'status')).toContain('I do not know whose account this is');
    const { code, sent } = await codeOf('cleo');
    expect(sent?.channel.personal).toBe(true);

    expect(await say(teams, cleo, `link ${code}`)).toBe('Teams account cleo is linked to Cleo Wirth now (L-1).');
    expect(titlesFor(slack, onSlack('cleo'))).toContain('Teams account cleo is linked to Cleo Wirth now (L-1).');
    expect(slack.said.find(({ channel }) => channel.id === 'C-audit')?.message.title).toContain('L-1');
    expect(await say(teams, cleo, 'whoami')).toBe('You are Cleo Wirth.');

    await bench.say('ana', 'failover pay-web-01');
    const approve = `approve DR-1001 ${await bench.digest('DR-1001')}`;
    expect(await say(teams, cleo, approve)).toContain('a link that you made yourself');
    expect((await bench.approvals.read('DR-1001'))?.approvals).toEqual([]);

    expect(await say(teams, cleo, 'link-confirm L-1')).toContain('a link that you made yourself');
    expect(await say(slack, onSlack('cleo'), 'link-confirm L-1')).toContain('Nobody confirms a link of their own');
    expect(await say(slack, onSlack('ana'), 'link-confirm L-1')).toContain('You may not do this');
    expect(await say(slack, onSlack('rob'), 'link-confirm L-1')).toContain('confirmed by Rob Lane');

    expect(await say(teams, cleo, approve)).toContain('Its steps: operation DR-');
  });

  test('by an own link one asks, and somebody else has to agree even where nobody else would', async () => {
    const { bench, teams, say, onTeams, codeOf } = await start();
    const cleo = onTeams('cleo');
    await say(teams, cleo, `link ${(await codeOf('cleo')).code}`);

    await say(teams, cleo, 'restore-point create pay-web-01');

    expect(await bench.approvals.read('DR-1001')).toMatchObject({ state: { kind: 'open' }, rule: { quorum: 1 } });
    expect(await bench.say('rob', `approve DR-1001 ${await bench.digest('DR-1001')}`)).toContain(
      'Its steps: operation DR-',
    );
    await bench.say('cleo', 'restore-point create pay-web-01');
    expect(await bench.approvals.read('DR-1002')).toMatchObject({ state: { kind: 'started' }, rule: { quorum: 0 } });
  });

  test('by an own link nothing counts that others would feel, and can-i says why', async () => {
    const { bench, teams, say, onTeams, codeOf } = await start();
    const cleo = onTeams('cleo');
    await say(teams, cleo, `link ${(await codeOf('cleo')).code}`);
    const id = await bench.ask('failover pay-web-01');
    const before = await bench.state(id);
    const emergency = '--incident INC-1 --reason alone';

    for (const line of [
      `stop ${id}`,
      `reconcile ${id}`,
      `deny ${id} --reason no`,
      `break-glass ${id} ${emergency}`,
      `review ${id}`,
      'lift-hold',
    ]) {
      expect(await say(teams, cleo, line), line).toContain('a link that you made yourself, so nothing was done');
      expect(await say(teams, cleo, `can-i ${line}`), line).toContain('has to confirm your link first');
    }

    expect(await bench.state(id)).toEqual(before);
  });

  test('by an own link one watches, and takes back what one asked for', async () => {
    const { bench, teams, say, onTeams, codeOf } = await start();
    const cleo = onTeams('cleo');
    await say(teams, cleo, `link ${(await codeOf('cleo')).code}`);
    await say(teams, cleo, 'failover pay-web-01');

    expect(await say(teams, cleo, 'withdraw DR-1001')).toContain('Withdrawn');
    expect(await say(teams, cleo, 'watch pay-web-01')).toContain('pay-web-01 is watched here');
    expect(await bench.approvals.read('DR-1001')).toMatchObject({ state: { kind: 'withdrawn' } });
  });

  test('one person with two accounts is still one person', async () => {
    const { bench, teams, slack, say, onSlack, onTeams, codeOf } = await start();
    const ana = onTeams('ana');
    await say(teams, ana, `link ${(await codeOf('ana')).code}`);
    await say(slack, onSlack('rob'), 'link-confirm L-1');
    await bench.say('ana', 'failover pay-web-01');

    const answer = await say(teams, ana, `approve DR-1001 ${await bench.digest('DR-1001')}`);

    expect(answer).toContain('You asked for this yourself');
  });

  test('a code serves once', async () => {
    const { teams, say, onTeams, codeOf } = await start();
    const { code } = await codeOf('cleo');
    await say(teams, onTeams('cleo'), `link ${code}`);

    expect(await say(teams, onTeams('mallory'), `link ${code}`)).toContain('I know no such code');
  });

  test('nothing is proved in the other direction', async () => {
    const { slack, teams, say, onSlack, onTeams, codeOf } = await start();
    const { code } = await codeOf('cleo');

    expect(await say(teams, onTeams('mallory'), 'link')).toBe('A link begins on Slack.');
    expect(await say(slack, onSlack('mallory'), `link ${code}`)).toContain('typed to me on Teams');
    expect(await say(slack, onSlack('mallory'), 'whoami')).toBe('I do not know you.');
  });

  test('two accounts that the policy does not know give nobody anything', async () => {
    const { teams, say, onTeams, codeOf } = await start();

    expect(await say(teams, onTeams('mallory'), `link ${(await codeOf('mallory')).code}`)).toContain(
      'I know neither of these two accounts',
    );
  });

  test('a link proves no further link', async () => {
    const { teams, slack, say, onSlack, onTeams, codeOf } = await start();
    await say(teams, onTeams('cleo'), `link ${(await codeOf('cleo')).code}`);

    const answer = await say(teams, onTeams('cleo'), `link ${(await codeOf('mallory')).code}`);

    expect(answer).toContain('I know neither of these two accounts');
    expect(await say(slack, onSlack('mallory'), 'whoami')).toBe('I do not know you.');
  });

  test('outsiders link nothing', async () => {
    const { slack, say, onSlack } = await start();

    expect(await say(slack, { ...onSlack('guest'), outsider: true }, 'link')).toContain('guests');
    expect(slack.said.filter(({ message }) => message.title.startsWith('Your code'))).toEqual([]);
  });

  test.each([
    ['the person, from the account that the policy lists', 'slack', 'cleo'],
    ['the linked account itself', 'teams', 'cleo'],
    ['somebody who keeps people', 'slack', 'rob'],
  ] as const)('%s revokes it at once', async (_who, platform, name) => {
    const { slack, teams, say, onSlack, onTeams, codeOf } = await start();
    await say(teams, onTeams('cleo'), `link ${(await codeOf('cleo')).code}`);

    const answer =
      platform === 'slack' ? await say(slack, onSlack(name), 'unlink L-1') : await say(teams, onTeams(name), 'unlink');

    expect(answer).toContain('L-1 is revoked');
    expect(await say(teams, onTeams('cleo'), 'whoami')).toBe('I do not know you.');
  });

  test('nobody else revokes it, or learns that it is there', async () => {
    const { slack, teams, say, onSlack, onTeams, codeOf } = await start();
    await say(teams, onTeams('cleo'), `link ${(await codeOf('cleo')).code}`);

    expect(await say(slack, onSlack('ana'), 'unlink L-1')).toBe('I know no such link that is yours to change.');
    expect(await say(slack, onSlack('ana'), 'unlink L-9')).toBe('I know no such link that is yours to change.');
    expect(await say(teams, onTeams('cleo'), 'whoami')).toBe('You are Cleo Wirth.');
  });
});
