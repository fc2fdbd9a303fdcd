import { expect, test } from 'vitest';
import { inTime } from '../../src/operations/in-time.ts';

const start = (aheadMs: number) => {
  const woken: string[] = [];
  const wake = inTime({ ahead: async () => aheadMs }, async (id) => void woken.push(id));
  return { woken, wake };
};

test('what is due is taken up where the clocks agree', async () => {
  const { woken, wake } = start(200);

  await wake('DR-1002');

  expect(woken).toEqual(['DR-1002']);
});

test.each([31_000, -31_000])('nothing is taken up by a machine whose clock is %s ms off', async (aheadMs) => {
  const { woken, wake } = start(aheadMs);

  await expect(wake('DR-1002')).rejects.toThrow("This machine's clock is 31 s");

  expect(woken).toEqual([]);
});
