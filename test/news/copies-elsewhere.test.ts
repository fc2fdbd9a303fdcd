import { expect, onTestFinished, test } from 'vitest';
import { RedisDeliveries } from '../../adapters/redis/deliveries.ts';
import { RedisSightings } from '../../adapters/redis/sightings.ts';
import { RedisSubscriptions } from '../../adapters/redis/subscriptions.ts';
import { contoso } from '../../rehearsal/azure/scenarios/contoso.ts';
import {
  createRestorePoint,
  createRestorePointCollection,
} from '../../rehearsal/azure/services/compute/provision-points.ts';
import { type CopyTrouble, computeState } from '../../rehearsal/azure/services/compute/state.ts';
import { createRound } from '../../src/news/round.ts';
import { seeCopies } from '../../src/news/see-copies.ts';
import { WatchingDesk } from '../../src/news/watching-desk.ts';
import { readMachinePoints } from '../../src/protection/copies/machine-points.ts';
import { sameId } from '../../src/protection/resource-id.ts';
import { createSpeaker } from '../../src/speaking/speaker.ts';
import { startAzureWorld } from '../adapters/azure/azure-world.ts';
import { journalOn, keptOn, openStore } from '../adapters/redis/stores.ts';
import { benchPolicy } from '../harness/bench.ts';
import { describeOnRedis } from '../redis-servers.ts';
import { RecordingChat } from '../sample/recording-chat.ts';

const channels = [
  { platform: 'slack', workspace: 'T1', channel: 'C1' } as const,
  { platform: 'teams', tenant: 'T2', conversation: 'C1' } as const,
].map((address) => ({
  name: `dr on ${address.platform}`,
  address,
  purposes: ['commands'] as const,
  watches: [],
}));

const minutes = (count: number) => count * 60;

describeOnRedis('A copy that somebody began elsewhere', (connect) => {
  /** Of pay-db-01, to West US, from the portal; watched from a channel on each platform. */
  const start = async (trouble?: Omit<CopyTrouble, 'sourceId'>) => {
    const world = await startAzureWorld({ scenario: { ...contoso, start: new Date().toISOString() } });
    onTestFinished(() => world.close());
    const { clock, world: azure } = world.azure;
    const { readers } = world.connect({ timing: { now: () => new Date(clock.now()) } });
    const vm = (await readers.estate.vms('fresh')).value.find(({ name }) => name === 'pay-db-01');
    if (!vm) throw new Error('There is no pay-db-01.');
    const [near, far] = ['near', 'far'].map((name) =>
      world.id(vm.resourceGroup, `Microsoft.Compute/restorePointCollections/${name}`),
    );
    const [source, copy] = [`${near}/restorePoints/nightly`, `${far}/restorePoints/nightly`];
    createRestorePointCollection(azure, { id: near ?? '', location: 'eastus', sourceId: vm.id });
    createRestorePointCollection(azure, { id: far ?? '', location: 'westus', sourceId: near ?? '' });
    createRestorePoint(azure, { id: source });
    if (trouble) azure.state(computeState).copyTroubles.push({ ...trouble, sourceId: source });
    createRestorePoint(azure, { id: copy, copyOf: source });
    for (const each of azure.state(computeState).copies.values()) Object.assign(each, { seconds: minutes(90) });

    const store = await openStore(await connect());
    const now = () => new Date(clock.now());
    const policy = () => ({ ...benchPolicy, channels });
    const [journal, kept, subscriptions] = [journalOn(store), keptOn(store), new RedisSubscriptions(store)];
    const chats = [new RecordingChat('slack', 'T1'), new RecordingChat('teams', 'T2')] as const;
    const desk = new WatchingDesk({ subscriptions, journal, policy, readers, kept, now });
    const round = createRound({
      deliveries: new RedisDeliveries(store),
      sightings: new RedisSightings(store, now),
      speaker: createSpeaker({ chats, policy, banner: undefined, failed: () => {} }),
      see: () => seeCopies({ readers, kept, subscriptions, policy: policy(), now: now() }),
      ...{ subscriptions, policy, now },
    });
    const person = benchPolicy.people.find(({ id }) => id === 'ana');
    const watch = async (name: string) =>
      Promise.all(
        chats.map((chat) =>
          desk.watch(
            {
              target: { kind: 'point', name, where: 'pay-db-01', resources: [vm.id.toLowerCase()] },
              events: ['started', 'completed', 'failed'],
            },
            { account: chat.ana, channel: chat.channel, person },
          ),
        ),
      );
    const passes = async (seconds: number) => {
      for (let left = seconds; left > 0; left -= 60) {
        clock.advance(60);
        await round();
      }
    };
    const machine = {
      kind: 'vm',
      name: 'pay-db-01',
      where: vm.resourceGroup,
      resources: [vm.id.toLowerCase()],
    } as const;
    const listed = (await readMachinePoints(machine, readers.copies)).points;
    const idOf = (resource: string) => listed.find(({ point }) => sameId(point.id, resource))?.id ?? 'none';
    const points = { source: idOf(source), copy: idOf(copy) };
    const titles = () => chats.map(({ said }) => said.map(({ message }) => message.title));
    const looks = () => world.arrived().filter((operation) => operation === 'RestorePoints_Get').length;
    await round();
    return { world, watch, passes, titles, looks, points };
  };

  test('is announced in both channels within a polling interval, and Azure is asked at most seven times an hour', async () => {
    const { world, watch, passes, titles, looks, points } = await start();
    const [answer] = await watch(points.copy);
    world.forget();

    await passes(minutes(60));
    const asked = looks();
    await passes(minutes(42));

    expect(answer?.title).toBe(
      `copy ${points.copy} of pay-db-01 to westus is watched here: started, completed and failed.`,
    );
    expect(asked).toBeLessThanOrEqual(7);
    const [slack, teams] = titles();
    expect(slack?.at(-1)).toMatch(
      /^Copy complete: restore point nightly of pay-db-01 is in westus, all 4 disks at 100 %/u,
    );
    expect(slack?.filter((title) => title.startsWith('Copy complete')).length).toBeLessThanOrEqual(2);
    expect(teams).toEqual(slack);
  }, 120_000);

  test('is announced when it fails, with what was last seen of it, and told once', async () => {
    const { watch, passes, titles, points } = await start({ kind: 'fail', atPercent: 62 });
    await watch(points.copy);

    await passes(minutes(120));
    const before = titles();
    await passes(minutes(30));

    expect(before[0]?.at(-1)).toBe('Copy of restore point nightly of pay-db-01 to westus failed.');
    expect(titles()).toEqual(before);
  }, 120_000);

  test('that has arrived, or is no copy, leaves nothing to watch', async () => {
    const { world, watch, points } = await start();
    world.azure.clock.advance(minutes(100));

    expect((await watch(points.copy))[0]?.title).toContain('has arrived already');
    expect((await watch(points.source))[0]?.title).toContain('is no copy on its way');
  });
});
