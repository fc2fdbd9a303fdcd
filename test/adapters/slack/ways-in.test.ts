import { expect, test, vi } from 'vitest';
import { actions, message, runs, text } from '../../../src/messages/compose.ts';
import type { Form, Hearing, Invocation, Reply } from '../../../src/ports/chat.ts';
import { startSlackWith } from './slack-stage.ts';

const start = async (
  answer: (invocation: Invocation) => Reply = () => told('answered'),
  more: Partial<Hearing> = {},
  how: Parameters<typeof startSlackWith>[1] = {},
) => {
  const heard: Invocation[] = [];
  const hearing: Hearing = {
    receive: async (invocation) => {
      heard.push(invocation);
      return answer(invocation);
    },
    formFor: () => undefined,
    check: () => undefined,
    suggest: () => [],
    ...more,
  };
  const started = await startSlackWith(hearing, how);
  const first = () =>
    vi.waitFor(
      () => {
        expect(heard[0]).toBeDefined();
        return heard[0] as Invocation;
      },
      { timeout: 10_000 },
    );
  return { ...started, heard, first };
};

const told = (title: string, shared = false): Reply => ({
  kind: 'message',
  message: message(title, 'neutral'),
  shared,
});

test('a mention in a channel is a line, and its answer is seen by that person alone', async () => {
  const { slack, first } = await start();

  await slack.as('UANA').mentions('C0DR', 'status payments');

  expect((await first()).input).toEqual({ kind: 'line', text: 'status payments' });
  await expect.poll(() => slack.as('UANA').sees('C0DR').at(-1)).toMatchObject({ text: 'answered', private: true });
  expect(slack.as('UCLEO').sees('C0DR')).toHaveLength(1);
});

test('in a thread, where Slack has no slash commands, the answer stands in the thread', async () => {
  const { slack, chat } = await start();
  const channel = {
    platform: 'slack',
    tenant: slack.teamId,
    id: 'C0DR',
    personal: false,
    sharedOutside: false,
  } as const;
  const card = await chat.post(channel, message('DR-7', 'neutral'));

  await slack.as('UANA').mentions('C0DR', 'operation DR-7', card.id);

  await expect.poll(() => slack.as('UANA').sees('C0DR').at(-1)).toMatchObject({ text: 'answered', threadTs: card.id });
});

test('a shared answer to a mention in a thread stays in the thread', async () => {
  const { slack, chat } = await start(() => told('for all', true));
  const channel = {
    platform: 'slack',
    tenant: slack.teamId,
    id: 'C0DR',
    personal: false,
    sharedOutside: false,
  } as const;
  const card = await chat.post(channel, message('DR-7', 'neutral'));

  await slack.as('UANA').mentions('C0DR', 'operation DR-7 --share', card.id);

  await expect.poll(() => slack.as('UCLEO').sees('C0DR').at(-1)).toMatchObject({ text: 'for all', threadTs: card.id });
});

test('what is told to the bot alone is a line in a personal conversation', async () => {
  const { slack, first } = await start();

  await slack.as('UANA').tells('whoami');

  const { channel, input } = await first();
  expect(input).toEqual({ kind: 'line', text: 'whoami' });
  expect(channel).toMatchObject({ personal: true, sharedOutside: false });
  const ana = slack.as('UANA');
  await expect.poll(() => ana.sees(ana.directly()).at(-1)?.text).toBe('answered');
});

test('a direct conversation of two people is not a personal one with the bot', async () => {
  const { slack, first } = await start();
  const channels = slack.channel('D0BOTH');
  expect(channels.channel).toBeUndefined();

  await slack.outbox.send(
    slack.payloads.command(
      { id: 'UANA', teamId: slack.teamId, name: 'ana', realName: 'Ana', role: 'member' },
      {
        id: 'D0BOTH',
        name: 'directmessage',
        kind: 'im',
        members: new Set(['UANA', 'UCLEO']),
        sharedOutside: false,
        archived: false,
      },
      'whoami',
    ),
  );

  expect((await first()).channel).toMatchObject({ personal: false, sharedOutside: true });
});

test('links, mentions and entities come back as they were typed', async () => {
  const { slack, first } = await start();

  await slack.as('UANA').tells('check <http://pay-web-01.com|pay-web-01.com> --note "a &lt; b &amp; c"');

  expect((await first()).input).toEqual({ kind: 'line', text: 'check pay-web-01.com --note "a < b & c"' });
});

test('what bots and the bot itself say is not heard', async () => {
  const { slack, heard, chat } = await start();
  const common = {
    type: 'message',
    channel: slack.as('UANA').directly(),
    channel_type: 'im',
    text: 'whoami',
    ts: '1.1',
  };
  await slack.outbox.send(slack.payloads.event({ ...common, user: slack.app.botUser }));
  await slack.outbox.send(slack.payloads.event({ ...common, user: 'UANA', bot_id: 'BOTHER' }));
  await slack.outbox.send(slack.payloads.event({ ...common, user: 'UANA', subtype: 'message_changed' }));
  await slack.outbox.send(slack.payloads.event({ ...common, channel: 'C0DR', channel_type: 'channel', user: 'UANA' }));

  await slack.as('UANA').tells('the last one');
  await expect.poll(() => heard.length).toBeGreaterThan(0);
  await chat.stop();

  expect(heard.map(({ input }) => input)).toEqual([{ kind: 'line', text: 'the last one' }]);
});

test('the shortcut asks for a line, and the answer comes in the personal conversation', async () => {
  const { slack, first } = await start();
  const ana = slack.as('UANA');
  await ana.uses('lifeboat');
  await expect.poll(() => ana.view()).toBeDefined();

  await ana.submits({ 'field:line': 'status payments' });

  const { input, channel } = await first();
  expect(input).toEqual({ kind: 'line', text: 'status payments' });
  expect(channel.personal).toBe(true);
  await expect.poll(() => ana.sees(ana.directly()).at(-1)?.text).toBe('answered');
});

const form: Form = {
  command: 'deny',
  title: 'deny',
  submit: 'Do it',
  keep: {},
  fields: [
    { name: 'reason', label: 'Reason', hint: '', input: { kind: 'text', long: true, many: false }, required: true },
  ],
};

test('a line from the shortcut that lacks something goes on to its form', async () => {
  const formFor: Hearing['formFor'] = (_account, line) => (line === 'deny DR-7' ? form : undefined);
  const { slack, heard } = await start(undefined, { formFor });
  const ana = slack.as('UANA');
  await ana.uses('lifeboat');
  await expect.poll(() => ana.view()).toBeDefined();

  await ana.submits({ 'field:line': 'deny DR-7' });
  expect(ana.view()?.definition.title.text).toBe('deny');
  await ana.submits({ 'field:reason': 'not now' });

  await expect
    .poll(() => heard[0]?.input)
    .toMatchObject({ kind: 'form', command: 'deny', values: { reason: 'not now' } });
});

test('a form that Slack no longer opens is offered with a button', async () => {
  const formFor: Hearing['formFor'] = (_account, line) => (line === 'deny DR-7' ? form : undefined);
  const { slack, heard } = await start(undefined, { formFor });
  const ana = slack.as('UANA');
  slack.fail('views.open', 'ill', 1);

  await ana.types('C0DR', 'deny DR-7');
  await expect.poll(() => ana.sees('C0DR').at(-1)?.buttons).toEqual(['Fill it in']);
  await ana.clicks('C0DR', 'Fill it in');

  await expect.poll(() => ana.view()?.definition.title.text).toBe('deny');
  expect(heard).toEqual([]);
});

test('the home tab shows what the bot says needs the person, and its buttons answer in person', async () => {
  const { slack, heard } = await start(({ input }) =>
    input.kind === 'home'
      ? {
          kind: 'message',
          shared: false,
          message: message(
            'What needs you now',
            'neutral',
            text('DR-7 waits.'),
            actions(runs('Show DR-7', 'approvals DR-7')),
          ),
        }
      : told('DR-7'),
  );
  const ana = slack.as('UANA');

  await ana.opensHome();
  await expect.poll(() => ana.home()).toContain('DR-7 waits.');
  await ana.clicksAtHome('Show DR-7');

  await expect.poll(() => ana.sees(ana.directly()).at(-1)?.text).toBe('DR-7');
  expect(heard.map(({ input }) => input.kind)).toEqual(['home', 'line']);
});

test.each([
  ['a guest', 'UGUEST', 'C0GUESTS'],
  ['a user of another workspace', 'USTRANGER', 'C0SHARED'],
])('%s is known as an outsider', async (_who, user, channel) => {
  const { slack, first } = await start();

  await slack.as(user).mentions(channel, 'status');

  expect((await first()).account).toMatchObject({ id: user, outsider: true });
});

test.each([
  ['guests', 'C0GUESTS'],
  ['another workspace', 'C0SHARED'],
])('nothing is posted into a channel shared with %s', async (_with, id) => {
  const { slack, chat, first } = await start(() => told('for all', true));
  const channel = { platform: 'slack', tenant: slack.teamId, id, personal: false, sharedOutside: false } as const;

  await slack.as('UANA').types(id, 'status --share');

  expect((await first()).channel.sharedOutside).toBe(true);
  await expect.poll(() => slack.as('UANA').sees(id).at(-1)).toMatchObject({ private: true });
  await expect(chat.post(channel, message('hello', 'neutral'))).rejects.toMatchObject({
    code: 'shared_with_outsiders',
  });
  expect(
    slack
      .channel(id)
      .messages()
      .filter(({ onlyFor }) => !onlyFor),
  ).toEqual([]);
});

/** A workspace of 1,200, of whom three hundred are in one channel. */
const crowd = (last: {
  readonly id: string;
  readonly name: string;
  readonly role: 'member' | 'guest' | 'stranger';
}) => {
  const all = Array.from({ length: 1200 }, (_, at) => ({ id: `U${at}`, name: `u${at}`, role: 'member' }) as const);
  const members = [...all.slice(0, 299).map(({ id }) => id), last.id, 'UBOT'];
  return { slack: { users: [...all, last], channels: [{ id: 'C0CROWD', name: 'crowd', members }] } };
};

test.each([
  ['nobody from outside', { id: 'ULAST', name: 'last', role: 'member' }, false],
  ['a guest', { id: 'ULAST', name: 'last', role: 'guest' }, true],
  ['a user of another workspace', { id: 'ULAST', name: 'last', role: 'stranger' }, true],
] as const)('of a channel of hundreds with %s it is known by a handful of calls', async (_with, last, shared) => {
  const { slack, first } = await start(() => told('fine'), {}, crowd(last));

  await slack.as('U0').types('C0CROWD', 'status');

  expect((await first()).channel.sharedOutside).toBe(shared);
  const asked = slack.calls.filter(({ method }) => method.startsWith('users.'));
  expect(asked.filter(({ method }) => method === 'users.list')).toHaveLength(3);
  expect(asked.length).toBeLessThanOrEqual(6);
});

test('where Slack does not tell who it is, nothing is asked and the person is told', async () => {
  const { slack, heard } = await start();
  slack.fail('users.info', 'ill', 1000);

  await slack.as('UANA').types('C0DR', 'status');

  await expect
    .poll(() => slack.as('UANA').sees('C0DR').at(-1)?.text, { timeout: 10_000 })
    .toContain('Slack did not tell me who you are');
  expect(heard).toEqual([]);
});

test('a question to the bot from a channel that it is not in is answered all the same', async () => {
  const { slack } = await start();

  await slack.as('UANA').types('C0ELSE', 'whoami');

  await expect.poll(() => slack.as('UANA').sees('C0ELSE').at(-1)).toMatchObject({ text: 'answered', private: true });
});
