import { expect, test } from 'vitest';
import { startBench } from '../harness/bench.ts';
import { describeOnEachRedis } from '../redis-servers.ts';

describeOnEachRedis('Redis', (connect) => {
  test('the card of a recovery plan tells how far each group, machine and action by hand is', {
    timeout: 60_000,
  }, async () => {
    const { world, ask, say, state, turn, carryOut } = await startBench(connect);
    const groups = '--group "pay-db-01" --group "pay-app-01" --group "pay-web-01 pay-web-02"';
    const manual = '--manual "after 1 in failover: Check the database"';
    await carryOut(await ask(`recovery-plan update plan-payments ${groups} ${manual}`), { turns: 20, seconds: 30 });

    const id = await ask('failover plan-payments');
    const cards: string[] = [];
    const look = async (seconds: number) => {
      world.azure.clock.advance(seconds);
      await turn(id);
      cards.push(await say('ana', `operation ${id}`));
    };
    await turn(id);
    await look(30);
    for (let count = 0; count < 8; count += 1) await look(60);
    const asked = cards.at(-1) ?? '';
    expect(cards.join('\n')).toMatch(/running\s+All groups shutdown\s+pay-db-01, pay-app-01, pay-web-01/u);
    expect(asked).toMatch(/done\s+Group 1: Start\s+pay-db-01/u);
    expect(asked).toMatch(/waiting\s+After group 1: Check the database {2}by hand: Check the database/u);
    expect(asked).toMatch(/waiting\s+Group 3: Start\s+pay-web-01, pay-web-02/u);
    expect(asked).toContain('[Done: Check the database]');

    const standing = (await state(id)).steps?.[0]?.standing;
    const job = standing?.kind === 'running' ? standing.token.at.split('/').at(-1) : 'none';
    await carryOut(await ask(`job-resume ${job}`), { turns: 10, seconds: 30 });
    await carryOut(id, { turns: 20, seconds: 60 });
    const ended = await say('ana', `operation ${id}`);

    expect(ended).toMatch(/done\s+After group 1: Check the database/u);
    expect(ended).toMatch(/done\s+Group 3: Start\s+pay-web-01, pay-web-02/u);
  });
});
