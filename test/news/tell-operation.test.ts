import { expect, test } from 'vitest';
import { RedisDeliveries } from '../../adapters/redis/deliveries.ts';
import { RedisSubscriptions } from '../../adapters/redis/subscriptions.ts';
import { journalStart } from '../../src/approvals/start.ts';
import { ChatRefused, ChatUnreachable, SaidPerhaps } from '../../src/errors/chat.ts';
import { createTeller } from '../../src/news/tell-operation.ts';
import type { Entry } from '../../src/operations/entry.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { createSpeaker } from '../../src/speaking/speaker.ts';
import { journalOn, openStore } from '../adapters/redis/stores.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { samplePolicy } from '../sample/policy.ts';
import { RecordingChat } from '../sample/recording-chat.ts';
import { sampleRequest } from '../sample/request.ts';
import { listedChannel } from '../sample/talk.ts';

const id = 'DR-1042';
const hour = 3_600_000;
const far = 4_000_000_000_000;

const planned: Entry = {
  kind: 'planned',
  steps: [{ name: 'copy', title: 'copy it', dangerous: false, lane: '', stage: 0 }],
  sealed: { order: '{}', seal: 'x' },
};
const token = { kind: 'resource', at: 'copy-1', resource: 'copy-1', acceptedAt: '' } as const;
const accepted: Entry = { kind: 'accepted', step: 'copy', token };
const at = (percent: number): Entry => ({ kind: 'progressed', step: 'copy', percent, detail: `${percent} %` });
const byHand: Entry = { kind: 'progressed', step: 'copy', detail: 'waits for the manual action Check the database' };
const ended: Entry = { kind: 'ended', outcome: 'done', summary: 'The copy is there.' };

const place = (channel: string, ...purposes: Policy['channels'][number]['purposes']) => ({
  name: `#${channel}`,
  address: { platform: 'slack', workspace: 'T1', channel } as const,
  purposes,
  watches: [],
});

const policy = samplePolicy({ channels: [place('C1', 'commands'), place('C2', 'commands'), place('C9', 'fallback')] });

describeOnEachRedis('News of an operation', (connect) => {
  const start = async () => {
    const store = await openStore(await connect());
    const [journal, deliveries] = [journalOn(store), new RedisDeliveries(store)];
    const subscriptions = new RedisSubscriptions(store);
    const chat = new RecordingChat();
    const clock = { now: Date.now() };
    const parts = {
      ...{ journal, deliveries, subscriptions, news: deliveries },
      speaker: createSpeaker({ chats: [chat], policy: () => policy, banner: undefined, failed: () => {} }),
      policy: () => policy,
      now: () => new Date(clock.now),
    };
    await journal.create(journalStart(sampleRequest({ id, channel: listedChannel }), 1, new Date(clock.now)));
    let version = 1;
    const happens = async (...entries: readonly Entry[]) => {
      await journal.append(id, version, entries, entries.includes(ended) ? null : far);
      version += entries.length;
      clock.now += 10_000;
    };
    const titles = (channel = 'C1') =>
      chat.said.filter((said) => said.channel.id === channel).map(({ message }) => message.title);
    return { chat, clock, happens, titles, subscriptions, tell: () => createTeller(parts)(id) };
  };

  /** The next thing that is said, one way or the other, ends so. */
  const failing = (chat: RecordingChat, error: Error, times = 1) => {
    let left = times;
    const post = chat.post.bind(chat);
    chat.post = async (...given) => {
      if (given[0].id === 'C1' && left > 0) {
        left -= 1;
        throw error;
      }
      return post(...given);
    };
  };

  test('is one card, edited in place, and a message of its own at the end', async () => {
    const { happens, tell, titles } = await start();
    await tell();
    await happens(planned, accepted, at(40));
    await tell();
    expect(titles()).toEqual([expect.stringContaining('40 %, under way')]);

    await happens(ended);
    await tell();

    expect(titles()).toEqual([expect.stringContaining('done after'), expect.stringContaining(`${id} finished`)]);
  });

  test('is told aloud, and once, where it waits for something that is done by hand', async () => {
    const { happens, tell, titles, chat } = await start();
    await happens(planned, accepted);
    await tell();

    await happens(byHand);
    await tell();
    expect(JSON.stringify(chat.said[1]?.message)).toContain('somebody to do this by hand: Check the database');
    await happens({ kind: 'progressed', step: 'copy', detail: 'Group 2: Start' });
    await tell();

    expect(titles()).toHaveLength(2);
  });

  test('takes the buttons from what it asked once that is settled, or has ended meanwhile', async () => {
    const { happens, tell, titles, chat, subscriptions } = await start();
    const elsewhere = { ...listedChannel, id: 'C2' };
    const wanted = { channel: elsewhere, title: id, events: ['failed'], by: 'ana' } as const;
    await subscriptions.add({ ...wanted, about: `operation:${id}` });
    await happens(planned, accepted, byHand);
    await tell();
    expect(JSON.stringify(chat.said)).toContain('"label":"Done: Check the database');

    await happens({ kind: 'finished', step: 'copy', evidence: 'there' }, ended);
    await tell();

    expect(titles('C2')).toEqual([expect.stringContaining('what waited here is settled')]);
    expect(titles()[1]).toContain('what waited here is settled');
    expect(JSON.stringify(chat.said)).not.toContain('Done: Check');
  });

  test('goes on where what it asked was deleted before it was settled', async () => {
    const { happens, tell, titles, chat } = await start();
    await happens(planned, accepted, byHand);
    await tell();
    chat.said.splice(1, 1);

    await happens({ kind: 'finished', step: 'copy', evidence: 'there' }, ended);
    await tell();

    expect(titles().at(-1)).toContain(`${id} finished`);
    expect(titles('C9')).toEqual([]);
  });

  test('is told once, however many fronts tell it at the same time', async () => {
    const { happens, tell, titles } = await start();
    await Promise.all([tell(), tell(), tell()]);
    await happens(planned, accepted);
    await happens({ kind: 'finished', step: 'copy', evidence: 'there' }, ended);

    await Promise.all([tell(), tell(), tell(), tell()]);
    await tell();

    expect(titles()).toHaveLength(2);
  });

  test('edits no card more often than a platform likes, and shows the last state in the end', async () => {
    const { happens, tell, titles, clock } = await start();
    await happens(planned, accepted);
    await tell();
    await happens(at(10));
    clock.now -= 9_000;

    await tell();
    expect(titles()[0]).not.toContain('10 %');

    clock.now += 5_000;
    await tell();
    expect(titles()).toHaveLength(1);
  });

  test('reaches whoever watches it, with the thresholds they asked for beneath the card', async () => {
    const { chat, happens, tell, titles, subscriptions } = await start();
    const channel = { ...listedChannel, id: 'C2' };
    const wanted = {
      channel,
      title: id,
      events: ['started', 'progress', 'completed'],
      everyPercent: 25,
      by: 'ana',
    } as const;
    await subscriptions.add({ ...wanted, about: `operation:${id}` });
    await happens(planned, accepted);
    await tell();

    for (const percent of [10, 30, 40, 80]) {
      await happens(at(percent));
      await tell();
    }
    await happens({ kind: 'finished', step: 'copy', evidence: 'there' }, ended);
    await tell();

    const beneath = chat.said.filter((said) => said.beneath && said.channel.id === 'C2');
    expect(beneath.map(({ message }) => message.title)).toEqual([
      expect.stringContaining('25 % done'),
      expect.stringContaining('75 % done'),
    ]);
    expect(titles('C2').at(-1)).toContain(`${id} finished`);
  });

  test('is watched no more once everybody has heard its end', async () => {
    const { chat, happens, tell, titles, subscriptions } = await start();
    const watch = { channel: { ...listedChannel, id: 'C2' }, title: id, events: ['completed'], by: 'ana' } as const;
    await subscriptions.add({ ...watch, about: `operation:${id}` });
    await subscriptions.add({ ...watch, about: 'application:payments' });
    await happens(planned, accepted);
    await happens({ kind: 'finished', step: 'copy', evidence: 'there' }, ended);
    failing(chat, new ChatUnreachable('Slack is away.'));

    await tell();
    expect(await subscriptions.all()).toHaveLength(2);
    await tell();

    expect(titles('C2')).toEqual([expect.stringContaining(`${id} finished`)]);
    expect((await subscriptions.all()).map(({ about }) => about)).toEqual(['application:payments']);
  });

  test('what could not be said is said later', async () => {
    const { chat, happens, tell, titles } = await start();
    failing(chat, new ChatUnreachable('Slack is away.'));
    await happens(planned, accepted);

    await tell();
    expect(titles()).toEqual([]);

    await tell();
    expect(titles()).toHaveLength(1);
  });

  test('a card goes on being edited where what was said beside it failed', async () => {
    const { chat, happens, tell, titles } = await start();
    await happens(planned, accepted, byHand);
    const post = chat.post.bind(chat);
    let posts = 0;
    chat.post = async (...given) => {
      posts += 1;
      if (posts === 2) throw new ChatUnreachable('Slack is away.');
      return post(...given);
    };
    await tell();
    await tell();

    await happens(at(80));
    await tell();

    expect(titles()[0]).toContain('80 %, under way');
  });

  test('the end is told though its card can be edited no more', async () => {
    const { chat, happens, tell, titles } = await start();
    await happens(planned, accepted);
    await tell();
    chat.edit = async () => {
      throw new ChatRefused('message_not_found');
    };
    await happens(at(40));
    await tell();

    await happens({ kind: 'finished', step: 'copy', evidence: 'there' }, ended);
    await tell();

    expect(titles().at(-1)).toContain(`${id} finished`);
    expect(titles('C9')).toEqual([]);
  });

  test('what could not be said for an hour is reported in the fallback channel, once', async () => {
    const { chat, happens, tell, titles, clock } = await start();
    failing(chat, new ChatUnreachable('Slack is away.'), 100);
    await happens(planned, accepted);
    await tell();
    expect(titles('C9')).toEqual([]);

    clock.now += hour + 1;
    await tell();
    await tell();

    expect(titles('C9')).toEqual([expect.stringMatching(/^I could not tell channel C1 on slack about DR-1042 /u)]);
  });

  test('a channel that refuses is given up at once', async () => {
    const { chat, happens, tell, titles } = await start();
    failing(chat, new ChatRefused('channel_not_found'), 100);
    await happens(planned);

    await tell();

    expect(titles('C9')).toHaveLength(1);
  });

  test('a card that was perhaps posted is not posted again, and an end that was perhaps told is', async () => {
    const { chat, happens, tell, titles } = await start();
    failing(chat, new SaidPerhaps('no answer'));
    await happens(planned, accepted);
    await tell();
    await tell();
    expect(titles()).toEqual([]);

    failing(chat, new SaidPerhaps('no answer'));
    await happens({ kind: 'finished', step: 'copy', evidence: 'there' }, ended);
    await tell();
    await tell();

    expect(titles()).toEqual([expect.stringContaining(`${id} finished`)]);
  });

  test('an outcome that is not known is heard of before the end', async () => {
    const { happens, tell, titles } = await start();
    await happens(planned, { kind: 'intended', step: 'copy', requestId: 'r', sendBefore: 1 });
    await tell();
    await happens({ kind: 'unknown', step: 'copy', why: 'the connection broke' });

    await tell();
    await tell();

    expect(titles()).toHaveLength(2);
  });
});
