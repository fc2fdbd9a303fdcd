import { pino } from 'pino';
import { loggedError } from './logs/logged-error.ts';
import { openChats } from './main/open-chats.ts';
import { type Core, openCore } from './main/open-core.ts';
import { openDesk, openDueRequests, openHearing, rememberPoints } from './main/open-front.ts';
import { openHold, watchForLoss } from './main/open-hold.ts';
import { openMetrics } from './main/open-metrics.ts';
import { environmentOrStop, type Options, readOptions } from './main/options.ts';
import { type Desks, startDuties } from './main/start-duties.ts';
import type { Hearing } from './ports/chat.ts';

const main = async (): Promise<void> => {
  const options = readOptions();
  const environment = environmentOrStop();
  const level = options.terminal ? 'error' : environment.logLevel;
  const log = pino({ level, serializers: { err: loggedError } }, pino.destination(2));
  const core = await openCore(environment, log);
  const desk = openDesk(core);
  const due = openDueRequests(core);
  const desks = { desk, due };
  core.onPolicyChange((difference) => due.voidTouched(difference));
  const hold = openHold(core, due);
  const hearing = openHearing(core, desk, hold);
  watchForLoss(core, hold);
  const closeMetrics = await openMetrics(core);
  await (options.only === 'worker' ? work(core, desks, options) : converse(core, desks, hearing, options));
  await closeMetrics();
  core.names.stop();
  await core.store.kept.schedules.stop();
  await core.store.wakeups.stop();
  await core.audit.close();
  await core.store.close();
};

const work = async (core: Core, desks: Desks, options: Options): Promise<void> => {
  await startDuties(core, desks, options);
  await untilTold();
};

/** The front, until it is told to stop or nobody is left to talk to. */
const converse = async (core: Core, desks: Desks, hearing: Hearing, options: Options): Promise<void> => {
  const { chats, over } = await openChats(core, options);
  core.chats.push(...chats);
  rememberPoints(core);
  await Promise.all(chats.map((chat) => chat.start(hearing)));
  await startDuties(core, desks, options);
  await Promise.race([over, untilTold()]);
  await Promise.all(chats.map((chat) => chat.stop()));
};

/** Told twice it goes on stopping: whoever ends it in the middle of that leaves its own redis-server behind. */
const untilTold = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve());
  });

main().catch((error: unknown) => {
  const text = error instanceof Error ? error.message : String(error);
  process.stderr.write(`Lifeboat cannot start.\n${text}\n`);
  process.exit(1);
});
