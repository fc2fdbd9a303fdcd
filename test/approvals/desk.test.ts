import { expect, test } from 'vitest';
import { Desk } from '../../src/approvals/desk.ts';
import { DueRequests } from '../../src/approvals/due.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import type { Command } from '../../src/definitions/command.ts';
import { AzureUnreachable } from '../../src/errors/azure.ts';
import { ChatRefused, ChatUnreachable } from '../../src/errors/chat.ts';
import { differenceOf } from '../../src/policy/difference.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { createSpeaker } from '../../src/speaking/speaker.ts';
import { approvalsOn, journalOn, openStore } from '../adapters/redis/stores.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { policyForApprovals, startApprovals } from '../sample/approvals.ts';
import { groupId } from '../sample/policy.ts';
import { riskyWorld } from '../sample/risky.ts';
import { sampleCatalog, shown, startTalk } from '../sample/talk.ts';

const catalogWith = (command: Command) => createCatalog([...sampleCatalog.commands, command]);

describeOnEachRedis('The approval desk', (connect) => {
  const start = (policy?: Policy) => startApprovals(connect, policy);

  test('a change that needs somebody else waits, with a card where it was asked and where approvals belong', async () => {
    const { say, cards, approvals } = await start();

    const answer = await say('ana', 'failover payments --reason "INC-1"');

    expect(answer).toMatch(/^DR-1001 waits for 1 approval by Operator \(recovery\) other than the asker/u);
    expect(cards().map((card) => card.split(':')[0])).toEqual(['C1', 'CA']);
    expect(cards()[0]).toContain('Plan for DR-1001: fail over payments');
    expect(cards()[0]).toContain('Ana Ruiz asked: failover payments --reason INC-1');
    expect(cards()[0]).toMatch(/If nobody acts, this request ends at \d\d:\d\d UTC and nothing happens\./u);
    expect((await approvals.waiting()).pending).toMatchObject([
      { id: 'DR-1001', asker: { person: 'ana' }, cards: [{}, {}] },
    ]);
  });

  test('somebody else approves, the journal begins, and every card says so', async () => {
    const { say, cards, journal, digest } = await start();
    await say('ana', 'failover payments');

    const answer = await say('cleo', `approve DR-1001 ${await digest()}`);

    expect(answer).toMatch(/^DR-1001: Approved \d\d:\d\d UTC by Cleo Wirth\. Its steps: operation DR-1001\./u);
    expect(await journal.read('DR-1001')).toMatchObject({
      entries: [{ kind: 'started', workflow: 'sample', asker: { person: 'ana' }, approvers: [{ person: 'cleo' }] }],
    });
    for (const card of cards()) expect(card).toContain('by Cleo Wirth. Its steps: operation DR-');
    expect(cards().join()).not.toContain('[Approve...]');
  });

  test('what adds something and takes nothing away starts at once', async () => {
    const { say, journal } = await start(policyForApprovals());

    const answer = await say('cleo', 'add-note payments');

    expect(answer).toMatch(
      /^DR-1001: .*\. Started \d\d:\d\d UTC; nobody else had to agree\. Its steps: operation DR-1001\./u,
    );
    expect(await journal.read('DR-1001')).toMatchObject({ entries: [{ kind: 'started', approvers: [] }] });
  });

  test('what nobody has to agree to, and cannot begin at once, is seen to wait', async () => {
    const { say, cards, current, digest } = await start();
    await say('ana', 'failover payments');
    await say('cleo', `approve DR-1001 ${await digest()}`);
    current.policy = {
      ...current.policy,
      approvals: { ...current.policy.approvals, rules: [{ rule: 'nobody', when: {}, quorum: 0 }] },
    };

    expect(await say('ana', 'failover payments')).toContain(
      'DR-1002 is approved and cannot start yet: DR-1001 works on',
    );

    expect(cards().filter((card) => card.includes('Plan for DR-1002'))).toHaveLength(2);
    expect(cards().at(-1)).toContain('It is agreed to and has not started yet.');
  });

  test('what nobody has to agree to never begins by a plan that nobody has seen', async () => {
    const { world, say, due, journal } = await startRisky();
    world.policy = {
      ...world.policy,
      approvals: { ...world.policy.approvals, rules: [{ rule: 'nobody', when: {}, quorum: 0 }] },
    };
    let reads = 0;
    world.azure = () => {
      reads += 1;
      if (reads > 1) world.loss = 60;
    };

    const answer = await say('ana', 'risky payments');
    await due.wake('DR-1001');

    expect(answer).toContain('its plan changed before it could begin (data loss: 60 min now');
    expect(answer).toContain('Nothing was done.');
    expect(await journal.read('DR-1001')).toBeUndefined();
  });

  test('every click that does not count is answered with the reason', async () => {
    const { say, digest } = await start();
    await say('ana', 'failover payments');
    const seen = await digest();

    expect(await say('ana', `approve DR-1001 ${seen}`)).toContain(
      'You asked for this yourself, so somebody else has to decide it.',
    );
    expect(await say('rob', `approve DR-1001 ${seen}`)).toContain(
      'You may not decide this: it needs 1 approval by Operator (recovery)',
    );
    expect(await say('cleo', 'approve DR-1001 abcd')).toContain('is not what you saw');
    expect(await say('cleo', `approve DR-9 ${seen}`)).toContain('I know no request DR-9');
    await say('cleo', `approve DR-1001 ${seen}`);
    expect(await say('ben', `approve DR-1001 ${seen}`)).toContain('by Cleo Wirth. Its steps: operation DR-');
    expect(await say('cleo', 'retract DR-1001')).toContain('Its steps: operation DR-');
    expect(await say('ana', 'withdraw DR-1001')).toContain('Its steps: operation DR-');
  });

  test('cards of a chat that was away when it was decided are made good later, and once', async () => {
    const { say, chat, cards, digest, due, store } = await start();
    const dueAt = () => store.connection.redis.zscore(store.keys.due, 'request:DR-1001');
    await say('ana', 'failover payments');
    const edit = chat.edit.bind(chat);
    chat.edit = async () => {
      throw new ChatUnreachable('Slack is away.');
    };
    await say('cleo', `approve DR-1001 ${await digest()}`);
    await due.wake('DR-1001');
    expect(cards()[0]).toContain('[Approve...]');
    expect(await dueAt()).not.toBeNull();

    chat.edit = edit;
    await due.wake('DR-1001');

    expect(cards()[0]).toContain('Its steps: operation DR-1001');
    expect(await dueAt()).toBeNull();
  });

  test('nobody waits for ever for a chat that is away, nor at all for a card that is gone', async () => {
    const { say, chat, approvals, due, store } = await start();
    const dueAt = (id: string) => store.connection.redis.zscore(store.keys.due, `request:${id}`);
    const failure = { now: new Error('broken') as Error };
    chat.edit = async () => {
      throw failure.now;
    };
    await say('ana', 'failover payments');
    await say('ana', 'withdraw DR-1001');
    const time = approvals.time.bind(approvals);
    approvals.time = async () => (await time()) + 61 * 60_000;
    await due.wake('DR-1001');
    expect(await dueAt('DR-1001')).toBeNull();

    failure.now = new ChatRefused('message_not_found');
    await say('ana', 'failover payments');
    await say('ana', 'withdraw DR-1002');

    expect(await dueAt('DR-1002')).toBeNull();
  });

  test('what has no name yet is approved by those alone who hold it where it is made', async () => {
    const policy = policyForApprovals();
    const admin = (to: string, group: string): Policy['grants'][number] => ({
      people: [to],
      to,
      effect: 'allow',
      gives: { kind: 'special', grants: ['vault-admin'] },
      scope: { kind: 'resource-group', id: groupId(group) },
      rule: `vault-admin to ${to}`,
    });
    const grants = [admin('ana', 'rg-vaults'), admin('ben', 'rg-vaults'), admin('eli', 'rg-orders')];
    const { say, digest } = await start({ ...policy, grants: [...policy.grants, ...grants] });

    await say('ana', 'vault create v2');
    const seen = await digest();

    expect(await say('eli', `approve DR-1001 ${seen}`)).toContain('You may not decide this');
    expect(await say('ben', `approve DR-1001 ${seen}`)).toContain('Its steps: operation DR-1001');
  });

  test('how a request stands or ended is told to nobody who may not see it', async () => {
    const { say } = await start();
    await say('ana', 'failover payments');
    const tries = ['withdraw DR-1001', 'retract DR-1001', 'review DR-1001', 'deny DR-1001 --reason no'];
    const tried = async () => Promise.all(tries.map((line) => say('dan', line)));

    const [withdrawn, retracted, reviewed, denied] = await tried();
    expect([withdrawn, retracted, reviewed]).toEqual(Array(3).fill(expect.stringContaining('I know no request')));
    expect(denied).toContain('You may not decide this');

    await say('cleo', 'deny DR-1001 --reason "wrong region"');

    for (const answer of await tried()) expect(answer).toContain('I know no request DR-1001 that you may see.');
    expect(await say('rob', 'withdraw DR-1001')).toContain('wrong region');
  });

  test('the terminal asks, and decides only where the policy says so', async () => {
    const policy = policyForApprovals();
    const closed = await start(policy);
    expect(await closed.atTerminal('ana', 'failover payments')).toContain('Plan for DR-1001: fail over payments');
    expect(await closed.atTerminal('cleo', `approve DR-1001 ${await closed.digest()}`)).toContain(
      'Nothing is decided from the terminal here.',
    );

    const open = await start({ ...policy, approvals: { ...policy.approvals, terminalMayApprove: true } });
    const [waiting] = (await open.approvals.waiting()).pending;
    expect(await open.atTerminal('cleo', `approve ${waiting?.id} ${await open.digest()}`)).toContain(
      'Its steps: operation DR-',
    );
  });

  test('one deny with a reason ends it', async () => {
    const { say, cards, digest } = await start();
    await say('ana', 'failover payments');
    const seen = await digest();

    expect(await say('cleo', 'deny DR-1001 --reason "wrong region"')).toContain('by Cleo Wirth: wrong region');
    expect(await say('ben', `approve DR-1001 ${seen}`)).toContain('Denied');
    expect(cards()[0]).toContain('wrong region');
  });

  test('of many who click at the same time each is answered, and it starts once', async () => {
    const policy = policyForApprovals();
    const { say, journal, digest } = await start({
      ...policy,
      approvals: { ...policy.approvals, rules: [{ rule: 'two', when: {}, quorum: 2 }] },
    });
    await say('ana', 'failover payments');
    const seen = await digest();

    const answers = await Promise.all(
      ['cleo', 'ben', 'eli', 'cleo', 'rob'].map((who) => say(who, `approve DR-1001 ${seen}`)),
    );

    expect(answers.every((answer) => answer.length > 0)).toBe(true);
    expect((await journal.read('DR-1001'))?.entries).toHaveLength(1);
    const started = (await journal.read('DR-1001'))?.entries[0];
    expect(started?.kind === 'started' ? started.approvers.length : 0).toBeGreaterThanOrEqual(2);
  });

  test('an approval whose level is gone by the end does not count', async () => {
    const policy = policyForApprovals();
    const two = { ...policy, approvals: { ...policy.approvals, rules: [{ rule: 'two', when: {}, quorum: 2 }] } };
    const { say, journal, digest, current } = await start(two);
    await say('ana', 'failover payments');
    const seen = await digest();
    await say('ben', `approve DR-1001 ${seen}`);
    current.policy = { ...two, grants: two.grants.filter((grant) => grant.to !== 'ben') };

    const answer = await say('cleo', `approve DR-1001 ${seen}`);

    expect(answer).toContain('Counted: 1 of 2 for DR-1001.');
    expect(await journal.read('DR-1001')).toBeUndefined();
  });

  test('when the set of machines changed, all approvals are gone and old and new are shown', async () => {
    const { say, cards, current, digest, journal, approvals } = await start();
    await say('ana', 'failover payments');
    const seen = await digest();
    const [payments, orders] = current.policy.applications;
    if (!payments || !orders) throw new Error('The sample policy lost its applications.');
    current.policy = { ...current.policy, applications: [{ ...payments, vms: payments.vms.slice(1) }, orders] };

    const answer = await say('cleo', `approve DR-1001 ${seen}`);

    expect(answer).toContain(
      'The plan of DR-1001 changed since it was shown: all approvals are gone, and it waits again.',
    );
    expect(answer).toContain('pay-web-01');
    expect(await digest()).not.toBe(seen);
    expect((await approvals.waiting()).pending[0]?.revision).toBe(2);
    expect(await journal.read('DR-1001')).toBeUndefined();
    expect(cards()[0]).toContain('0 of 1');
    expect(await say('cleo', `approve DR-1001 ${await digest()}`)).toContain('Its steps: operation DR-');
  });

  test('a new policy voids the requests that it touches, and no others', async () => {
    const { say, current, due, cards, approvals } = await start();
    await say('ana', 'failover payments');
    await say('cleo', 'failover orders');
    const before = current.policy;
    current.policy = { ...before, grants: before.grants.filter((grant) => grant.to !== 'ana') };

    await due.voidTouched(differenceOf(before, current.policy));

    expect((await approvals.waiting()).pending.map((request) => request.line)).toEqual(['failover orders']);
    expect(cards()[0]).toContain('the policy that it was asked under changed. Nothing was done.');
  });

  test('an asker who may not any more takes the request along', async () => {
    const { say, current, digest } = await start();
    await say('ana', 'failover payments');
    const seen = await digest();
    current.policy = { ...current.policy, grants: current.policy.grants.filter((grant) => grant.to !== 'ana') };

    expect(await say('cleo', `approve DR-1001 ${seen}`)).toContain('Void since');
  });

  test('two operations on the same machines keep each other out, and the refusal names the holder', async () => {
    const { say, digest } = await start();
    await say('ana', 'failover payments');
    await say('cleo', `approve DR-1001 ${await digest()}`);
    await say('ana', 'failover payments');

    const answer = await say('cleo', `approve DR-1002 ${await digest()}`);

    expect(answer).toContain('DR-1002 is approved and cannot start yet: DR-1001 works on pay-');
  });

  test('a person has no more than the allowed number of requests open', async () => {
    const { say } = await start();
    for (let count = 0; count < 5; count += 1) await say('ana', 'failover payments');

    expect(await say('ana', 'failover payments')).toContain(
      'You have 5 requests open, and no more are allowed at a time.',
    );
    await say('ana', 'withdraw DR-1001');
    expect(await say('ana', 'failover payments')).toContain('waits for');
  });

  test('a request that is over is shown as such on its cards, once its time has come', async () => {
    const policy = policyForApprovals();
    const { say, cards, due, digest } = await start({
      ...policy,
      approvals: { ...policy.approvals, rules: [{ rule: 'brief', when: {}, quorum: 1, lifetimeSeconds: 0.05 }] },
    });
    await say('ana', 'failover payments');
    const seen = await digest();
    await new Promise((resolve) => setTimeout(resolve, 80));

    await due.wake('DR-1001');

    expect(cards()[0]).toMatch(/DR-1001: fail over payments\. Expired \d\d:\d\d UTC\. Nothing was done\./u);
    expect(await say('cleo', `approve DR-1001 ${seen === 'none' ? '0000' : seen}`)).toContain('Expired');
  });

  test('approvals lists what waits, with who asked and how far it is', async () => {
    const { say } = await start();
    await say('ana', 'failover payments');

    expect(await say('cleo', 'approvals')).toContain('DR-1001  fail over payments  Ana Ruiz  0 of 1');
  });

  test('approvals shows one request with its plan, and nothing to those who may not read what it is about', async () => {
    const { say } = await start();
    await say('ana', 'failover payments');

    expect(await say('cleo', 'approvals')).toContain('[Show DR-1001]');
    expect(await say('cleo', 'approvals DR-1001')).toContain('[Approve...]');
    expect(await say('dan', 'approvals')).toContain('1 more is about things that you may not see.');
    expect(await say('dan', 'approvals')).not.toContain('payments');
    expect(await say('dan', 'approvals DR-1001')).toContain('I know no request DR-1001 that you may see.');
  });

  test('a click that saw something else is answered with the plan as it is', async () => {
    const { say } = await start();
    await say('ana', 'failover payments');

    const answer = await say('cleo', 'approve DR-1001 abcd');

    expect(answer).toContain('As it is now: fail over payments');
    expect(answer).toContain('[Approve...]');
  });

  test('what is approved starts by itself once the machines are free', async () => {
    const { say, due, journal, approvals, digest, wakeUps } = await start();
    await say('ana', 'failover payments');
    await say('cleo', `approve DR-1001 ${await digest()}`);
    await say('ana', 'failover payments');
    await say('cleo', `approve DR-1002 ${await digest()}`);
    await due.wake('DR-1002');
    expect(await journal.read('DR-1002')).toBeUndefined();
    expect(wakeUps.at(-1)?.version).toBe((await approvals.read('DR-1002'))?.version);
    expect((wakeUps.at(-1)?.at ?? Number.POSITIVE_INFINITY) - Date.now()).toBeLessThan(60_000);

    await journal.append('DR-1001', 1, [{ kind: 'ended', outcome: 'done', summary: 'done' }], null);
    await due.wake('DR-1002');

    expect(await journal.read('DR-1002')).toMatchObject({ entries: [{ approvers: [{ person: 'cleo' }] }] });
  });

  test('where Azure cannot be read the approval stands, and it starts when Azure is back', async () => {
    const { world, say, due, journal } = await startRisky();
    const { id } = await world.open();
    world.azure = () => {
      throw new AzureUnreachable('list the machines', new Error('no route'));
    };

    const answer = await say('cleo', `approve ${id} ${await world.digest()}`);

    expect(answer).toContain(`${id} is approved and has not started yet`);
    expect(await say('cleo', 'approvals')).toMatch(
      /^Nothing waits for a decision\. 1 request is agreed to and has not/u,
    );
    expect(await say('cleo', `approvals ${id}`)).toContain('It is agreed to and has not started yet.');
    expect(await journal.read(id)).toBeUndefined();
    world.azure = () => {};
    await due.wake(id);
    expect(await journal.read(id)).toMatchObject({ entries: [{ kind: 'started' }] });
  });

  test('the journal begins with the limits that were agreed to, and the policy by which it was judged', async () => {
    const { world, say, journal } = await startRisky();
    const { id } = await world.open();
    const seen = await world.digest();
    world.loss = 12;
    world.policy = { ...world.policy, version: 'newer' };

    await say('cleo', `approve ${id} ${seen}`);

    expect(await journal.read(id)).toMatchObject({
      entries: [{ bounds: { 'data loss': { most: 21 } }, policyVersion: 'newer' }],
    });
  });

  test('a policy that came into force meanwhile and asks for more is obeyed', async () => {
    const { say, journal, digest, current, cards } = await start();
    await say('ana', 'failover payments');
    const rules = [{ rule: 'two of us', when: {}, quorum: 2 }];
    current.policy = { ...current.policy, approvals: { ...current.policy.approvals, rules } };

    expect(await say('cleo', `approve DR-1001 ${await digest()}`)).toContain('Counted: 1 of 2 for DR-1001.');

    expect(await journal.read('DR-1001')).toBeUndefined();
    expect(cards()[0]).toContain('rule: two of us');
    expect(await say('ben', `approve DR-1001 ${await digest()}`)).toContain('Its steps: operation DR-');
  });

  test.each([
    ['approved', 'ana', 'failover payments'],
    ['to start at once', 'cleo', 'add-note payments'],
  ])('what was %s starts, even where the one who took it in died before', async (_what, who, line) => {
    const { say, approvals, journal, due, digest, wakeUps } = await start();
    const startAs = approvals.start.bind(approvals);
    approvals.start = () => Promise.reject(new Error('killed'));
    const asked = await say(who, line);
    const died = asked.includes('waits for') ? await say('cleo', `approve DR-1001 ${await digest()}`) : asked;
    expect(died).toContain('I cannot say whether this counted');
    expect((wakeUps.at(-1)?.at ?? Number.POSITIVE_INFINITY) - Date.now()).toBeLessThan(60_000);

    approvals.start = startAs;
    await due.wake('DR-1001');

    expect(await journal.read('DR-1001')).toMatchObject({ entries: [{ kind: 'started' }] });
  });

  test('what is looked at while it waits for people is looked at again when its end is near, and not before', async () => {
    const { say, approvals, due, wakeUps } = await start();
    await say('ana', 'failover payments');

    await due.wake('DR-1001');

    const request = await approvals.read('DR-1001');
    expect(wakeUps.at(-1)).toEqual({
      id: 'request:DR-1001',
      version: request?.version,
      at: (request?.expiresAt ?? 0) - 5 * 60_000,
    });
  });

  test('where the policy wants a reason, nothing is asked for without one', async () => {
    const policy = policyForApprovals();
    const rules = [{ rule: 'say why', when: {}, quorum: 1, reasonRequired: true }];
    const { say, approvals } = await start({ ...policy, approvals: { ...policy.approvals, rules } });

    expect(await say('ana', 'failover payments')).toContain('This needs a reason.');
    expect((await approvals.waiting()).pending).toEqual([]);
    expect(await say('ana', 'failover payments --reason outage')).toContain('waits for 1 approval');
  });

  test('an approval that fell away is named, and those that are left are the ones in the journal', async () => {
    const policy = policyForApprovals();
    const { say, due, journal, digest, current } = await start(policy);
    await say('ana', 'failover payments');
    await say('cleo', `approve DR-1001 ${await digest()}`);
    await say('ana', 'failover payments');
    await say('ben', `approve DR-1002 ${await digest()}`);
    await say('eli', `approve DR-1002 ${await digest()}`);
    current.policy = { ...policy, grants: policy.grants.filter((grant) => grant.to !== 'ben') };
    await journal.append('DR-1001', 1, [{ kind: 'ended', outcome: 'done', summary: 'done' }], null);

    await due.wake('DR-1002');

    const [started] = (await journal.read('DR-1002'))?.entries ?? [];
    expect(started?.kind === 'started' && started.approvers.map(({ person }) => person)).toEqual(['eli']);
  });

  test('at the terminal one takes back what is one own, wherever it may decide nothing', async () => {
    const { atTerminal } = await start();
    await atTerminal('ana', 'failover payments');

    expect(await atTerminal('cleo', 'deny DR-1001 --reason no')).toContain(
      'Nothing is decided from the terminal here.',
    );
    expect(await atTerminal('ana', 'withdraw DR-1001')).toContain('Withdrawn');
  });

  test('a card that was being posted while somebody decided shows the decision', async () => {
    const { chat, cards, say, digest } = await start();
    const post = chat.post.bind(chat);
    chat.post = async (channel, message) => {
      const ref = await post(channel, message);
      chat.post = post;
      await say('cleo', `approve DR-1001 ${await digest()}`);
      return ref;
    };

    await say('ana', 'failover payments');

    expect(cards()).toHaveLength(2);
    for (const card of cards()) expect(card).toContain('Its steps: operation DR-');
  });

  test('a channel that cannot be posted into keeps the card from no other', async () => {
    const { chat, cards, say } = await start();
    const post = chat.post.bind(chat);
    chat.post = (channel, message) =>
      channel.id === 'C1' ? Promise.reject(new Error('archived')) : post(channel, message);

    expect(await say('ana', 'failover payments')).toContain('Its card stands in 1 channel: #approvals (Slack).');
    expect(cards()[0]).toMatch(/^CA: Plan for DR-1001/u);
  });

  test('a card that two decisions edit at once ends in the last state, whichever edit arrives last', async () => {
    const policy = policyForApprovals();
    const two = { ...policy, approvals: { ...policy.approvals, rules: [{ rule: 'two', when: {}, quorum: 2 }] } };
    const { chat, cards, say, digest } = await start(two);
    await say('ana', 'failover payments');
    const seen = await digest();
    const edit = chat.edit.bind(chat);
    let second: Promise<string> | undefined;
    chat.edit = async (ref, message) => {
      chat.edit = edit;
      second = say('ben', `approve DR-1001 ${seen}`);
      await second;
      await edit(ref, message);
    };

    await say('cleo', `approve DR-1001 ${seen}`);

    expect(await second).toContain('Its steps: operation DR-');
    for (const card of cards()) expect(card).toContain('Its steps: operation DR-');
  });

  /** The desk for a change whose loss of data can be turned, asked for by Ana. */
  const startRisky = async () => {
    const store = await openStore(await connect());
    const approvals = approvalsOn(store);
    const world = riskyWorld();
    const parts = {
      ...world.parts,
      approvals,
      speaker: createSpeaker({ chats: [], policy: () => world.policy, banner: undefined, failed: () => {} }),
      workflowVersion: () => 1,
    };
    const desk = new Desk({ ...parts, terminalMayDecide: () => false });
    const due = new DueRequests(parts);
    const talk = startTalk({ desk, decisions: desk, catalog: catalogWith(world.risky), policy: () => world.policy });
    const say = async (who: string, line: string) => shown(await talk.say(who, line));
    const pending = async () => {
      const [request] = (await approvals.waiting()).pending;
      if (!request) throw new Error('Nothing waits.');
      return request;
    };
    const open = async () => {
      await say('ana', 'risky payments');
      return pending();
    };
    const digest = async () => (await pending()).digest.slice(0, 4);
    return { world: Object.assign(world, { open, digest }), say, due, journal: journalOn(store) };
  };
});
