import { expect, test } from 'vitest';
import { ChatUnreachable, SaidPerhaps } from '../../../src/errors/chat.ts';
import { message, text } from '../../../src/messages/compose.ts';
import type { Message } from '../../../src/messages/message.ts';
import type { Hearing } from '../../../src/ports/chat.ts';
import { channelIn, startSlackWith } from './slack-stage.ts';

const nobodyAsks: Hearing = {
  receive: async () => ({ kind: 'nothing' }),
  formFor: () => undefined,
  check: () => undefined,
  suggest: () => [],
};

/** Slept through at once, and written down. */
const start = async (changes: Parameters<typeof startSlackWith>[1] = {}) => {
  const slept: number[] = [];
  const clock = { ms: Date.now() };
  const time = {
    now: () => clock.ms,
    sleep: async (milliseconds: number) => {
      slept.push(milliseconds);
      clock.ms += milliseconds;
    },
  };
  const started = await startSlackWith(nobodyAsks, {
    ...changes,
    slack: { now: () => clock.ms, ...changes.slack },
    bot: { time, ...changes.bot },
  });
  const { slack } = started;
  const said = () => slack.channel('C0DR').messages();
  const sent = (method: string) => slack.calls.filter((call) => call.method === method).length;
  return { ...started, slept, said, sent, channel: channelIn(slack, 'C0DR') };
};

const hello = message('hello', 'neutral');
const lines = (count: number): Message =>
  message(
    'A long card',
    'neutral',
    ...Array.from({ length: count }, (_, at) => text(`line ${at} ${'word '.repeat(60)}`)),
  );

test('is told how long to wait, and waits that long before saying it again', async () => {
  const { slack, chat, channel, slept, said } = await start();
  slack.fail('chat.postMessage', 'too-many', 2);

  await chat.post(channel, hello);

  expect(said()).toHaveLength(1);
  expect(slept.filter((milliseconds) => milliseconds >= 1000)).toHaveLength(2);
});

test('many messages into one channel go at the pace that Slack takes, in their order', async () => {
  const { chat, channel, said } = await start({ slack: { limits: 'slack' } });

  await Promise.all(Array.from({ length: 12 }, (_, at) => chat.post(channel, message(`message ${at}`, 'neutral'))));

  expect(said().map(({ blocks }) => JSON.stringify(blocks))).toEqual(
    Array.from({ length: 12 }, (_, at) => expect.stringContaining(`message ${at}"`)),
  );
});

test('what may have been said is not said again', async () => {
  const { slack, chat, channel, said } = await start();
  slack.fail('chat.postMessage', 'break-after');

  await expect(chat.post(channel, hello)).rejects.toBeInstanceOf(SaidPerhaps);

  expect(said()).toHaveLength(1);
});

test.each(['break', 'ill'] as const)(
  'an edit whose answer is lost (%s) is made again until it is known',
  async (fault) => {
    const { slack, chat, channel, said } = await start();
    const ref = await chat.post(channel, hello);
    slack.fail('chat.update', fault, 2);

    await chat.edit(ref, message('done', 'good'));

    expect(JSON.stringify(said()[0]?.blocks)).toContain('done');
  },
);

test('an edit that Slack never takes is told as not made', async () => {
  const { slack, chat, channel } = await start();
  const ref = await chat.post(channel, hello);
  slack.fail('chat.update', 'ill', 100);

  await expect(chat.edit(ref, message('done', 'good'))).rejects.toBeInstanceOf(ChatUnreachable);
});

test('what cannot have left is told as not sent', async () => {
  const { slack, chat, channel } = await start();
  await chat.post(channel, hello);
  await slack.close();
  // The first one may find the connection that was open.
  await chat.post(channel, hello).catch(() => {});

  await expect(chat.post(channel, hello)).rejects.toBeInstanceOf(ChatUnreachable);
});

test('edits that come too fast become one, and the last one stands', async () => {
  const { chat, channel, said, sent } = await start();
  const ref = await chat.post(channel, hello);

  await Promise.all(Array.from({ length: 50 }, (_, at) => chat.edit(ref, message(`step ${at}`, 'neutral'))));

  expect(JSON.stringify(said()[0]?.blocks)).toContain('step 49');
  expect(sent('chat.update')).toBeLessThan(5);
});

test('an edit that fails does not stop the next one', async () => {
  const { slack, chat, channel, said } = await start();
  const ref = await chat.post(channel, hello);
  slack.fail('chat.update', 'ill', 4);

  const failed = chat.edit(ref, message('step 1', 'neutral')).catch((error: unknown) => error);
  expect(await failed).toBeInstanceOf(ChatUnreachable);
  await chat.edit(ref, message('step 2', 'neutral'));

  expect(JSON.stringify(said()[0]?.blocks)).toContain('step 2');
});

const steps = message('Failover', 'neutral', {
  kind: 'steps',
  steps: [
    { state: 'done', title: 'Databases', detail: '5 min 31 s' },
    { state: 'running', title: 'Web' },
  ],
});

test('a workspace without blocks for progress gets plain ones, and is not tried again', async () => {
  const { slack, chat, channel, said, sent } = await start({ slack: { app: { planBlocks: false } } });

  const ref = await chat.post(channel, steps);
  await chat.edit(ref, steps);

  expect(slack.as('UANA').sees('C0DR')[0]?.text).toContain('done  Databases  5 min 31 s');
  expect(said()).toHaveLength(1);
  expect([sent('chat.postMessage'), sent('chat.update')]).toEqual([2, 1]);
});

test('a card too long for one message goes on in its thread, and is edited there as well', async () => {
  const { slack, chat, channel } = await start();
  const ref = await chat.post(channel, lines(100));
  const before = slack.as('UANA').sees('C0DR');

  await chat.edit(ref, lines(40));

  const after = slack.as('UANA').sees('C0DR');
  expect(before.length).toBeGreaterThan(2);
  expect(before.slice(1).every(({ threadTs }) => threadTs === before[0]?.ts)).toBe(true);
  expect(before.map((each) => each.text).join('\n')).toContain('line 99 ');
  expect(after).toHaveLength(before.length);
  expect(after.map((each) => each.text).join('\n')).not.toContain('line 99 ');
  expect(after.at(-1)?.text).toBe('Nothing further.');
});

test('a card that has grown says that there is more', async () => {
  const { slack, chat, channel } = await start();
  const ref = await chat.post(channel, hello);

  await chat.edit(ref, lines(100));

  expect(slack.as('UANA').sees('C0DR')).toHaveLength(1);
  expect(slack.as('UANA').sees('C0DR')[0]?.text).toContain('There is more than fits here.');
});
