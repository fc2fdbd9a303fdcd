import { expect, test } from 'vitest';
import { shown, slackUser, startTalk } from '../sample/talk.ts';

test('a line that lacks something has a form at once, with what was typed already', () => {
  const { hearing } = startTalk();

  const form = hearing.formFor(slackUser('cleo'), 'deny DR-1042 --digest 9f3c');

  expect(form).toMatchObject({ command: 'deny', keep: {} });
  expect(form?.fields.find((field) => field.name === 'request')?.value).toBe('DR-1042');
});

test('a button asks for what it names and what is missing alone, and keeps the rest', () => {
  const { hearing } = startTalk();

  const form = hearing.formFor(slackUser('cleo'), 'approve DR-1042 9f3c --revision 2', ['type']);
  const denial = hearing.formFor(slackUser('cleo'), 'deny DR-1042 --digest 9f3c', []);

  expect(form?.fields.map((field) => field.name)).toEqual(['type']);
  expect(form?.keep).toMatchObject({ request: 'DR-1042', digest: '9f3c', revision: '2' });
  expect(denial?.fields.map((field) => field.name)).toEqual(['reason']);
});

test('what a button asks for is asked of somebody known by a link alone, too', async () => {
  const link = { person: 'ana', confirmed: true };
  const { send, hearing, proposals } = startTalk({ linked: { of: async () => link, remembered: () => undefined } });
  const button = { kind: 'line', text: 'failover payments', asks: ['reason'] } as const;

  const reply = await send('linked', button);

  expect(hearing.formFor(slackUser('linked'), button.text, button.asks)).toBeUndefined();
  expect(reply).toMatchObject({ kind: 'form', form: { command: 'failover', fields: [{ name: 'reason' }] } });
  expect(proposals).toEqual([]);
});

test('what lacks nothing, or what no form can mend, has no form', () => {
  const { hearing } = startTalk();

  expect(hearing.formFor(slackUser('cleo'), 'whoami')).toBeUndefined();
  expect(hearing.formFor(slackUser('cleo'), 'no such command')).toBeUndefined();
  expect(hearing.formFor(slackUser('cleo'), 'deny DR-1042 --colour red')).toBeUndefined();
});

test('a form that came back is checked at once, field by field', () => {
  const { hearing } = startTalk();

  const wrong = hearing.check(slackUser('cleo'), { command: 'deny', values: { request: 'seven', reason: 'no' } });
  const right = hearing.check(slackUser('cleo'), { command: 'deny', values: { request: 'DR-7', reason: 'no' } });

  expect(wrong?.fields.find((field) => field.name === 'request')?.problem).toContain('DR-1042');
  expect(right).toBeUndefined();
});

test('people unknown to the policy are shown no form', () => {
  const { hearing } = startTalk();

  expect(hearing.formFor(slackUser('mallory'), 'deny DR-1042')).toBeUndefined();
  expect(hearing.check(slackUser('mallory'), { command: 'deny', values: {} })).toBeUndefined();
});

test('the home page shows what needs somebody now; strangers learn nothing', async () => {
  const { send } = startTalk();

  expect(shown(await send('cleo', { kind: 'home' }))).toContain('What needs you now');
  expect(shown(await send('mallory', { kind: 'home' }))).toContain('I do not know whose account this is');
});
