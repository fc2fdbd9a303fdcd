import { expect, test } from 'vitest';
import {
  createRestorePoint,
  createRestorePointCollection,
} from '../../rehearsal/azure/services/compute/provision-points.ts';
import { computeState } from '../../rehearsal/azure/services/compute/state.ts';
import { describeOnRedis } from '../redis-servers.ts';
import { startOnBoth } from './stages/both.ts';
import { answered, startConversation } from './stages/conversation.ts';
import type { Stage } from './stages/stage.ts';

/** What stands in the channel and begins so. */
const told = (stage: Stage, begins: string) => stage.sees('dan', 'dr').filter(({ text }) => text.includes(begins));

/** The short ids of a list in its order: a copy stands beneath its source. */
const idsIn = (list: string): readonly string[] => [...new Set(list.match(/\brp-[0-9a-z]{6,}/gu))];

const long = { timeout: 120_000 };

describeOnRedis('Copies to another region, in chat', (connect) => {
  test.each(['slack', 'teams'] as const)(
    'made, watched from both platforms, and restored from on %s',
    long,
    async (platform) => {
      const { bench, slack, teams, faults } = await startOnBoth(connect);
      const { carried, reads, request } = startConversation(bench, platform === 'slack' ? slack : teams);
      const list = async () => (await reads('restore-point list pay-web-01', /pay-web-01: \d restore point/u)).text;

      await carried('restore-point create pay-web-01', { seconds: 30 });
      const point = `pay-web-01/${idsIn(await list())[0]}`;
      const id = await request('restore-point copy --to westus', { point });
      await bench.carryOut(id, { turns: 9, seconds: 15 });
      const copy = `pay-web-01/${idsIn(await list())[1]}`;
      for (const [stage, who] of [
        [slack, 'ana'],
        [teams, 'cleo'],
      ] as const) {
        await answered(stage, who, new RegExp(`${copy} is watched here`, 'u'), () => stage.says(who, `watch ${copy}`));
      }
      await bench.lookAround();
      await reads(`restore disks ${copy}`, /not every disk has arrived/u);
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
