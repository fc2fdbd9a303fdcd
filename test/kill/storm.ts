import { onTestFinished } from 'vitest';
import { RedisApprovals } from '../../adapters/redis/approvals.ts';
import { RedisDedupe } from '../../adapters/redis/dedupe.ts';
import { RedisDeliveries } from '../../adapters/redis/deliveries.ts';
import { RedisSubscriptions } from '../../adapters/redis/subscriptions.ts';
import type { RehearsalAzure } from '../../rehearsal/azure/index.ts';
import { contoso } from '../../rehearsal/azure/scenarios/contoso.ts';
import { startWorld } from '../../rehearsal/azure/start-world.ts';
import { Desk } from '../../src/approvals/desk.ts';
import { DueRequests } from '../../src/approvals/due.ts';
import { auditedApprovals } from '../../src/audit/audited-approvals.ts';
import { createFrontDuties } from '../../src/news/front-duties.ts';
import { createTeller } from '../../src/news/tell-operation.ts';
import { OperationsDesk } from '../../src/operations/desk.ts';
import { lockConflicts as conflicts } from '../../src/operations/lock-kinds.ts';
import { fold } from '../../src/operations/state.ts';
import type { Approvals } from '../../src/ports/approvals.ts';
import type { JournalStart } from '../../src/ports/journal.ts';
import { createSpeaker } from '../../src/speaking/speaker.ts';
import { workflows } from '../../src/workflows/index.ts';
import { createAsk } from '../harness/ask.ts';
import { RecordingChat } from '../sample/recording-chat.ts';
import { shown, startTalk } from '../sample/talk.ts';
import { type FastTime, fast, timeOf } from './fast-time.ts';
import { openAzure, openParts } from './open-parts.ts';
import type { Orders } from './orders.ts';

export type Storm = Awaited<ReturnType<typeof startStorm>>;

interface StormOptions {
  /** REDIS_URL of the front and of the workers. */
  readonly redis: string;
  readonly speed?: number;
  readonly leaseSeconds?: number;
}

/** So much faster than the bot's is Azure's time: what takes it hours is of no interest here. */
const azureFaster = 20;

/** A rehearsed Azure behind https, and the front of the bot with a chat in memory; workers are processes of their own. */
export const startStorm = async ({ redis, speed = 20, leaseSeconds = 1 }: StormOptions) => {
  const folder = process.env.REHEARSAL_AUTHORITY ?? '';
  const azureSpeed = speed * azureFaster;
  const limits = 'off';
  const world = await startWorld({ scenario: contoso, speed: azureSpeed, folder, port: 0, entraPort: 0, limits });
  const time: FastTime = { epoch: Date.now(), speed };
  const ordersFor = (principal: string): Orders => ({
    ...{ time, redis, leaseSeconds, without: [] },
    azureTime: timeOf({ now: world.azure.clock.now, speed: azureSpeed }),
    azure: world.azure.url,
    authority: world.entra.url,
    tenant: contoso.tenantId,
    clientId: contoso.principals.find(({ name }) => name === principal)?.appId ?? '',
    clientSecret: world.secret,
    subscription: contoso.subscriptions[0]?.id ?? '',
  });
  const front = await openFront(ordersFor('front'), time);
  const contributor = await openAzure(ordersFor('contributor'));
  const arrivals = listenTo(world.azure);
  const close = async () => {
    await front.close();
    await world.azure.close();
    await world.entra.close();
  };
  let closed: Promise<void> | undefined;
  const closeOnce = () => {
    closed ??= close();
    return closed;
  };
  onTestFinished(closeOnce);
  const idOf = (group: string, rest: string) =>
    `/subscriptions/${contoso.subscriptions[0]?.id}/resourceGroups/${group}/providers/${rest}`;
  return { ...front, azure: world.azure, contributor, arrivals, idOf, ordersFor, close: closeOnce };
};

const listenEveryMs = 200;

/** The paths of all calls of an operation that reached Azure, whatever it answered. Its own log keeps only the last. */
const listenTo = ({ log }: RehearsalAzure) => {
  const writes = new Set<ReturnType<typeof log.lines>[number]>();
  const listen = () => {
    for (const line of log.lines()) if (line.method !== 'GET') writes.add(line);
  };
  const listening = setInterval(listen, listenEveryMs);
  onTestFinished(() => clearInterval(listening));
  return (operation: string): readonly string[] => {
    listen();
    return [...writes].filter((line) => line.operation === operation).map(({ path }) => path.toLowerCase());
  };
};

const openFront = async (orders: Orders, time: FastTime) => {
  const { store, queue, wakeups, journal, connection, planner, audit, scribe, close } = await openParts(orders);
  const { policy, now } = planner;
  const chat = new RecordingChat();
  const speaker = createSpeaker({ chats: [chat], policy, banner: undefined, failed: () => {} });
  const kept = auditedApprovals(new RedisApprovals(store, { conflicts, schedule: queue.schedule }), scribe);
  const approvals: Approvals = { ...kept, start: (request, begun) => kept.start(request, inTime(begun, time)) };
  const settling = {
    ...planner,
    now: () => new Date(),
    approvals,
    speaker,
    workflowVersion: (name: string) => workflows.find((each) => each.name === name)?.version ?? 0,
  };
  const desk = new Desk({ ...settling, terminalMayDecide: () => false });
  const due = new DueRequests(settling);
  const operations = new OperationsDesk({ journal, policyFor: planner.policyFor, now });
  const dedupe = new RedisDedupe(connection);
  const talk = startTalk({ ...planner, desk, decisions: desk, operations, dedupe, store: connection, now });
  const deliveries = new RedisDeliveries(store);
  const subscriptions = new RedisSubscriptions(store);
  const telling = { deliveries, subscriptions, speaker, policy, now, journal, news: deliveries };
  const duties = { request: (id: string) => due.wake(id), news: createTeller(telling), rounds: {} };
  await wakeups.start('front', createFrontDuties(duties));

  const say = async (who: string, line: string) => shown(await talk.say(who, line));
  const state = async (id: string) => {
    const recorded = await journal.read(id);
    if (!recorded) throw new Error(`The journal of ${id} is gone.`);
    return fold(id, recorded);
  };
  const ask = createAsk({ say, approvals });
  return { store, journal, approvals, audit, scribe, deliveries, chat, say, state, ask, now, close };
};

/** What was decided is to be begun in the time of those who begin it. */
const inTime = (begun: JournalStart, time: FastTime): JournalStart => ({
  ...begun,
  entries: begun.entries.map((entry) =>
    entry.kind === 'started' ? { ...entry, startBy: fast(time, entry.startBy) } : entry,
  ),
});
