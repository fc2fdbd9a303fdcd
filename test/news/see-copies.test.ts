import { expect, onTestFinished, test } from 'vitest';
import { RedisDeliveries } from '../../adapters/redis/deliveries.ts';
import { RedisSightings } from '../../adapters/redis/sightings.ts';
import { RedisSubscriptions } from '../../adapters/redis/subscriptions.ts';
import {
  createRestorePoint,
  createRestorePointCollection,
  createSnapshot,
} from '../../rehearsal/azure/services/compute/provision-points.ts';
import { type CopyTrouble, computeState } from '../../rehearsal/azure/services/compute/state.ts';
import { ChatUnreachable } from '../../src/errors/chat.ts';
import { createRound } from '../../src/news/round.ts';
import { createSeeCopies } from '../../src/news/see-copies.ts';
import type { CopyRecords } from '../../src/ports/copy-records.ts';
import { createSpeaker } from '../../src/speaking/speaker.ts';
import { startAzureWorld } from '../adapters/azure/azure-world.ts';
import { keptOn, openStore } from '../adapters/redis/stores.ts';
import { benchPolicy } from '../harness/bench.ts';
import { describeOnRedis } from '../redis-servers.ts';
import { RecordingChat } from '../sample/recording-chat.ts';
import { listedChannel } from '../sample/talk.ts';

const [minute, hour, reportSeconds] = [60, 3600, 600];

describeOnRedis('Copies begun elsewhere', (connect) => {
  /** A VM that is watched, and rounds once a minute by Azure's clock. */
  const start = async () => {
    const world = await startAzureWorld();
    onTestFinished(() => world.close());
    const store = await openStore(await connect());
    const now = () => new Date(world.azure.clock.now());
    const policy = () => benchPolicy;
    const chat = new RecordingChat();
    const [subscriptions, deliveries] = [new RedisSubscriptions(store), new RedisDeliveries(store)];
    const { readers } = world.connect({ timing: { now } });
    const { copies } = keptOn(store);
    /** A front that knows nothing but the store. */
    const front = (through: (copies: CopyRecords) => CopyRecords = (same) => same) => {
      const see = createSeeCopies({ readers, kept: { copies: through(copies) } });
      return createRound({
        ...{ deliveries, subscriptions, policy, now },
        sightings: new RedisSightings(store, now),
        speaker: createSpeaker({ chats: [chat], policy, banner: undefined, failed: () => {} }),
        see: (since, asked) => see({ asked, policy: policy(), since, now: now() }),
      });
    };
    const vm = world.id('app', 'Microsoft.Compute/virtualMachines/web-01');
    const watch = (about = `vm:${vm.toLowerCase()}`) =>
      subscriptions.add({
        channel: listedChannel,
        about,
        title: 'x',
        by: 'ana',
        events: ['started', 'completed', 'failed'],
      });
    const titles = () => chat.said.map(({ message }) => message.title);
    return { world, ...azureOf(world), front, watch, chat, titles, copies, deliveries };
  };

  type Started = Awaited<ReturnType<typeof start>>;

  interface Rounds {
    readonly count: number;
    readonly saidAt?: Map<string, number>;
  }

  /** When each thing was said first. */
  const rounds = async (
    { world, titles }: Started,
    round: () => Promise<void>,
    { count, saidAt = new Map<string, number>() }: Rounds,
  ) => {
    for (let each = 0; each < count; each += 1) {
      world.azure.clock.advance(minute);
      await round();
      for (const title of titles()) if (!saidAt.has(title)) saidAt.set(title, world.azure.clock.now());
    }
    return saidAt;
  };

  test('of restore points are announced before the report after the one that says 100 %', async () => {
    const started = await start();
    const { world, watch, front, copyPoint } = started;
    const round = front();
    await watch();
    await round();
    const [reportedAt, saidAt] = [new Map<string, number>(), new Map<string, number>()];
    // Begun in every minute of an interval; most jump from 0 to 100, and nothing tells that their end is near.
    for (const [at, seconds] of [1, 1, 590, 1, 1250, 1, 2399, 1, 5000, 1, 9000, 1].entries()) {
      copyPoint(`p${at}`, { seconds });
      const report = Math.ceil(seconds / reportSeconds) * reportSeconds;
      reportedAt.set(`p${at}`, world.azure.clock.now() + report * 1000);
      await rounds(started, round, { count: 1, saidAt });
    }
    await rounds(started, round, { count: 180, saidAt });

    for (const [name, at] of reportedAt) {
      const said = saidAt.get(
        `Copy complete: restore point ${name} of web-01 is in West US, its disk at 100 %, encrypted with the platform's keys.`,
      );
      expect(said, name).toBeGreaterThanOrEqual(at);
      expect(said, name).toBeLessThanOrEqual(at + reportSeconds * 1000);
    }
    expect(started.titles()).toHaveLength(2 * reportedAt.size);
  });

  test('are read at most seven times an hour, whatever round they fall on', async () => {
    const started = await start();
    const { world, watch, front, copyPoint } = started;
    const round = front();
    await watch();
    await round();
    for (let at = 0; at < 8; at += 1) copyPoint(`p${at}`, { seconds: 48 * hour });
    world.forget();
    await rounds(started, round, { count: 3 * 60 });

    const lines = world.azure.log.lines();
    for (let at = 0; at < 8; at += 1) {
      const reads = lines.filter(({ path }) => new RegExp(`/far/restorePoints/p${at}$`, 'iu').test(path));
      expect(reads.length).toBeGreaterThanOrEqual(3 * 6);
      expect(reads.length).toBeLessThanOrEqual(3 * 7);
    }
  });

  test('of snapshots are noticed, followed and announced as well, however short they are', async () => {
    const started = await start();
    const { world, watch, front, copySnapshot, titles } = started;
    const round = front();
    await watch();
    await round();
    world.azure.clock.advance(97);
    copySnapshot('long', { seconds: 2 * hour });
    copySnapshot('short', { seconds: 61 });
    const begun = world.azure.clock.now();
    const saidAt = await rounds(started, round, { count: 150 });

    const complete = (name: string) =>
      saidAt.get(
        `Copy complete: snapshot ${name}-far of web-01 is in West US, at 100 %, encrypted with the platform's keys.`,
      ) ?? Number.NaN;
    expect(titles()).toHaveLength(3);
    expect(complete('short') - begun).toBeLessThanOrEqual((120 + reportSeconds) * 1000);
    expect(complete('long') - begun).toBeGreaterThanOrEqual(2 * hour * 1000);
    expect(complete('long') - begun).toBeLessThanOrEqual((2 * hour + reportSeconds) * 1000);
  });

  test('that had ended before anybody watched are no news, and those under way then are', async () => {
    const started = await start();
    const { world, watch, front, copyPoint, copySnapshot, titles } = started;
    const round = front();
    await watch('vm:/another');
    await round();
    copyPoint('old', { seconds: 60 });
    copySnapshot('old', { seconds: 60 });
    world.azure.clock.advance(hour);
    await round();
    copyPoint('new', { seconds: 2 * hour });
    copySnapshot('new', { seconds: 2 * hour });
    await watch();
    await rounds(started, round, { count: 30 });

    expect(titles().toSorted()).toEqual([
      expect.stringMatching(/^Copy of restore point new of web-01 to West US: \d+ %\.$/u),
      expect.stringMatching(/^Copy of snapshot new-far of web-01 to West US: \d+ %\.$/u),
    ]);
  });

  test.each(['arrives', 'fails', 'goes'] as const)(
    'and one that %s is told of by another front when the first dies after it was written down',
    async (how) => {
      const started = await start();
      const { world, watch, front, copyPoint, titles } = started;
      await watch();
      await front()();
      const trouble = how === 'fails' ? ({ kind: 'fail', atPercent: 60 } as const) : undefined;
      const id = copyPoint('p0', { seconds: 1200, ...(trouble && { trouble }) });
      await front()();
      world.azure.clock.advance(hour);
      if (how === 'goes') world.azure.world.resources.delete(id);
      const dying = front((copies) => ({
        ...throughout(copies),
        end: async (...given) => {
          await copies.end(...given);
          throw new Error('The front dies here.');
        },
      }));
      await expect(dying()).rejects.toThrow('dies here');
      const before = [...titles()];
      await front()();
      await front()();

      const endings = { arrives: /^Copy complete: /u, fails: / failed\.$/u, goes: / is not there any more\.$/u };
      expect(before).toEqual([expect.stringContaining(': 0 %')]);
      expect(titles().filter((title) => endings[how].test(title))).toHaveLength(2);
      expect(await started.copies.untold()).toEqual([]);
    },
  );

  test('are told of again where the chat was away, and where another front died over the telling', async () => {
    const started = await start();
    const { world, watch, front, copyPoint, chat, titles, deliveries } = started;
    const round = front();
    await watch();
    await round();
    const key = `copy:${copyPoint('p0', { seconds: 60 }).toLowerCase()}`;
    world.azure.clock.advance(hour);
    const post = chat.post.bind(chat);
    chat.post = async () => {
      throw new ChatUnreachable('Slack is away.');
    };
    await round();
    chat.post = post;
    await deliveries.claim(key, listedChannel, 'end');
    await round();
    expect(titles()).toEqual([]);

    // Its claim ends by itself, two minutes later.
    await deliveries.release(key, listedChannel, 'end');
    await round();
    await round();

    expect(titles()).toEqual([expect.stringMatching(/^Copy complete: restore point p0 of web-01/u)]);
  });
});

/** Its methods, bound: those of a class are not its own. */
const throughout = (copies: CopyRecords): CopyRecords => ({
  read: (id) => copies.read(id),
  ofMachine: (id) => copies.ofMachine(id),
  begunInto: (place, since) => copies.begunInto(place, since),
  unfinished: () => copies.unfinished(),
  untold: () => copies.untold(),
  begin: (copy) => copies.begin(copy),
  look: (id, look) => copies.look(id, look),
  end: (id, ending) => copies.end(id, ending),
  told: (id) => copies.told(id),
  listed: (place, at) => copies.listed(place, at),
});

interface Wish {
  /** Until the last byte is there. */
  readonly seconds: number;
  readonly trouble?: Pick<CopyTrouble, 'kind' | 'atPercent'>;
}

/** What somebody does in the portal. */
const azureOf = ({ azure, id }: Awaited<ReturnType<typeof startAzureWorld>>) => {
  const { world } = azure;
  const collection = (name: string) => id('app', `Microsoft.Compute/restorePointCollections/${name}`);
  const vm = id('app', 'Microsoft.Compute/virtualMachines/web-01');
  createRestorePointCollection(world, { id: collection('near'), location: 'eastus', sourceId: vm });
  createRestorePointCollection(world, { id: collection('far'), location: 'westus', sourceId: collection('near') });
  const last = (wish: object) => Object.assign([...world.state(computeState).copies.values()].at(-1) ?? {}, wish);
  return {
    copyPoint: (name: string, wish: Wish): string => {
      const [source, copy] = [
        `${collection('near')}/restorePoints/${name}`,
        `${collection('far')}/restorePoints/${name}`,
      ];
      createRestorePoint(world, { id: source });
      createRestorePoint(world, { id: copy, copyOf: source });
      last({ ...wish, ...(wish.trouble && { trouble: { ...wish.trouble, sourceId: source } }) });
      return copy;
    },
    copySnapshot: (name: string, wish: Wish): string => {
      const [source, copy] = [name, `${name}-far`].map((each) => id('app', `Microsoft.Compute/snapshots/${each}`));
      const disk = id('app', 'Microsoft.Compute/disks/web-01-os');
      createSnapshot(world, { id: source ?? '', location: 'eastus', sourceId: disk });
      createSnapshot(world, { id: copy ?? '', location: 'westus', sourceId: source ?? '' });
      last(wish);
      return copy ?? '';
    },
  };
};
