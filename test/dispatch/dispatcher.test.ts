import { expect, test } from 'vitest';
import { createCatalog } from '../../src/catalog/catalog.ts';
import type { Change, Command } from '../../src/definitions/command.ts';
import { createPolicyNames } from '../../src/names/policy-names.ts';
import type { ChannelRef } from '../../src/ports/chat.ts';
import { failover } from '../sample/commands.ts';
import { samplePolicy } from '../sample/policy.ts';
import { listedChannel, shown, slackUser, startTalk } from '../sample/talk.ts';

const personal = { ...listedChannel, id: 'D1', personal: true };

test('a question is answered to the one who asked', async () => {
  const { say } = startTalk();

  const reply = await say('rob', 'status payments');

  expect(reply).toMatchObject({ kind: 'message', shared: false });
  expect(shown(reply)).toContain('payments: protected');
});

test('an answer is shown to the channel where that is asked for, and only where the policy lists the channel', async () => {
  const { send } = startTalk();
  const line = { kind: 'line', text: 'status payments --share' } as const;

  const listed = await send('rob', line);
  const unlisted = await send('rob', line, { channel: { ...listedChannel, id: 'C9' } });
  const withGuests = await send('rob', line, { channel: { ...listedChannel, sharedOutside: true } });

  expect(listed).toMatchObject({ shared: true });
  expect(unlisted).toMatchObject({ shared: false });
  expect(shown(unlisted)).toContain('Shown to you alone: the policy does not list this channel.');
  expect(withGuests).toMatchObject({ shared: false });
});

test('what somebody may do is told to all without a button that others would press in their own name', async () => {
  const { say } = startTalk();

  const alone = await say('ana', 'can-i failover payments');
  const toAll = await say('ana', 'can-i --share failover payments');

  expect(JSON.stringify(alone)).toContain('"line":"failover payments"');
  expect(toAll).toMatchObject({ kind: 'message', shared: true });
  expect(JSON.stringify(toAll)).not.toContain('"line"');
});

test('people unknown to the policy get help and whoami, and nothing else', async () => {
  const { say } = startTalk();

  expect(shown(await say('mallory', 'help'))).toContain('What do you want to do?');
  expect(shown(await say('mallory', 'whoami'))).toContain('I do not know you.');
  for (const line of [
    'status payments',
    'can-i failover payments',
    'failover payments',
    'failover',
    'status nothing',
  ]) {
    expect(shown(await say('mallory', line)), line).toContain('I do not know whose account this is');
  }
});

test('people unknown to the policy are told no names', async () => {
  const { say, hearing } = startTalk();

  expect(shown(await say('mallory', 'statos paymets'))).not.toContain('payments');
  const half = { command: 'status', argument: 'target', typed: '' };
  expect(hearing.suggest(slackUser('mallory'), half)).toEqual([]);
});

test('a guest is nobody, whatever the policy says of the account', async () => {
  const { send } = startTalk();

  const reply = await send(
    'rob',
    { kind: 'line', text: 'status payments' },
    { account: { ...slackUser('rob'), outsider: true } },
  );

  expect(shown(reply)).toContain('I do not know whose account this is');
});

test('a mistyped command with a mistyped name is offered corrected, as a button', async () => {
  const { say } = startTalk();

  const reply = await say('ana', 'failver paymets');

  expect(shown(reply)).toContain('I know no command "failver". Did you mean: failover payments?');
  expect(shown(reply)).toContain('[Run: failover payments]');
});

test('a mistyped name is offered corrected', async () => {
  const { say } = startTalk();

  const reply = await say('rob', 'status paymets --share');

  expect(shown(reply)).toContain('[Run: status payments --share]');
});

test('a name that several things bear is answered with the candidates', async () => {
  const { say } = startTalk();

  const reply = await say('cleo', 'failover twin --reason "power loss"');

  expect(shown(reply)).toContain('2 things are called "twin"');
  expect(reply).toMatchObject({
    message: {
      blocks: [
        {},
        {
          actions: [
            { line: 'failover rg-a/twin --reason "power loss"' },
            { line: 'failover rg-b/twin --reason "power loss"' },
          ],
        },
      ],
    },
  });
});

test('missing arguments open the form, filled with what was typed', async () => {
  const { say } = startTalk();

  const reply = await say('cleo', 'restore-point copy weekly-3');

  expect(reply).toMatchObject({
    kind: 'form',
    form: {
      command: 'restore-point copy',
      fields: [
        { name: 'point', value: 'weekly-3' },
        { name: 'to', required: true },
        { name: 'mode', value: 'full' },
        { name: 'reason' },
      ],
    },
  });
});

test('a form that is sent back is checked again', async () => {
  const { send, proposals } = startTalk();

  const bad = await send('cleo', { kind: 'form', command: 'failover', values: { target: ' ', point: 'latest' } });
  const good = await send('cleo', { kind: 'form', command: 'failover', values: { target: 'orders', reason: 'test' } });

  expect(bad).toMatchObject({ kind: 'form' });
  expect(good).toMatchObject({ kind: 'message' });
  expect(proposals).toMatchObject([{ line: 'failover orders --reason test' }]);
});

test('a change of somebody who may reaches the desk', async () => {
  const { say, proposals } = startTalk();

  const reply = await say('ana', 'failover payments');

  expect(reply).toMatchObject({ kind: 'message', shared: false });
  expect(proposals).toMatchObject([{ line: 'failover payments', plan: { vms: 4 }, asker: { person: { id: 'ana' } } }]);
});

test('a change of somebody who may not is refused by its rule', async () => {
  const { say, proposals } = startTalk();

  const reply = await say('rob', 'failover payments');

  expect(reply.kind).toBe('refusal');
  expect(shown(reply)).toContain('You may not do this: failover payments needs Operator (recovery).');
  expect(shown(reply)).toContain('You are Reader (recovery) (rule: allow reader to rob).');
  expect(proposals).toEqual([]);
});

test('nothing is changed from a channel that the policy does not list, but from a personal chat it is', async () => {
  const { send, proposals } = startTalk();
  const line = { kind: 'line', text: 'failover payments' } as const;

  const unlisted = await send('ana', line, { channel: { ...listedChannel, id: 'C9' } });
  await send('ana', line, { channel: personal });

  expect(shown(unlisted)).toContain('I change nothing from this channel.');
  expect(proposals).toHaveLength(1);
});

test('without the store questions go on, and changes are refused with the reason', async () => {
  const { say, proposals } = startTalk({
    store: { state: () => ({ reachable: false, since: new Date('2026-11-20T02:55:00Z') }) },
  });

  expect(shown(await say('ana', 'status payments'))).toContain('payments: protected');
  expect(shown(await say('ana', 'failover payments'))).toContain(
    'Redis is not reachable, so I cannot keep a decision safe.',
  );
  expect(shown(await say('ana', 'failover payments'))).toContain('Down since 02:55 UTC.');
  expect(proposals).toEqual([]);
});

test('when a delivery could not be recorded, the change in it is refused', async () => {
  const { say, proposals } = startTalk({ dedupe: { first: () => Promise.reject(new Error('connection lost')) } });

  expect(shown(await say('ana', 'status payments'))).toContain('payments: protected');
  expect(shown(await say('ana', 'failover payments'))).toContain('Redis is not reachable');
  expect(proposals).toEqual([]);
});

test('the same delivery acts once', async () => {
  const { send, proposals } = startTalk();
  const twice = { deliveryId: 'same' };

  const first = await send('ana', { kind: 'line', text: 'failover payments' }, twice);
  const second = await send('ana', { kind: 'line', text: 'failover payments' }, twice);

  expect([first.kind, second.kind]).toEqual(['message', 'nothing']);
  expect(proposals).toHaveLength(1);
});

test('what breaks is answered with a reference, and nothing of its inside', async () => {
  const { say, problems } = startTalk({
    names: { resolve: () => Promise.reject(new Error('the inside')), known: () => [] },
  });

  const reply = await say('rob', 'status payments');

  expect(shown(reply)).toContain('Something of mine broke (reference REF-1).');
  expect(shown(reply)).not.toContain('the inside');
  expect(problems).toHaveLength(1);
});

test('suggestions come from memory, names that begin with what was typed first', () => {
  const { hearing } = startTalk();

  const options = hearing.suggest(slackUser('rob'), { command: 'status', argument: 'target', typed: 'pay-w' });

  expect(options).toEqual([
    { value: 'pay-web-01', label: 'pay-web-01 (rg-payments)' },
    { value: 'pay-web-02', label: 'pay-web-02 (rg-payments)' },
  ]);
});

test.each([
  ['ana', 'status payments', 'Yes. You may give status on application payments.'],
  [
    'ana',
    'restore-point copy weekly-3',
    'No. You hold nothing in copies there (rule: no rule gives it). restore-point copy needs Operator (copies).',
  ],
  ['ana', 'failover payments', 'Yes. You may give failover on application payments.'],
  [
    'rob',
    'failover payments',
    'No. You are Reader (recovery) on application payments (rule: allow reader to rob). failover needs Operator (recovery).',
  ],
  ['rob', 'failover payments', 'People who can: Ana Ruiz and Cleo Wirth.'],
  ['rob', 'failover', 'No. You are Reader (recovery) (rule: allow reader to rob).'],
  ['rob', 'vault create', 'vault create needs the grant vault-admin.'],
  ['rob', 'failover paymets', 'I know no "paymets".'],
  ['rob', 'failver payments', 'Did you mean: can-i failover payments?'],
])('%s asks can-i %s: %s', async (who, line, expected) => {
  const { say } = startTalk();

  expect(shown(await say(who, `can-i ${line}`))).toContain(expected);
});

test('every answer stands under the banner, where there is one', async () => {
  const { say } = startTalk({ banner: 'Rehearsal' });

  for (const line of ['status payments', 'explode', 'failover payments']) {
    expect(shown(await say('ana', line)), line).toMatch(/^\[Rehearsal\]\n/u);
  }
});

test('several lines in the field of a form cannot pass for lines of the bot', async () => {
  const { send, proposals } = startTalk();
  const values = { target: 'payments', reason: 'power\nApproved by: 2 of 2\u202e\u001b[31m' };

  await send('ana', { kind: 'form', command: 'failover', values });

  expect(proposals).toMatchObject([
    { typed: { reason: 'power Approved by: 2 of 2 [31m' }, line: expect.not.stringMatching(/[\p{Cc}\u202e]/u) },
  ]);
});

test.each<[string, Partial<ChannelRef>]>([
  ['the policy does not list', { id: 'C9' }],
  ['outsiders share', { sharedOutside: true }],
])('nothing is decided from a channel that %s, but from a listed one whatever it is for', async (_what, where) => {
  const policy = samplePolicy();
  const [listed] = policy.channels;
  const quiet = samplePolicy({ channels: listed ? [{ ...listed, purposes: ['approvals'] }] : [] });
  const { send } = startTalk({ policy: () => quiet });
  const line = { kind: 'line', text: 'approve DR-1 9f3c' } as const;

  expect(shown(await send('cleo', line, { channel: { ...listedChannel, ...where } }))).toContain(
    'I change nothing from this channel.',
  );
  expect(shown(await send('cleo', line))).toBe('approve');
  expect(shown(await send('cleo', line, { channel: personal }))).toBe('approve');
});

test('what breaks while it is decided is not answered as if nothing had happened', async () => {
  const broken = { receive: () => Promise.reject(new Error('connection lost')) };
  const { say, problems } = startTalk({ desk: broken });

  expect(shown(await say('ana', 'failover payments'))).toContain(
    'Something of mine broke (reference REF-1), and I cannot say whether this counted.',
  );
  expect(problems).toHaveLength(1);
});

test('a delivery of another workspace does not swallow one of the same id', async () => {
  const { send, proposals } = startTalk();
  const line = { kind: 'line', text: 'failover payments' } as const;

  await send('mallory', line, { deliveryId: 'same', account: { ...slackUser('mallory'), tenant: 'T2' } });
  await send('ana', line, { deliveryId: 'same' });

  expect(proposals).toHaveLength(1);
});

test('a plan that reaches beyond what its asker may write is refused as a whole', async () => {
  const plan = failover.kind === 'change' ? failover.plan : undefined;
  const orders = samplePolicy().applications[1]?.vms ?? [];
  const reaching: Command = {
    ...(failover as Change),
    plan: async (values, context) => {
      const made = await plan?.(values, context);
      if (!made) throw new Error('The sample has no plan.');
      const [first] = made.writes;
      return {
        ...made,
        writes: first ? [...made.writes, { ...first, resource: orders[0] ?? '', of: orders[0] ?? '' }] : [],
      };
    },
  };
  const { say, proposals } = startTalk({ catalog: createCatalog([reaching]) });

  expect(shown(await say('ana', 'failover payments'))).toContain('You may not do this: failover needs more.');
  expect(shown(await say('cleo', 'failover payments'))).toContain('Plan: fail over payments');
  expect(proposals).toMatchObject([{ asker: { person: { id: 'cleo' } } }]);
});

test('what a change is about is looked up in Azure, and what a question is about in memory', async () => {
  const asked: string[] = [];
  const policyNames = createPolicyNames(() => samplePolicy());
  const { say } = startTalk({
    names: {
      ...policyNames,
      resolve: (kinds, name, how) => {
        asked.push(how);
        return policyNames.resolve(kinds, name, how);
      },
    },
  });

  await say('ana', 'status payments');
  await say('ana', 'failover payments');

  expect(asked).toEqual(['remembered', 'fresh']);
});
