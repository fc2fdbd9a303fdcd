import { expect, test } from 'vitest';
import { type Bench, startBench } from '../harness/bench.ts';
import { describeOnRedis } from '../redis-servers.ts';
import { allOf, placesOf, policyOfPayments } from './stages/payments.ts';

describeOnRedis('What is replicated', (connect) => {
  const start = async () => startBench(connect, { policy: policyOfPayments });

  /** Asked, agreed to, and carried out to its end: the card that everybody sees then. */
  const done = async ({ ask, carryOut, say }: Bench, line: string): Promise<string> => {
    const id = await ask(line);
    const state = await carryOut(id, { turns: 90, seconds: 60 });
    const card = await say('ana', `operation ${id}`);
    expect(state.ended, card).toMatchObject({ outcome: 'done' });
    return card;
  };

  test('a recovery plan is made, listed, changed and deleted', async () => {
    const bench = await start();
    const { say } = bench;
    const made =
      'recovery-plan create plan-shop --group "shop-db-01" --group "shop-web-01 shop-web-02" --manual "after 1 in failover: Check the database"';

    await done(bench, made);
    expect(await say('ana', 'recovery-plan show plan-shop')).toContain('by hand: Check the database');
    await done(bench, 'recovery-plan update plan-shop --group "shop-db-01 shop-web-01"');
    expect(await say('ana', 'recovery-plan show plan-shop')).not.toContain('by hand');
    expect(await say('ana', 'recovery-plan list')).toContain('plan-shop');
    await done(bench, 'recovery-plan delete plan-shop');

    expect(await say('ana', 'recovery-plan list')).not.toContain('plan-shop');
  });

  test.each([
    ['pay-web-01', 'status'],
    ['plan-payments', 'recovery-plan show'],
  ])('what the failover of %s allowed is offered no more after its commit', async (name, standing) => {
    const bench = await start();
    const { ask, carryOut, say } = bench;
    const id = await ask(`failover ${name}`);
    await carryOut(id, { turns: 90, seconds: 60 });
    const both = async () => [await say('ana', `operation ${id}`), await say('ana', `report ${id}`)];
    const before = await both();

    await done(bench, `commit ${name}`);

    for (const card of before) expect(card).toContain(`[Commit ${name}]`);
    const [operation, report] = await both();
    expect(operation).toContain(`What it allows now: ${standing} ${name}`);
    for (const card of [operation, report]) {
      expect(card).toContain(`[Show ${name}]`);
      expect(card).not.toMatch(/\[Commit|then commit/u);
    }
  });

  test.each(['pay-web-01', 'plan-payments'])(
    'the card and the report of %s failed over tell the same',
    async (name) => {
      const { ask, carryOut, say } = await start();
      const id = await ask(`failover ${name}`);
      await carryOut(id, { turns: 90, seconds: 60 });

      const card = await say('ana', `operation ${id}`);
      const report = await say('ana', `report ${id}`);

      const told = (text: string, figure: RegExp) => figure.exec(text)?.[1]?.replace(/ 0 s$/u, '') ?? 'nothing';
      expect(report).toContain(`Time to recover: ${told(card, /done after ([^,\n]+)/u)}`);
      expect(report).toContain(`Data lost: ${told(card, /Data lost: (up to [^(]+) \(/u)};`);
    },
  );

  test.each(['pay-web-01', 'plan-payments'])('the failover of %s is undone before its commit', async (name) => {
    const bench = await start();

    await done(bench, `failover ${name}`);
    const cancelled = await done(bench, `failover-cancel ${name}`);

    expect(cancelled).toContain(`[Fail ${name} over]`);
    expect(await placesOf(bench)).toEqual(allOf('source of eastus'));
  });
});
