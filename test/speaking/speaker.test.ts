import { expect, test } from 'vitest';
import { message } from '../../src/messages/compose.ts';
import type { Channel } from '../../src/policy/policy.ts';
import type { ChannelRef, ChatPort } from '../../src/ports/chat.ts';
import { createSpeaker } from '../../src/speaking/speaker.ts';
import { samplePolicy } from '../sample/policy.ts';
import { listedChannel } from '../sample/talk.ts';

const channel = (id: string, ...purposes: Channel['purposes']): Channel => ({
  name: `#${id}`,
  address: { platform: 'slack', workspace: 'T1', channel: id },
  purposes,
  watches: [],
});

const start = (channels: readonly Channel[] = samplePolicy().channels) => {
  const heard: string[] = [];
  const failures: string[] = [];
  const chat: ChatPort = {
    platform: 'slack',
    start: async () => {},
    stop: async () => {},
    post: async (where, said) => {
      heard.push(`${where.id}: ${said.banner ?? ''} ${said.title}`);
      return { channel: where, id: String(heard.length) };
    },
    edit: async (ref, said) => {
      heard.push(`${ref.channel.id} again: ${said.title}`);
    },
    reply: async () => ({ channel: listedChannel, id: '0' }),
    direct: async () => ({ channel: listedChannel, id: '0' }),
  };
  return {
    heard,
    failures,
    chat,
    speaker: createSpeaker({
      chats: [chat],
      policy: () => samplePolicy({ channels }),
      banner: 'Rehearsal',
      failed: ({ id }) => failures.push(id),
    }),
  };
};

const hello = message('hello', 'neutral');

test('posts into a listed channel, under the banner', async () => {
  const { speaker, heard } = start();

  await speaker.post(listedChannel, hello);

  expect(heard).toEqual(['C1: Rehearsal hello']);
});

test.each<[string, Partial<ChannelRef>]>([
  ['the policy does not list', { id: 'C9' }],
  ['outsiders share', { sharedOutside: true }],
  ['is of another workspace', { tenant: 'T2' }],
])('posts and edits nothing in a channel that %s', async (_why, difference) => {
  const { speaker, heard } = start();
  const where = { ...listedChannel, ...difference };

  expect(await speaker.post(where, hello)).toBe('not-allowed');
  await speaker.edit({ channel: where, id: '1' }, hello);

  expect(heard).toEqual([]);
});

test('announces into every channel of the purpose, and no other', async () => {
  const { speaker, heard } = start([
    channel('A', 'audit'),
    channel('B', 'commands'),
    channel('C', 'approvals', 'audit'),
  ]);

  const refs = await speaker.announce('audit', hello);

  expect(heard).toEqual(['A: Rehearsal hello', 'C: Rehearsal hello']);
  expect(refs.map((ref) => ref.channel.id)).toEqual(['A', 'C']);
});

test('one channel that cannot be told keeps the announcement from no other, and somebody hears of it', async () => {
  const { speaker, heard, chat, failures } = start([channel('A', 'audit'), channel('B', 'audit')]);
  const { post } = chat;
  chat.post = (where, said) => (where.id === 'A' ? Promise.reject(new Error('archived')) : post(where, said));

  const refs = await speaker.announce('audit', hello);

  expect(heard).toEqual(['B: Rehearsal hello']);
  expect(refs.map((ref) => ref.channel.id)).toEqual(['B']);
  expect(failures).toEqual(['A']);
});

test('does not announce again where it stands already', async () => {
  const { speaker, heard } = start([channel('A', 'audit'), channel('B', 'audit')]);

  await speaker.announce('audit', hello, [{ channel: { ...listedChannel, id: 'A' }, id: '1' }]);

  expect(heard).toEqual(['B: Rehearsal hello']);
});
