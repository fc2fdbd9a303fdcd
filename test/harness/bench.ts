import { expect, onTestFinished, vi } from 'vitest';
import type { RedisConnection } from '../../adapters/redis/connection.ts';
import { RedisDedupe } from '../../adapters/redis/dedupe.ts';
import { RedisDeliveries } from '../../adapters/redis/deliveries.ts';
import { RedisIdentities } from '../../adapters/redis/identities.ts';
import { RedisSightings } from '../../adapters/redis/sightings.ts';
import { RedisSubscriptions } from '../../adapters/redis/subscriptions.ts';
import { commands } from '../../commands/index.ts';
import { contoso } from '../../rehearsal/azure/scenarios/contoso.ts';
import type { Scenario } from '../../rehearsal/azure/world/scenario.ts';
import { Desk } from '../../src/approvals/desk.ts';
import { auditedApprovals } from '../../src/audit/audited-approvals.ts';
import { auditedJournal } from '../../src/audit/audited-journal.ts';
import { auditedSpeaker } from '../../src/audit/audited-speaker.ts';
import { createLiveRoles } from '../../src/authorization/live-roles.ts';
import { createPolicyFor } from '../../src/authorization/policy-for.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { LinksDesk } from '../../src/links/desk.ts';
import { createLinkedPeople } from '../../src/links/linked-people.ts';
import { newLinkCode } from '../../src/links/new-code.ts';
import { createAzureNames } from '../../src/names/azure-names.ts';
import { createCatalogue } from '../../src/names/catalogue.ts';
import { createPolicyNames } from '../../src/names/policy-names.ts';
import { createRound } from '../../src/news/round.ts';
import { createSee } from '../../src/news/see.ts';
import { createTeller } from '../../src/news/tell-operation.ts';
import { WatchingDesk } from '../../src/news/watching-desk.ts';
import { OperationsDesk } from '../../src/operations/desk.ts';
import { createElapsedClock } from '../../src/operations/elapsed-clock.ts';
import { fold, type OperationState } from '../../src/operations/state.ts';
import { createWorker } from '../../src/operations/worker.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { ChatPort } from '../../src/ports/chat.ts';
import type { Journal } from '../../src/ports/journal.ts';
import { createScheduleRunner } from '../../src/schedules/run-schedule.ts';
import { createSpeaker } from '../../src/speaking/speaker.ts';
import { workflows } from '../../src/workflows/index.ts';
import { type AzureWorld, startAzureWorld } from '../adapters/azure/azure-world.ts';
import { approvalsOn, journalOn, keptOn, openStore } from '../adapters/redis/stores.ts';
import { shown, startTalk } from '../sample/talk.ts';
import { createAsk } from './ask.ts';
import { benchAudit } from './bench-audit.ts';
import { benchPolicy } from './bench-policy.ts';

/** Apart, for processes that no test runs in. */
export { benchPolicy } from './bench-policy.ts';

export type Bench = Awaited<ReturnType<typeof startBench>>;

interface BenchOptions {
  readonly scenario?: Scenario;
  readonly policy?: Policy;
  /** Where it is spoken; the test connects them to the hearing. */
  readonly chats?: readonly ChatPort[];
}

interface Journey {
  readonly turns: number;
  /** Of Azure's time, between two turns. */
  readonly seconds: number;
  /** What stands between the worker and its journal. */
  readonly through?: (journal: Journal) => Journal;
  /** Hears of a turn that broke; without it, it breaks the test. */
  readonly broke?: (error: unknown) => void;
}

/** The whole bot, with whatever chat a test gives it, against a rehearsed Azure, over a Redis of its own. */
export const startBench = async (connect: () => Promise<RedisConnection>, options: BenchOptions = {}) => {
  const { scenario = contoso, policy = benchPolicy, chats = [] } = options;
  // The bot's clock is Redis', so Azure's has to begin there too: its jobs are looked for by when they began.
  const world = await startAzureWorld({ scenario: { ...scenario, start: new Date().toISOString() } });
  onTestFinished(() => world.close());
  const connection = await connect();
  const store = await openStore(connection);
  const clock = { aheadMs: 0 };
  const now = () => new Date(Date.now() + clock.aheadMs);
  const audit = benchAudit(store, now);
  const { recorder } = audit;
  const approvals = auditedApprovals(approvalsOn(store), recorder);
  const journal = auditedJournal(journalOn(store), recorder);
  const kept = keptOn(store);
  // How old a reading is counts in Azure's time.
  const timing = { now: () => new Date(world.azure.clock.now()) };
  const front = world.connect({ principal: 'front', timing });
  /** A worker's knows nothing by heart; the front's learns points when a test says so. */
  const namesOf = ({ readers }: typeof front, every: Parameters<typeof createCatalogue>[0]['every'] = () => () => {}) =>
    createCatalogue({
      policyNames: createPolicyNames(() => policy),
      source: createAzureNames({ readers, policy: () => policy, now }),
      every,
      report: () => {},
    });
  const rounds: (() => void)[] = [];
  const names = namesOf(front, (_milliseconds, run) => {
    rounds.push(run);
    return () => {};
  });
  /** As the bot does by and by: round after round, until it knows this point. */
  const learnPoint = async (point: string): Promise<void> => {
    names.start();
    await vi.waitFor(
      () => {
        for (const run of rounds) run();
        expect(names.known(['point']).map(({ name }) => name)).toContain(point);
      },
      { timeout: 60_000, interval: 100 },
    );
  };
  const common = { catalog: createCatalog(commands), policy: () => policy, now, kept };
  const policyForBy = ({ roles }: typeof front) =>
    createPolicyFor({ policy: common.policy, roles: createLiveRoles({ roles, now }) });
  const read = { names, readers: front.readers, journal };
  const planner = { ...common, policyFor: policyForBy(front), ...read };
  const quiet = createSpeaker({ chats, policy: () => policy, banner: undefined, failed: () => {} });
  const speaker = auditedSpeaker(quiet, recorder);
  const desk = new Desk({
    ...planner,
    approvals,
    speaker,
    terminalMayDecide: () => false,
    workflowVersion: (name) => workflows.find((each) => each.name === name)?.version ?? 0,
  });
  const runSchedule = createScheduleRunner({ ...planner, desk, tell: async () => {} });
  const operations = new OperationsDesk({ journal, policyFor: planner.policyFor, now });
  const dedupe = new RedisDedupe(connection);
  const identities = new RedisIdentities(store);
  const links = new LinksDesk({
    identities,
    speaker,
    direct: async (account, message) => {
      await chats.find(({ platform }) => platform === account.platform)?.direct(account, message);
    },
    policy: () => policy,
    newCode: newLinkCode,
    failed: () => {},
  });
  const linked = createLinkedPeople(identities);
  const deliveries = new RedisDeliveries(store);
  const subscriptions = new RedisSubscriptions(store);
  const watching = new WatchingDesk({ ...planner, subscriptions, journal });
  const desks = { desk, decisions: desk, operations, watching, links, audit: audit.desk };
  const talk = startTalk({ ...planner, ...desks, linked, dedupe, recorder, now });
  const say = async (who: string, line: string) => shown(await talk.say(who, line));
  const state = async (id: string) => fold(id, (await journal.read(id)) ?? { version: 0, entries: [] });
  const digest = async (id: string) => (await approvals.read(id))?.digest.slice(0, 4) ?? 'none';

  const telling = { subscriptions, deliveries, speaker, policy: () => policy };
  const told = { aheadMs: 0 };
  const tell = createTeller({
    ...telling,
    journal,
    news: deliveries,
    now: () => new Date(now().getTime() + told.aheadMs),
  });
  /** What the front looks for once a minute: whatever goes on in Azure that somebody watches. */
  const lookAround = createRound({
    ...telling,
    sightings: new RedisSightings(store, timing.now),
    see: createSee({ readers: front.readers, journal, kept, policy: () => policy, now: timing.now }),
    now: timing.now,
  });

  /** One turn by a worker that knows nothing but the journal, as after a crash. */
  const turn = async (id: string, through: (journal: Journal) => Journal = (same) => same): Promise<void> => {
    const own = world.connect({ principal: 'worker', timing });
    const work = createWorker({
      ...common,
      policyFor: policyForBy(own),
      names: namesOf(own),
      readers: own.readers,
      journal: through(journal),
      workflows,
      elapsedMs: createElapsedClock(),
      sealKey: 'key',
      tools: { ...own, journal, kept },
    });
    await work(id);
    if (chats.length === 0) return;
    // A card rests between two changes: here as long as a turn takes, so that each turn is seen.
    told.aheadMs += 3000;
    await tell(id);
  };

  /** Turn after turn, until it ends; Azure's time passes between them. */
  const carryOut = async (id: string, { turns, seconds, through, broke }: Journey): Promise<OperationState> => {
    for (let count = 0; count < turns; count += 1) {
      await turn(id, through).catch((error: unknown) => {
        if (!broke) throw error;
        broke(error);
      });
      const { ended } = await state(id);
      if (ended) break;
      world.azure.clock.advance(seconds);
    }
    return state(id);
  };

  const ask = createAsk({ say, approvals });

  return {
    world,
    clock,
    kept,
    runSchedule,
    hearing: talk.hearing,
    learnPoint,
    say,
    ask,
    turn,
    carryOut,
    lookAround,
    state,
    digest,
    approvals,
    journal,
    audit: audit.desk,
  };
};

/** The writes that Azure took, in order; a dropped connection counts, because it may have. */
export const taken = (world: AzureWorld): readonly string[] =>
  writes(world).flatMap(({ operation, status }) => (status === undefined || status < 400 ? [operation] : []));

/** The writes that reached Azure, those that it refused among them. */
export const sent = (world: AzureWorld): readonly string[] => writes(world).map(({ operation }) => operation);

const writes = (world: AzureWorld) =>
  world.azure.log.lines().flatMap(({ method, operation = 'unknown', status }) => {
    if (method === 'GET' || readsByPost.test(operation)) return [];
    return [{ operation, status }];
  });

const readsByPost =
  /^ValidateOperation_|_(?:List|Get|Validate|CheckName)|Resources$|^Resources_Resources|ListSecurityRules|Token/u;
