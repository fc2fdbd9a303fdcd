import { describe, expect, test } from 'vitest';
import { renderPlain } from '../../src/messages/plain.ts';
import { hasRealServer } from '../redis-servers.ts';
import { startHeard } from './heard.ts';
import { startKeepingRedis } from './keeping-redis.ts';
import { startStorm } from './storm.ts';
import { buildWorker } from './worker-process.ts';

const slowly = { timeout: 30_000, interval: 100 };

describe.runIf(hasRealServer)('A worker that lacks a workflow', () => {
  test('says so on the card, and leaves the operation to one that has it', async () => {
    const { url } = await startKeepingRedis();
    const [file, storm] = [await buildWorker(), await startStorm({ redis: url })];
    const orders = storm.ordersFor('worker');
    const lacking = await startHeard(file, { ...orders, without: ['move-machines'] });
    const id = await storm.ask('failover pay-web-01 --reason "INC-88123"');
    const isSaid = () =>
      storm.chat.said.some(({ message }) => renderPlain(message).includes('left it: it needs version'));
    await expect.poll(isSaid, slowly).toBe(true);

    const able = await startHeard(file, orders);
    await expect.poll(async () => (await storm.state(id)).ended?.outcome, slowly).toBe('done');

    expect(lacking.heard.map(({ kind }) => kind)).toEqual(['left']);
    expect(able.heard.map(({ kind }) => kind)).toContain('intended');
  }, 240_000);
});
