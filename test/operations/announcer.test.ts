import { expect, test } from 'vitest';
import { journalStart } from '../../src/approvals/start.ts';
import { renderPlain } from '../../src/messages/plain.ts';
import { createAnnouncer } from '../../src/operations/announcer.ts';
import type { Entry } from '../../src/operations/entry.ts';
import { fold } from '../../src/operations/state.ts';
import type { ChannelRef, ChatPort } from '../../src/ports/chat.ts';
import { createSpeaker } from '../../src/speaking/speaker.ts';
import { samplePolicy } from '../sample/policy.ts';
import { sampleRequest } from '../sample/request.ts';
import { listedChannel } from '../sample/talk.ts';

const planned: Entry = {
  kind: 'planned',
  steps: [{ name: 'a', title: 'Step a', dangerous: true, lane: '', stage: 0 }],
  sealed: { order: '{}', seal: 'x' },
};
const ended: Entry = { kind: 'ended', outcome: 'done', summary: 'all done.' };

const after = (channel: ChannelRef, ...entries: readonly Entry[]) => {
  const started = journalStart(sampleRequest({ channel }), 1, new Date(0)).entries;
  const all = [...started, ...entries].map((entry) => ({ ...entry, at: 0 }));
  return fold('DR-1042', { version: all.length, entries: all });
};

const start = () => {
  const heard: string[] = [];
  const chat: ChatPort = {
    platform: 'slack',
    start: async () => {},
    stop: async () => {},
    post: async (channel, message) => {
      const id = String(heard.push(`new: ${renderPlain(message).split('\n')[0]}`));
      return { channel, id };
    },
    edit: async ({ id }, message) => {
      heard.push(`edit ${id}: ${renderPlain(message).split('\n')[0]}`);
    },
    reply: async () => ({ channel: listedChannel, id: '0' }),
    direct: async (_account, _message) => ({ channel: listedChannel, id: '0' }),
  };
  const policy = samplePolicy();
  const speaker = createSpeaker({ chats: [chat], policy: () => policy, banner: undefined, failed: () => {} });
  return { heard, announce: createAnnouncer({ speaker, now: () => new Date(90_000) }) };
};

const title = 'DR-1042 fail over payments (1 VM), East US -> West US 2';

test('one card an operation, edited in place; its end is edited in and is a message of its own', async () => {
  const { heard, announce } = start();

  await announce(after(listedChannel));
  await announce(after(listedChannel, planned));
  await announce(after(listedChannel, planned, ended));

  expect(heard).toEqual([
    `new: ${title}: its plan is made again, 1 min 30 s`,
    `edit 1: ${title}: step 1 of 1, 1 min 30 s`,
    `edit 1: ${title}: done after 0 s`,
    `new: ${title}: done after 0 s`,
  ]);
});

test('an end that is the first thing to be said is said once', async () => {
  const { heard, announce } = start();

  await announce(after(listedChannel, planned, ended));

  expect(heard).toEqual([`new: ${title}: done after 0 s`]);
});

test('nothing is said in a channel that the policy does not list, or that outsiders share', async () => {
  const { heard, announce } = start();

  await announce(after({ ...listedChannel, id: 'C9' }, planned));
  await announce(after({ ...listedChannel, sharedOutside: true }, planned, ended));

  expect(heard).toEqual([]);
});
