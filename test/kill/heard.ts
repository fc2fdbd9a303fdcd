import { expect, onTestFinished } from 'vitest';
import type { Orders } from './orders.ts';
import { kill, startWorker, type Wrote } from './worker-process.ts';

/** A worker that is ready, and what it said that it wrote down. */
export const startHeard = async (file: string, orders: Orders) => {
  const heard: Wrote[] = [];
  const process = startWorker(file, orders, (wrote) => heard.push(wrote));
  onTestFinished(() => kill(process));
  await process.ready;
  const wrote = (kind: string): Promise<void> =>
    expect.poll(() => heard.some((each) => each.kind === kind), { timeout: 80_000, interval: 2 }).toBe(true);
  return { process, heard, wrote };
};
