import { expect, onTestFinished, test } from 'vitest';
import { RedisDeliveries } from '../../adapters/redis/deliveries.ts';
import { RedisSightings } from '../../adapters/redis/sightings.ts';
import { RedisSubscriptions } from '../../adapters/redis/subscriptions.ts';
import { contoso } from '../../rehearsal/azure/scenarios/contoso.ts';
import { createRound } from '../../src/news/round.ts';
import { createSee } from '../../src/news/see.ts';
import type { WatchEvent } from '../../src/policy/policy.ts';
import type { ChannelRef } from '../../src/ports/chat.ts';
import { createSpeaker } from '../../src/speaking/speaker.ts';
import { sending, startAzureWorld } from '../adapters/azure/azure-world.ts';
import { journalOn, keptOn, openStore } from '../adapters/redis/stores.ts';
import { benchPolicy } from '../harness/bench.ts';
import { describeOnRedis } from '../redis-servers.ts';
import { RecordingChat } from '../sample/recording-chat.ts';
import { listedChannel } from '../sample/talk.ts';

const elsewhere = { ...listedChannel, id: 'C2' };
const channels = ['C1', 'C2'].map((channel) => ({
  name: `#${channel}`,
  address: { platform: 'slack', workspace: 'T1', channel } as const,
  purposes: ['commands'] as const,
  watches: [],
}));

describeOnRedis('A round of watching', (connect) => {
  const start = async () => {
    const world = await startAzureWorld({ scenario: { ...contoso, start: new Date().toISOString() } });
    onTestFinished(() => world.close());
    const store = await openStore(await connect());
    const now = () => new Date(world.azure.clock.now());
    const policy = () => ({ ...benchPolicy, channels });
    const chat = new RecordingChat();
    const subscriptions = new RedisSubscriptions(store);
    const { readers } = world.connected;
    const round = createRound({
      deliveries: new RedisDeliveries(store),
      sightings: new RedisSightings(store, now),
      speaker: createSpeaker({ chats: [chat], policy, banner: undefined, failed: () => {} }),
      see: createSee({ readers, journal: journalOn(store), kept: keptOn(store), policy, now }),
      ...{ subscriptions, policy, now },
    });
    const { value: items } = await readers.recovery.items('fresh');
    const item = items.find(({ vmName }) => vmName === 'pay-web-01');
    if (!item) throw new Error('Nothing replicates pay-web-01.');
    const watch = (events: readonly WatchEvent[], channel: ChannelRef = listedChannel) =>
      subscriptions.add({ channel, about: `vm:${item.vmId.toLowerCase()}`, title: 'pay-web-01', events, by: 'ana' });
    const passes = async (seconds: number) => {
      world.azure.clock.advance(seconds);
      await round();
    };
    const failsOver = () =>
      world.connected.writers.recovery.failover({ itemId: item.id, shutdownSource: false }, sending());
    const titles = (channel = 'C1') =>
      chat.said.filter((said) => said.channel.id === channel).map(({ message }) => message.title);
    return { world, round, watch, passes, failsOver, titles };
  };

  test('tells of a failover that somebody began elsewhere, and of its end', async () => {
    const { watch, passes, failsOver, titles } = await start();
    await watch(['started', 'completed', 'failed']);
    await watch(['completed'], elsewhere);
    await passes(60);
    await failsOver();

    await passes(30);
    expect(titles()).toEqual([expect.stringMatching(/^Failover of pay-web-01: /u)]);
    expect(titles('C2')).toEqual([]);

    for (let count = 0; count < 20; count += 1) await passes(60);

    expect(titles()).toEqual(['Failover of pay-web-01: complete.', 'Failover of pay-web-01: complete.']);
    expect(titles('C2')).toEqual(['Failover of pay-web-01: complete.']);
  });

  test('tells nothing of what had ended before anybody looked', async () => {
    const { world, watch, passes, failsOver, titles } = await start();
    await failsOver();
    world.azure.clock.advance(3600);
    await watch(['started', 'completed', 'failed', 'health']);

    await passes(60);
    await passes(60);

    expect(titles()).toEqual([]);
  });

  test('two rounds at once tell each thing once', async () => {
    const { world, watch, passes, round, failsOver, titles } = await start();
    await watch(['completed']);
    await passes(60);
    await failsOver();
    world.azure.clock.advance(3600);

    await Promise.all([round(), round(), round()]);

    expect(titles()).toEqual(['Failover of pay-web-01: complete.']);
  });

  test('reads nothing of Azure where nobody watches', async () => {
    const { world, round } = await start();
    world.forget();

    await round();

    expect(world.arrived()).toEqual([]);
  });
});
