import { expect, test } from 'vitest';
import {
  createRestorePoint,
  createRestorePointCollection,
} from '../../rehearsal/azure/services/compute/provision-points.ts';
import { computeState } from '../../rehearsal/azure/services/compute/state.ts';
import type { Bench } from '../harness/bench.ts';
import { describeOnRedis } from '../redis-servers.ts';
import { startOnBoth } from './stages/both.ts';
import { answered, startConversation } from './stages/conversation.ts';
import type { Stage } from './stages/stage.ts';

/** What stands in the channel and begins so. */
const told = (stage: Stage, begins: string) => stage.sees('dan', 'dr').filter(({ text }) => text.includes(begins));

/** The short ids of a list in its order: a copy stands beneath its source. */
const idsIn = (list: string, kind = 'rp'): readonly string[] => [
  ...new Set(list.match(new RegExp(`\\b${kind}-[0-9a-z]{6,}`, 'gu'))),
];

/** From two channels, on two platforms. */
const watchesOnBoth = async ({ slack, teams }: { readonly slack: Stage; readonly teams: Stage }, copy: string) => {
  for (const [stage, who] of [
    [slack, 'ana'],
    [teams, 'cleo'],
  ] as const) {
    await answered(stage, who, new RegExp(`${copy} is watched here`, 'u'), () => stage.says(who, `watch ${copy}`));
  }
};

/** One disk at 99, the others at 100. */
const almostThere = ({ world, clock }: Bench['world']['azure']): void => {
  const [slow, ...others] = [...world.state(computeState).copies.values()];
  for (const copy of others) Object.assign(copy, { seconds: 60, startedAt: clock.now() });
  Object.assign(slow ?? {}, { seconds: 606, startedAt: clock.now() });
  clock.advance(600);
};

const long = { timeout: 120_000 };

describeOnRedis('Copies to another region, in chat', (connect) => {
  test.each(['slack', 'teams'] as const)(
    'made, watched from both platforms, and restored from on %s',
    long,
    async (platform) => {
      const { bench, slack, teams, faults } = await startOnBoth(connect);
      const { carried, reads, request } = startConversation(bench, platform === 'slack' ? slack : teams);
      const list = async () => (await reads('restore-point list pay-db-01', /pay-db-01: \d restore point/u)).text;

      await carried('restore-point create pay-db-01', { seconds: 30 });
      const point = `pay-db-01/${idsIn(await list())[0]}`;
      const id = await request('restore-point copy --to westus', { point });
      await bench.carryOut(id, { turns: 9, seconds: 15 });
      const copy = `pay-db-01/${idsIn(await list())[1]}`;
      await watchesOnBoth({ slack, teams }, copy);
      await bench.lookAround();
      almostThere(bench.world.azure);
      await reads(`restore disks ${copy}`, /not every disk has arrived: pay-db-01\S* at 99 %/u);
      await bench.carryOut(id, { turns: 80, seconds: 600 });
      await bench.lookAround();

      for (const stage of [slack, teams]) {
        expect(told(stage, 'Copy complete: restore point').at(-1)?.buttons).toContain('Restore disks');
      }
      const restored = await carried(`restore disks ${copy} --name rescued`, { seconds: 30 });
      expect(restored.text).toContain('rescued');
      expect(faults()).toEqual([]);
    },
  );

  test(
    'a copy of a snapshot is watched by its id on both as well, and used when all of it is there',
    long,
    async () => {
      const { bench, slack, teams, faults } = await startOnBoth(connect);
      const { carried, reads, request } = startConversation(bench, teams);
      const list = async () => (await reads('snapshot list pay-web-01', /pay-web-01: \d snapshot/u)).text;

      const made = await carried('snapshot create pay-web-01', { seconds: 30 });
      expect(made.buttons).toEqual(['Show snapshots of pay-web-01']);
      const source = `pay-web-01/${idsIn(await list(), 'sn')[0]}`;
      await reads(`watch ${source}`, /is not a copy on its way/u);
      const id = await request(`snapshot copy ${source} --to westus`);
      await bench.carryOut(id, { turns: 4, seconds: 15 });
      const copy = `pay-web-01/${idsIn(await list(), 'sn').find((each) => !source.endsWith(each))}`;
      await watchesOnBoth({ slack, teams }, copy);
      await reads(`restore disks ${copy}`, /at \d+ %/u);
      const { ended } = await bench.carryOut(id, { turns: 80, seconds: 600 });
      expect(ended?.next).toEqual([{ label: 'Show snapshots of pay-web-01', line: 'snapshot list pay-web-01' }]);
      await bench.lookAround();

      for (const stage of [slack, teams]) {
        const end = told(stage, 'Copy complete: snapshot').at(-1);
        expect(end?.buttons).toEqual(expect.arrayContaining(['Restore disks', 'Show all snapshots']));
      }
      await reads(`watch ${copy}`, /It is over, so there is nothing left to watch/u);
      await carried(`restore disks ${copy} --name rescued`, { seconds: 30 });
      expect(faults()).toEqual([]);
    },
  );

  test(
    'begun elsewhere, it is announced where its machine or itself is watched, and read as often as Azure has news',
    long,
    async () => {
      const { bench, slack, teams, faults } = await startOnBoth(connect);
      const { azure, id } = bench.world;
      const [near, far] = ['near', 'far'].map((name) =>
        id('shop', `Microsoft.Compute/restorePointCollections/${name}`),
      );
      const [source, copy] = [`${near}/restorePoints/p1`, `${far}/restorePoints/p1`];
      const vm = id('payments', 'Microsoft.Compute/virtualMachines/pay-web-01');
      createRestorePointCollection(azure.world, { id: near ?? '', location: 'eastus', sourceId: vm });
      createRestorePointCollection(azure.world, { id: far ?? '', location: 'westus', sourceId: near ?? '' });
      createRestorePoint(azure.world, { id: source });
      await answered(slack, 'ana', /pay-web-01 is watched here/u, () => slack.says('ana', 'watch pay-web-01'));
      await bench.lookAround();
      createRestorePoint(azure.world, { id: copy, copyOf: source });
      for (const each of azure.world.state(computeState).copies.values()) Object.assign(each, { seconds: 4 * 3600 });
      const { text } = await answered(teams, 'cleo', /pay-web-01: 1 restore point, 1 copy/u, () =>
        teams.says('cleo', 'restore-point list pay-web-01'),
      );
      await answered(teams, 'cleo', /is watched here/u, () =>
        teams.says('cleo', `watch pay-web-01/${idsIn(text)[1]} --every 25%`),
      );

      bench.world.forget();
      for (let round = 0; round < 60; round += 1) {
        azure.clock.advance(180);
        await bench.lookAround();
      }
      const readsOfCopy = azure.log.lines().filter(({ path }) => /\/far\/restorePoints\/p1$/iu.test(path));
      expect(readsOfCopy.length).toBeGreaterThan(10);
      expect(readsOfCopy.length).toBeLessThanOrEqual(3 * 7);
      expect(told(slack, 'Copy of restore point p1')).toHaveLength(1);
      for (let round = 0; round < 25; round += 1) {
        azure.clock.advance(180);
        await bench.lookAround();
      }

      for (const stage of [slack, teams])
        expect(told(stage, 'Copy complete: restore point p1 of pay-web-01')).toHaveLength(2);
      expect(faults()).toEqual([]);
    },
  );
});
