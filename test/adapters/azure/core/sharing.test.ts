import { expect, test } from 'vitest';
import { createSharing } from '../../../../adapters/azure/core/sharing.ts';

const start = () => {
  let clock = 0;
  const sharing = createSharing({ monotonic: () => clock });
  const asked: ((value: string) => void)[] = [];
  const ask = () => new Promise<string>((resolve) => asked.push(resolve));
  const question = { key: 'vms', forMs: 5_000, lane: 'interactive' } as const;
  return {
    asked,
    fresh: () => sharing.share({ ...question, how: 'fresh' }, ask),
    shared: (lane: 'interactive' | 'background' = 'interactive') =>
      sharing.share({ ...question, how: 'shared', lane }, ask),
    failing: () => sharing.share({ ...question, how: 'shared' }, () => Promise.reject(new Error('no'))),
    pass: (ms: number) => {
      clock += ms;
    },
    turn: () => new Promise((resolve) => setImmediate(() => setImmediate(resolve))),
  };
};

test('equal readings at the same time are one request', async () => {
  const world = start();

  const all = [world.fresh(), world.fresh(), world.shared()];
  await world.turn();
  world.asked[0]?.('one');

  expect(await Promise.all(all)).toEqual(['one', 'one', 'one']);
  expect(world.asked).toHaveLength(1);
});

test('a shared reading takes what is on its way; fresh ones wait for it, then ask once together', async () => {
  const world = start();
  const first = world.fresh();
  await world.turn();

  const shared = world.shared();
  const fresh = [world.fresh(), world.fresh()];
  await world.turn();
  const meanwhile = world.asked.length;
  world.asked[0]?.('old');
  await first;
  await world.turn();
  world.asked[1]?.('new');

  expect([meanwhile, await shared, ...(await Promise.all(fresh)), world.asked.length]).toEqual([
    1,
    'old',
    'new',
    'new',
    2,
  ]);
});

test('an answer is shared for some seconds, and not a moment longer', async () => {
  const world = start();
  const first = world.fresh();
  await world.turn();
  world.asked[0]?.('one');
  await first;

  world.pass(5_000);
  const within = await world.shared();
  world.pass(1);
  const after = world.shared();
  await world.turn();
  world.asked[1]?.('two');

  expect([within, await after]).toEqual(['one', 'two']);
});

test('a failure is kept for nobody', async () => {
  const world = start();
  await expect(world.failing()).rejects.toThrow('no');

  const next = world.shared();
  await world.turn();
  world.asked[0]?.('one');

  expect(await next).toBe('one');
});

test('who sits at a chat does not join a request of the background', async () => {
  const world = start();

  void world.shared('background');
  void world.shared();
  await world.turn();

  expect(world.asked).toHaveLength(2);
});

test('what is remembered is bounded', async () => {
  const sharing = createSharing({ monotonic: () => 0 });
  const asked: number[] = [];
  const read = (number: number) =>
    sharing.share({ key: `${number}`, how: 'shared', forMs: 1, lane: 'interactive' }, async () => asked.push(number));

  await Promise.all(Array.from({ length: 1_001 }, (_, number) => read(number)));
  await read(1_000);
  await read(0);

  expect(asked.slice(1_001)).toEqual([0]);
});
