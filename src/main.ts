import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Logger, pino } from 'pino';
import { type Azure, connectAzure } from '../adapters/azure/azure.ts';
import { createCredential, type Identity, kindOf } from '../adapters/azure/core/credentials.ts';
import { RedisApprovals } from '../adapters/redis/approvals.ts';
import { checkRedis } from '../adapters/redis/checks.ts';
import { connectRedis, type RedisConnection } from '../adapters/redis/connection.ts';
import { RedisDedupe } from '../adapters/redis/dedupe.ts';
import { openGuardedStore } from '../adapters/redis/guarded-store.ts';
import { RedisJournal } from '../adapters/redis/journal.ts';
import { openRedisServer } from '../adapters/redis/server.ts';
import { WakeUpQueue } from '../adapters/redis/wake-up-queue.ts';
import { RedisWakeups } from '../adapters/redis/wakeups.ts';
import { TerminalChat } from '../adapters/terminal/terminal-chat.ts';
import { commands } from '../commands/index.ts';
import { Desk } from './approvals/desk.ts';
import { createCatalog } from './catalog/catalog.ts';
import { bannerFor, isRealAzure } from './configuration/azure-cloud.ts';
import { type AzureIdentity, type Environment, readEnvironment } from './configuration/environment.ts';
import { createDispatcher } from './dispatch/dispatcher.ts';
import type { Message } from './messages/message.ts';
import { createAzureNames } from './names/azure-names.ts';
import { createCatalogue } from './names/catalogue.ts';
import { createPolicyNames } from './names/policy-names.ts';
import { createAnnouncer } from './operations/announcer.ts';
import { OperationsDesk } from './operations/desk.ts';
import { entryShape } from './operations/entry.ts';
import { lockConflicts } from './operations/lock-kinds.ts';
import { createWorker, startWaking } from './operations/start-worker.ts';
import type { PolicyDifference } from './policy/difference.ts';
import { readPolicy } from './policy/file.ts';
import { shownProblems } from './policy/problems.ts';
import { createPolicyStore, type PolicyStore } from './policy/store.ts';
import type { ChatPort } from './ports/chat.ts';
import { createReporter } from './reports.ts';
import { createSpeaker, type Speaker } from './speaking/speaker.ts';
import { policyBroken, policyChanged } from './views/policy-changed.ts';
import { workflows } from './workflows/index.ts';

/** Why the bot does not start; said without a stack, because somebody has to do something about it. */
class CannotStart extends Error {}

const main = async (): Promise<void> => {
  const options = readOptions();
  const environment = environmentOrStop();
  const log = pino({ level: options.terminal ? 'error' : environment.logLevel }, pino.destination(2));
  const core = await openCore(environment, log);
  const desk = openDesk(core);
  core.onPolicyChange((difference) => desk.voidTouched(difference));
  // A front alone leaves what is due to the workers: it must not take an operation that it cannot carry on.
  if (options.only !== 'front') {
    const work = await openWorker(core);
    await startWaking({ wakeups: core.store.wakeups, request: (id) => desk.wake(id), operation: work });
  }
  await (options.only === 'worker' ? untilTold() : converse(core, desk));
  core.names.stop();
  await core.store.wakeups.stop();
  await core.store.close();
};

type Core = Awaited<ReturnType<typeof openCore>>;

/** What front and worker both stand on. */
const openCore = async (environment: Environment, log: Logger) => {
  const chats: ChatPort[] = [];
  const banner = bannerFor(environment.azure.resourceManager);
  const changed: ((difference: PolicyDifference) => Promise<void>)[] = [];
  const policy = await openPolicy(environment, {
    tell: (said) => tellOperators(said, speaker, chats),
    changed: async (difference) => void (await Promise.all(changed.map((hear) => hear(difference)))),
    failed: (error) => log.error({ err: error }, 'a new policy is in force, and not everybody could be told'),
  });
  const speaker = createSpeaker({
    chats,
    policy: policy.current,
    banner,
    failed: ({ platform, id }, error) => log.warn({ platform, channel: id, err: error }, 'a channel could not be told'),
  });
  const store = await openStore(environment, log);
  const { readers, inBackground } = await openAzure(environment, environment.azure.front, log);
  const now = () => new Date();
  const names = createCatalogue({
    policyNames: createPolicyNames(policy.current),
    source: createAzureNames({ readers, policy: policy.current, now }),
    every: (milliseconds, run) => repeatedly(milliseconds, () => void inBackground(async () => run())),
    report: (problem) => log.warn({ err: problem }, 'names could not be refreshed'),
  });
  names.start();
  const planner = { catalog, names, policy: policy.current, now, readers };
  const onPolicyChange = (hear: (difference: PolicyDifference) => Promise<void>) => void changed.push(hear);
  return { environment, log, chats, banner, speaker, store, names, planner, onPolicyChange };
};

const openDesk = ({ planner, store, speaker, banner }: Core): Desk =>
  new Desk({
    ...planner,
    approvals: store.approvals,
    speaker,
    terminalMayDecide: () => banner !== undefined || planner.policy().approvals.terminalMayApprove,
    workflowVersion: (name) => workflows.find((each) => each.name === name)?.version ?? 0,
  });

const openWorker = async ({ environment, log, planner, store, speaker }: Core) => {
  const { readers, writers } = await openAzure(environment, environment.azure.worker, log);
  return createWorker({
    ...planner,
    readers,
    journal: store.journal,
    workflows,
    sealKey: await openSealKey(environment.dataFolder),
    tools: { readers, writers },
    changed: createAnnouncer({ speaker, now: planner.now }),
  });
};

/** The front, until the person at the terminal leaves. */
const converse = async (core: Core, desk: Desk): Promise<void> => {
  const { environment, planner, store, banner, chats, log } = core;
  const terminal = openTerminal(environment);
  chats.push(terminal);
  const receive = createDispatcher({
    ...planner,
    desk,
    decisions: desk,
    operations: new OperationsDesk({ journal: store.journal, policy: planner.policy, now: planner.now }),
    dedupe: new RedisDedupe(store.connection),
    store: store.connection,
    banner,
    report: createReporter(log),
  });
  await terminal.start(receive);
  process.once('SIGTERM', () => void terminal.stop());
  await terminal.closed;
};

const untilTold = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });

const openAzure = async ({ azure }: Environment, given: AzureIdentity, log: Logger): Promise<Azure> => {
  const identity: Identity = { ...given, tenant: azure.tenant, authority: azure.authority };
  log.info({ by: kindOf(identity), client: given.clientId }, 'signs in to Azure');
  return connectAzure({
    credential: await createCredential(identity),
    resourceManager: azure.resourceManager,
    ...(azure.audience && { audience: azure.audience }),
    subscriptions: azure.subscriptions,
  });
};

const catalog = createCatalog(commands);

const readOptions = () => {
  const { values } = parseArgs({
    options: { terminal: { type: 'boolean', default: false }, only: { type: 'string' } },
  });
  if (values.only !== undefined && values.only !== 'front' && values.only !== 'worker') {
    throw new CannotStart(`--only takes front or worker, not "${values.only}".`);
  }
  if (!values.terminal && values.only !== 'worker') {
    throw new CannotStart('No chat platform is configured. The terminal works: npm run terminal.');
  }
  return values;
};

const environmentOrStop = (): Environment => {
  const read = readEnvironment(process.env);
  if ('problems' in read) throw new CannotStart(shownProblems('The environment', read.problems));
  return read.environment;
};

type Tell = (message: Message) => Promise<void>;

interface Hearers {
  readonly tell: Tell;
  readonly changed: (difference: PolicyDifference) => Promise<void>;
  readonly failed: (error: unknown) => void;
}

const openPolicy = async (environment: Environment, { tell, changed, failed }: Hearers): Promise<PolicyStore> => {
  const path = resolve(environment.policyFile);
  const { tenant } = environment.azure;
  const read = readPolicy(await readFile(path, 'utf8').catch(() => missingPolicy(path)), { tenant });
  if ('problems' in read) throw new CannotStart(shownProblems(path, read.problems));
  const store = createPolicyStore({
    policy: read.policy,
    readFile: () => readFile(path, 'utf8'),
    tenant,
    onChange: async (difference) => {
      await changed(difference);
      await tell(policyChanged(difference));
    },
  });
  process.on('SIGHUP', () => void reload(store, path, tell).catch(failed));
  return store;
};

const missingPolicy = (path: string): never => {
  throw new CannotStart(`There is no policy at ${path}. Copy lifeboat.example.yaml there, or set LIFEBOAT_CONFIG.`);
};

const reload = async (store: PolicyStore, path: string, tell: Tell): Promise<void> => {
  const outcome = await store.reload();
  if ('problems' in outcome) await tell(policyBroken(shownProblems(path, outcome.problems)));
};

/** Into the audit channels; and to whoever sits at the terminal, who may have nothing else. */
const tellOperators = async (message: Message, speaker: Speaker, chats: readonly ChatPort[]): Promise<void> => {
  await speaker.announce('audit', message);
  const terminals = chats.filter((chat) => chat instanceof TerminalChat);
  await Promise.all(terminals.map((terminal) => terminal.direct(terminal.account, message)));
};

const openStore = async (environment: Environment, log: Logger) => {
  const server = await openRedisServer({
    url: environment.redisUrl,
    dataFolder: resolve(environment.dataFolder, 'redis'),
    allowInProcess: !isRealAzure(environment.azure.resourceManager),
    path: process.env.PATH ?? '',
  });
  log.info(server.describe());
  const connection: RedisConnection = await connectRedis(server, {
    deployment: environment.deployment,
    now: () => new Date(),
    noticed: (event, reason) => log.warn({ event, reason }, 'redis'),
  });
  const { problems, warnings } = await checkRedis(server, connection.redis);
  for (const warning of warnings) log.warn(warning);
  if (problems.length > 0) throw new CannotStart(problems.join('\n'));
  const troubled = (what: string, error: unknown) => log.warn({ err: error }, what);
  const file = server.durable ? resolve(environment.dataFolder, 'high-water') : undefined;
  const guarded = await openGuardedStore(connection, { file, troubled });
  const queue = new WakeUpQueue(connection, troubled);
  const keeping = { conflicts: lockConflicts, schedule: queue.schedule };
  const approvals = new RedisApprovals(guarded, keeping);
  const journal = new RedisJournal(guarded, { ...keeping, readEntry: (value) => entryShape.parse(value) });
  const close = async () => {
    await queue.close();
    await guarded.close();
    await connection.close();
    await server.close();
  };
  const wakeups = new RedisWakeups(guarded, queue, { troubled });
  return { connection, approvals, journal, wakeups, close };
};

const repeatedly = (milliseconds: number, run: () => void): (() => void) => {
  const timer = setInterval(run, milliseconds);
  return () => clearInterval(timer);
};

/** Workers on several machines share the file, or each goes on with its own operations alone. */
const openSealKey = async (dataFolder: string): Promise<string> => {
  const path = resolve(dataFolder, 'seal-key');
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  await writeFile(path, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' }).catch(() => {});
  const key = (await readFile(path, 'utf8')).trim();
  // Another process may be writing it just now: half a key would be believed by nobody, and guessed by anybody.
  if (key.length < 44) throw new CannotStart(`${path} holds no whole key. Start again; if it stays so, remove it.`);
  return key;
};

const openTerminal = ({ azure }: Environment): TerminalChat =>
  new TerminalChat({
    input: process.stdin,
    output: process.stdout,
    user: userInfo().username,
    greeting: [bannerFor(azure.resourceManager), 'Lifeboat. Type help; exit leaves.'].filter(Boolean).join('\n'),
    commandNames: catalog.commands.map((command) => command.name),
  });

main().catch((error: unknown) => {
  const text = error instanceof Error ? error.message : String(error);
  process.stderr.write(`Lifeboat cannot start.\n${text}\n`);
  process.exit(1);
});
