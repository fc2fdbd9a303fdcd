import { expect, onTestFinished, test } from 'vitest';
import { startBench } from '../harness/bench.ts';
import { describeOnRedis } from '../redis-servers.ts';

describeOnRedis('Schedules, from the typed line', (connect) => {
  test('what was agreed to once runs by itself, as an operation of its own, until it is removed', async () => {
    const { say, ask, carryOut, kept, runSchedule, state } = await startBench(connect);
    const added = await ask('schedule add restore-point pay-web-01 --every 4h --keep 2');
    onTestFinished(() => kept.schedules.stop());
    const ran = new Promise<void>((resolve) => {
      void kept.schedules.start(async (schedule) => {
        await runSchedule(schedule);
        resolve();
      });
    });
    const { ended: keeping } = await carryOut(added, { turns: 5, seconds: 1 });
    await ran;
    const { ended } = await carryOut('DR-1002', { turns: 20, seconds: 30 });
    const listed = await say('ana', 'schedule list');
    await carryOut(await ask(`schedule remove ${added}`), { turns: 5, seconds: 1 });

    expect(keeping?.next).toEqual([{ label: 'Show schedules', line: 'schedule list' }]);
    expect(ended).toMatchObject({ outcome: 'done' });
    expect((await state('DR-1002')).started).toMatchObject({ command: 'schedule run', asker: { person: 'ana' } });
    expect(listed).toContain('restore points of pay-web-01');
    expect(await say('ana', 'restore-point list pay-web-01')).toContain('dr-1001-by-dr-1002');
    expect(await say('ana', 'schedule list')).toContain('Nothing is scheduled.');
  });

  test('a copy that travels for days keeps no failover waiting, and the next run neither', async () => {
    const { say, ask, carryOut } = await startBench(connect);
    await carryOut(await ask('schedule add restore-point pay-web-01 --every 4h --keep 1 --copy-to westus'), {
      turns: 5,
      seconds: 1,
    });
    await carryOut(await ask('schedule run DR-1001'), { turns: 8, seconds: 15 });

    expect(await say('ana', 'failover pay-web-01')).toContain('waits for 1 approval');
    expect(await say('ana', 'schedule run DR-1001')).toContain('Started');
  });

  test('Azure makes three points of a VM an hour, so nothing more frequent is taken', async () => {
    const { say } = await startBench(connect);

    expect(await say('ana', 'schedule add restore-point pay-web-01 --every 10m --keep 2')).toContain(
      '20m is the shortest',
    );
  });
});
