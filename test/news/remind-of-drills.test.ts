import { expect, test } from 'vitest';
import type { Message } from '../../src/messages/message.ts';
import { createDrillReminder } from '../../src/news/remind-of-drills.ts';
import type { ProtectedItem } from '../../src/ports/azure/recovery.ts';
import type { Speaker } from '../../src/speaking/speaker.ts';
import { minutesAgo, reading, sampleItem, sampleReaders } from '../sample/azure.ts';

const hour = 3600;

/** Memory that ends when its time has passed by a clock that is turned by hand. */
const start = (items: () => readonly ProtectedItem[]) => {
  const memory = new Map<string, number>();
  const clock = { seconds: 0 };
  const said: Message[] = [];
  const dedupe = {
    first: async (key: string, rememberSeconds: number) => {
      if ((memory.get(key) ?? -1) > clock.seconds) return false;
      memory.set(key, clock.seconds + rememberSeconds);
      return true;
    },
  };
  const speaker = {
    announce: async (_purpose: string, message: Message) => {
      said.push(message);
      return [];
    },
  } as unknown as Speaker;
  const { readers } = sampleReaders({ recovery: { items: async () => reading(items()) } });
  const front = () => createDrillReminder({ readers, speaker, dedupe });
  return { front, clock, said };
};

const standing = sampleItem('pay-web-01', { drillWaitsForCleanup: true });

test('a drill is not reminded of when it is first seen, but every four hours from then on', async () => {
  const { front, clock, said } = start(() => [standing, sampleItem('pay-db-01')]);

  for (let quarter = 0; quarter <= 8 * 4 + 1; quarter += 1) {
    await front()();
    clock.seconds += hour / 4;
  }

  expect(said.map(({ title }) => title)).toEqual([
    'The drill of pay-web-01 is not cleaned up yet.',
    'The drill of pay-web-01 is not cleaned up yet.',
  ]);
});

test('two fronts remind once, and a restart makes neither forget', async () => {
  const { front, clock, said } = start(() => [standing]);
  await front()();
  clock.seconds += 4 * hour;

  await Promise.all([front()(), front()()]);

  expect(said).toHaveLength(1);
});

test('the next drill of the same machine is a new one', async () => {
  let items = [standing];
  const { front, clock, said } = start(() => items);
  await front()();
  items = [{ ...standing, lastDrillAt: minutesAgo(5) }];
  clock.seconds += 5 * hour;

  await front()();

  expect(said).toEqual([]);
});
