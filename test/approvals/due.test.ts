import { expect, test } from 'vitest';
import type { ApprovalRule, Policy } from '../../src/policy/policy.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { policyForApprovals, startApprovals } from '../sample/approvals.ts';
import { everything } from '../sample/policy.ts';

const minutes = 60_000;

/** Everything needs two, and may be started alone; after five minutes Dan is asked, who only reads. */
const strict = (rule: Partial<ApprovalRule> = {}): Policy => {
  const policy = policyForApprovals();
  const alone = {
    people: ['ben'],
    to: 'ben',
    effect: 'allow',
    gives: { kind: 'special', grants: ['break-glass'] },
    scope: everything,
    rule: 'break-glass to ben',
  } as const;
  const reads = policy.grants
    .filter(({ to }) => to === 'rob')
    .map((grant) => ({ ...grant, people: ['dan'], to: 'dan' }));
  const rules = [{ rule: 'strict', when: {}, quorum: 2, breakGlass: true, ...rule }];
  return {
    ...policy,
    grants: [...policy.grants, ...reads, alone],
    approvals: { ...policy.approvals, rules },
  };
};

const askDan = { escalate: { afterSeconds: 300, to: 'on-call', people: ['dan'] } };
const emergency = '--incident INC-1 --reason "nobody answers"';

describeOnEachRedis('What happens to a request by itself', (connect) => {
  const start = async (policy: Policy) => {
    const world = await startApprovals(connect, policy);
    const { approvals, due, say } = world;
    let ahead = 0;
    const time = approvals.time.bind(approvals);
    approvals.time = async () => (await time()) + ahead;
    const after = async (milliseconds: number) => {
      ahead = milliseconds;
      await due.wake('DR-1001');
    };
    await say('ana', 'failover payments');
    return { ...world, after };
  };

  test('who breaks glass is told when it starts, and so is everybody who could stop it', async () => {
    const { say, cards, approvals, wakeUps } = await start(strict());

    expect(await say('ben', `break-glass DR-1001 ${emergency}`)).toMatch(
      /^You broke glass for DR-1001\. It starts by itself at \d\d:\d\d UTC\./u,
    );

    const alarms = cards().filter((card) => card.includes('Ben Otis breaks glass: DR-1001'));
    expect(alarms.map((card) => card.split(':')[0]).sort()).toEqual(['C1', 'CA']);
    expect(cards()[0]).toContain('Ben Otis broke glass (incident INC-1: nobody answers).');
    const request = await approvals.read('DR-1001');
    expect(wakeUps.at(-1)?.at).toBe((request?.breakGlass?.at ?? 0) + 2 * minutes);
  });

  test('it starts by itself when the two minutes are over, and not before', async () => {
    const { say, after, journal, cards } = await start(strict());
    await say('ben', `break-glass DR-1001 ${emergency}`);

    await after(minutes);
    expect(await journal.read('DR-1001')).toBeUndefined();
    await after(2 * minutes);

    expect(await journal.read('DR-1001')).toMatchObject({
      entries: [{ approvers: [], glass: { by: { person: 'ben' }, incident: 'INC-1', reason: 'nobody answers' } }],
    });
    expect(cards()[0]).toContain('by Ben Otis alone, by breaking glass. Its steps: operation DR-');
  });

  test('any approver aborts it, whoever broke it takes it back, and nothing starts', async () => {
    const { say, after, journal } = await start(strict());
    await say('ben', `break-glass DR-1001 ${emergency}`);
    expect(await say('ben', 'retract DR-1001')).toContain('Counted: 0 of 2');
    await after(3 * minutes);
    expect(await journal.read('DR-1001')).toBeUndefined();

    await say('ben', `break-glass DR-1001 ${emergency}`);
    expect(await say('cleo', 'deny DR-1001 --reason "we are here"')).toContain('Denied');
    await after(3 * minutes);

    expect(await journal.read('DR-1001')).toBeUndefined();
  });

  test('nobody breaks glass without the grant, the rule, or what happened', async () => {
    const { say, current } = await start(strict());

    expect(await say('cleo', `break-glass DR-1001 ${emergency}`)).toContain('needs the grant break-glass there');
    expect(await say('ben', 'break-glass DR-1001 --incident " " --reason x')).toContain('incident');
    current.policy = strict({ breakGlass: false });
    await say('eli', 'failover payments');
    expect(await say('ben', `break-glass DR-1002 ${emergency}`)).toContain('Nobody may start DR-1002 alone');
  });

  test('a grant that is gone by then starts nothing', async () => {
    const { say, after, journal, current, approvals } = await start(strict());
    await say('ben', `break-glass DR-1001 ${emergency}`);
    current.policy = {
      ...current.policy,
      grants: current.policy.grants.filter(({ rule }) => !rule.startsWith('break')),
    };

    await after(2 * minutes);

    expect(await journal.read('DR-1001')).toBeUndefined();
    expect((await approvals.read('DR-1001'))?.breakGlass).toBeUndefined();
  });

  test('where enough approve meanwhile it is an ordinary start, and nobody owes a review', async () => {
    const { say, journal, digest, approvals } = await start(strict());
    await say('ben', `break-glass DR-1001 ${emergency}`);
    const seen = await digest();

    await say('cleo', `approve DR-1001 ${seen}`);
    await say('eli', `approve DR-1001 ${seen}`);

    const [started] = (await journal.read('DR-1001'))?.entries ?? [];
    expect(started).toMatchObject({ approvers: [{}, {}] });
    expect(started).not.toHaveProperty('glass');
    expect((await approvals.waiting()).reviews).toEqual([]);
  });

  test('a review stays open until somebody else signs it off', async () => {
    const { say, after, cards } = await start(strict());
    await say('ben', `break-glass DR-1001 ${emergency}`);
    await after(2 * minutes);

    expect(await say('rob', 'approvals')).toContain('DR-1001 owes a review: Ben Otis started it alone');
    expect(await say('ben', 'review DR-1001')).toContain('somebody else has to sign it off');
    expect(await say('ana', 'review DR-1001')).toContain('somebody else has to sign it off');
    expect(await say('rob', 'review DR-1001')).toContain('You may not decide this');
    expect(await say('cleo', 'review DR-1001 --note "rightly done"')).toContain('DR-1001 is signed off.');

    expect(await say('rob', 'approvals')).toBe('Nothing waits for a decision.');
    expect(await say('eli', 'review DR-1001')).toContain('Cleo Wirth signed DR-1001 off');
    expect(cards()[0]).toContain('by Cleo Wirth.');
  });

  test('when nobody answers, the fallback approvers are told once, in person and where approvals belong', async () => {
    const { after, cards, chat, approvals } = await start(strict(askDan));
    const toldAlone = () => chat.said.filter(({ channel }) => channel.personal).map(({ channel }) => channel.id);

    await after(4 * minutes);
    expect(toldAlone()).toEqual([]);
    await after(5 * minutes);
    await after(6 * minutes);

    expect(toldAlone()).toEqual(['D-U-dan']);
    expect(cards().filter((card) => card.includes('DR-1001 still waits after 5 min'))).toHaveLength(1);
    expect((await approvals.read('DR-1001'))?.cards).toHaveLength(3);
  });

  test('a fallback approver counts once it was escalated, without the level that the rule asks for', async () => {
    const { after, say, digest } = await start(strict(askDan));
    const seen = await digest();
    expect(await say('dan', `approve DR-1001 ${seen}`)).toContain('You may not decide this');

    await after(5 * minutes);

    expect(await say('dan', `approve DR-1001 ${seen}`)).toContain('Counted: 1 of 2');
    expect(await say('rob', `approve DR-1001 ${seen}`)).toContain('You may not decide this');
  });

  test('its card says when the end is near, once', async () => {
    const { after, cards, approvals } = await start(strict());

    await after(9 * minutes);
    expect(cards()[0]).not.toContain('Less than 5 minutes are left.');
    await after(10 * minutes);
    const { version } = (await approvals.read('DR-1001')) ?? {};
    await after(11 * minutes);

    expect(cards()[0]).toContain('Less than 5 minutes are left. If nobody acts, this request ends at');
    expect((await approvals.read('DR-1001'))?.version).toBe((version ?? 0) + 1);
  });

  test('cards that the one who decided did not live to edit are made good', async () => {
    const { say, chat, cards, due } = await start(strict());
    const { edit } = chat;
    chat.edit = () => new Promise(() => {});
    void say('cleo', 'deny DR-1001 --reason no');
    await expect.poll(() => say('rob', 'approvals DR-1001')).toContain('Denied');
    chat.edit = edit;

    await due.wake('DR-1001');

    for (const card of cards()) expect(card).toContain('Denied');
  });

  test('what somebody sees of a request is what they can do with it', async () => {
    const { say } = await start(strict());
    const seenBy = (who: string) => say(who, 'approvals DR-1001');

    expect(await seenBy('cleo')).toContain('[Approve...] [Deny...]');
    expect(await seenBy('ana')).toMatch(/\[Withdraw\]$/u);
    expect(await seenBy('ana')).not.toContain('[Approve...]');
    expect(await seenBy('rob')).not.toMatch(/Approve\.\.\.|Withdraw|Break glass/u);
    expect(await say('rob', 'approvals DR-1001 --az')).toContain('DR-1001');
  });
});
