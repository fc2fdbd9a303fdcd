import { expect, test } from 'vitest';
import { startWaking } from '../../src/operations/start-worker.ts';

type Handler = (id: string) => Promise<void>;

/** Hands over what is due, as the store would. */
const start = async (aheadMs: number) => {
  const woken: string[] = [];
  let wake: Handler = async () => {};
  await startWaking({
    wakeups: {
      start: async (handler) => {
        wake = (id) => handler(id, 1);
      },
      lag: async () => 0,
      stop: async () => {},
    },
    clock: { ahead: async () => aheadMs },
    request: async (id) => void woken.push(`request ${id}`),
    operation: async (id) => void woken.push(`operation ${id}`),
  });
  return { woken, wake: (id: string) => wake(id) };
};

test('a request is woken as a request, an operation as an operation', async () => {
  const { woken, wake } = await start(200);

  await wake('request:DR-1001');
  await wake('DR-1002');

  expect(woken).toEqual(['request DR-1001', 'operation DR-1002']);
});

test.each([31_000, -31_000])('nothing is taken up by a machine whose clock is %s ms off', async (aheadMs) => {
  const { woken, wake } = await start(aheadMs);

  await expect(wake('DR-1002')).rejects.toThrow("This machine's clock is 31 s");

  expect(woken).toEqual([]);
});
