import { expect, test } from 'vitest';
import {
  createRestorePoint,
  createRestorePointCollection,
} from '../../rehearsal/azure/services/compute/provision-points.ts';
import { computeTypes } from '../../rehearsal/azure/services/compute/shapes.ts';
import { type CopyTrouble, computeState } from '../../rehearsal/azure/services/compute/state.ts';
import { type Bench, startBench } from '../harness/bench.ts';
import { describeOnRedis } from '../redis-servers.ts';

/** The id that the list shows for the only copy, or the only point. */
const idOf = (list: string, what: 'copy' | 'point'): string => {
  const rows = list.split('\n').filter((row) => /^\s+rp-/u.test(row));
  const row = rows.find((each) => each.includes(', copy') === (what === 'copy'));
  return /rp-\w+/u.exec(row ?? '')?.[0] ?? 'none';
};

describeOnRedis('Restore points, from the typed line', (connect) => {
  /** A point of pay-web-01, with a copy on its way to West US. */
  const copying = async (): Promise<Bench & { readonly id: string }> => {
    const bench = await startBench(connect);
    const id = await bench.ask('restore-point create pay-web-01 --copy-to westus');
    await bench.carryOut(id, { turns: 9, seconds: 15 });
    return { ...bench, id };
  };

  /** A copy on its way that comes to this. */
  const troubled = async (kind: CopyTrouble['kind'], atPercent: number) => {
    const bench = await startBench(connect);
    const { say, carryOut, world } = bench;
    await carryOut(idIn(await say('ana', 'restore-point create pay-web-01')), { turns: 10, seconds: 30 });
    const point = idOf(await say('ana', 'restore-point list pay-web-01'), 'point');
    const source = world.azure.world.resources.list(computeTypes.restorePoints)[0]?.id ?? '';
    world.azure.world.state(computeState).copyTroubles.push({ sourceId: source, kind, atPercent });
    const id = idIn(await say('ana', `restore-point copy pay-web-01/${point} --to westus`));
    return { ...bench, id, point };
  };

  test('a point is made and copied, and the copy is shown as it grows, with what only the bot remembers', async () => {
    const { say, carryOut, id } = await copying();
    const begun = await say('ana', 'restore-point list pay-web-01');
    const copy = `pay-web-01/${idOf(begun, 'copy')}`;
    await carryOut(id, { turns: 1, seconds: 60 });
    const underWay = await say('ana', `restore-point show ${copy}`);
    const early = await say('ana', `restore disks ${copy}`);
    await carryOut(id, { turns: 80, seconds: 600 });
    const arrived = await say('ana', `restore-point show ${copy}`);

    expect(begun).toContain('pay-web-01: 1 restore point, 1 copy in other regions.');
    expect(underWay).toMatch(/^Copy of restore point dr-1001-\S+ of pay-web-01 to West US: \d+ %\./u);
    expect(underWay).toContain('Last report:');
    expect(underWay).toContain('Ends at the latest:');
    expect(early).not.toMatch(/waits for|Started/u);
    expect(arrived).toMatch(/^Copy complete: restore point dr-1001-\S+ of pay-web-01 is in West US/u);
    expect(arrived).toContain('Copied by DR-1001.');
    expect(await say('ana', `restore-point copy ${copy} --to centralus`)).toContain('Azure does not copy copies');
  });

  test('of a machine that has failed over, it is said which one runs now and that the point is not of that', async () => {
    const { say, ask, carryOut } = await startBench(connect);
    await carryOut(await ask('failover pay-web-01'), { turns: 40, seconds: 120 });

    const point = await say('ana', 'restore-point create pay-web-01');
    const schedule = await say('ana', 'schedule add restore-point pay-web-01 --every 4h --keep 2');

    const said =
      'it has failed over: what runs now is pay-web-01 in West US (group payments-asr), and the point is not';
    expect(point).toContain(said);
    expect(schedule).toContain(said);
    expect(point).toContain('reprotect pay-web-01');
    expect(point).not.toContain('it does not run');
  });

  test('what a copy needs is not deleted under it', async () => {
    const { say, carryOut, id } = await copying();
    const point = `pay-web-01/${idOf(await say('ana', 'restore-point list pay-web-01'), 'point')}`;

    expect(await say('ana', `restore-point delete ${point}`)).toContain('it is being copied to West US');
    await carryOut(id, { turns: 80, seconds: 600 });
    expect(await say('ana', `restore-point delete ${point}`)).toMatch(/^DR-\d+ waits for 2 approvals/u);
  });

  test('a copy that fails says what the bot saw of it, and offers a fresh one', async () => {
    const { say, carryOut, state, id, point } = await troubled('fail', 62);

    await carryOut(id, { turns: 60, seconds: 300 });

    const { ended, steps = [] } = await state(id);
    expect(ended).toMatchObject({ outcome: 'failed' });
    expect(JSON.stringify(steps)).toContain('gives no details for failed copies');
    expect(await say('ana', 'restore-point list pay-web-01')).toMatch(/failed at \d+ %/u);
    expect(await say('ana', `restore-point copy pay-web-01/${point} --to westus`)).toContain('even of one that failed');
  });

  test('points three an hour are queued, and people are told until when', async () => {
    const { say, carryOut } = await startBench(connect);
    for (const number of [1001, 1002, 1003]) {
      await say('ana', 'restore-point create pay-web-01 --crash-consistent');
      await carryOut(`DR-${number}`, { turns: 10, seconds: 30 });
    }

    const fourth = await say('ana', 'restore-point create pay-web-01 --crash-consistent');
    await carryOut('DR-1004', { turns: 3, seconds: 0 });
    const waiting = await say('ana', 'operation DR-1004');
    await carryOut('DR-1004', { turns: 20, seconds: 600 });

    expect(fourth).toContain('Started');
    expect(waiting).toMatch(/this one begins at \d\d:\d\d UTC/u);
    expect(await say('ana', 'operation DR-1004')).toContain('done after');
    expect(await say('ana', 'restore-point list pay-web-01')).toContain('4 restore points');
  });

  test('copies three an hour into a collection are queued, and people are told until when', async () => {
    const { say, carryOut, world } = await startBench(connect);
    const near = world.id('payments', 'Microsoft.Compute/restorePointCollections/near');
    const sourceId = world.id('payments', 'Microsoft.Compute/virtualMachines/pay-web-01');
    createRestorePointCollection(world.azure.world, { id: near, location: 'eastus', sourceId });
    const names = ['monday', 'tuesday', 'wednesday', 'thursday'];
    for (const name of names) {
      createRestorePoint(world.azure.world, { id: `${near}/restorePoints/${name}` });
      world.azure.clock.advance(60);
    }
    const ids: string[] = [];
    for (const name of names) {
      ids.push(idIn(await say('ana', `restore-point copy pay-web-01/${name} --to westus`)));
      await carryOut(ids.at(-1) ?? '', { turns: 4, seconds: 5 });
    }
    const waiting = await say('ana', `operation ${ids[3]}`);
    const { ended } = await carryOut(ids[3] ?? '', { turns: 80, seconds: 600 });

    expect(waiting).toMatch(/West US takes 3 copies an hour into one collection: this one begins at \d\d:\d\d UTC/u);
    expect(ended).toMatchObject({ outcome: 'done' });
  });

  test('a copy that stands still is ended by Azure at two weeks, with a warning at ten days', async () => {
    const { say, carryOut, id, state } = await troubled('stall', 40);
    await carryOut(id, { turns: 18, seconds: 86_400 });
    const late = await say('ana', `operation ${id}`);
    await carryOut(id, { turns: 10, seconds: 86_400 });

    expect(late).toContain('Azure ends it at two weeks');
    expect(JSON.stringify(await state(id))).toContain('CopyEndedAtTwoWeeks');
  });

  test('a region that is down in the middle is waited for, and the copy is followed on', async () => {
    const { say, carryOut, id, world } = await copying();
    world.azure.faults.regionDown('westus');
    await carryOut(id, { turns: 2, seconds: 600 });
    const down = await say('ana', `operation ${id}`);
    world.azure.faults.regionUp('westus');
    const { ended } = await carryOut(id, { turns: 80, seconds: 600 });

    expect(down).toContain('I go on trying');
    expect(ended).toMatchObject({ outcome: 'done' });
  });

  test('a copy whose source is down in the middle is followed in the other region, and said to have arrived', async () => {
    const { say, carryOut, id, world } = await copying();
    const copy = `pay-web-01/${idOf(await say('ana', 'restore-point list pay-web-01'), 'copy')}`;
    world.azure.faults.regionDown('eastus');
    const { ended } = await carryOut(id, { turns: 80, seconds: 600 });

    expect(ended).toMatchObject({ outcome: 'done' });
    expect(await say('ana', `restore-point show ${copy}`)).toMatch(/^Copy complete: restore point /u);
  });
});

const idIn = (answer: string): string => /DR-\d+/u.exec(answer)?.[0] ?? 'none';
