import type { TokenVerifier } from '../entra/tokens.ts';
import { coverageRows } from './coverage.ts';
import { isAllowed } from './services/authorization/decide.ts';
import { services } from './services/index.ts';
import type { Authority } from './wire/certificate.ts';
import { createControl } from './wire/control.ts';
import { createDispatch, type Dispatch, type Stage } from './wire/dispatch.ts';
import type { Exchange } from './wire/exchange.ts';
import { createFaults, type FaultScript, type Faults } from './wire/faults.ts';
import { type CallLog, createCallLog } from './wire/log.ts';
import { createRecorder } from './wire/record.ts';
import { createResourceLimits, untouchedLimits } from './wire/resource-limits.ts';
import type { Route } from './wire/route.ts';
import { createRouter } from './wire/router.ts';
import { startServer } from './wire/server.ts';
import { AZURE_BUCKETS, type Bucket, type Charge, createThrottle, unlimited } from './wire/throttle.ts';
import { type Clock, createClock } from './world/clock.ts';
import { fillWorld } from './world/fill-world.ts';
import type { Scenario } from './world/scenario.ts';
import { createWorld, type World } from './world/world.ts';

/** A running rehearsal Azure, embedded in a test or in the rehearsal world. */
export interface RehearsalAzure {
  readonly url: string;
  /** PEM of the authority that signed the server's certificate: what NODE_EXTRA_CA_CERTS wants. */
  readonly certificate: string;
  /** The world and its clock of now: `reset()` exchanges both. */
  readonly world: World;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly log: CallLog;
  /** Call and stack of whatever a handler threw that is not an answer of Azure's: bugs of the rehearsal. */
  readonly bugs: readonly string[];
  /** Carries out a call without a socket. */
  readonly dispatch: Dispatch;
  /** Back to the scenario's first state; the address and the certificate stay. */
  reset(): void;
  close(): Promise<void>;
}

export interface RehearsalAzureOptions {
  readonly scenario: Scenario;
  /** Stepped by a test, or so many world seconds a real second. */
  readonly clock: 'stepped' | number;
  /** Default: any free one. */
  readonly port?: number;
  readonly authority: Authority;
  readonly tokens: TokenVerifier;
  /** Azure's own limits, none, or buckets of one's own. */
  readonly limits?: 'azure' | 'off' | Readonly<Record<Charge, Bucket>>;
  /** A file to append traffic to. */
  readonly record?: string | undefined;
  readonly onBug?: (bug: string) => void;
  /** Routes beside those of the services, for tests of the wire itself. */
  readonly extraRoutes?: readonly Route[];
}

export async function startRehearsalAzure(options: RehearsalAzureOptions): Promise<RehearsalAzure> {
  const faults = createFaults();
  const log = createCallLog();
  const bugs: string[] = [];
  let stage = createStage(options, faults);

  const dispatch = createDispatch({
    router: createRouter([...services.flatMap(({ routes }) => routes), ...(options.extraRoutes ?? [])]),
    stage: () => stage,
    faults,
    tokens: options.tokens,
    isAllowed,
    onBug(problem, { method, url }) {
      const bug = `${method} ${url}: ${problem instanceof Error ? problem.stack : String(problem)}`;
      bugs.push(bug);
      options.onBug?.(bug);
    },
  });

  function reset() {
    faults.clear();
    log.clear();
    stage = createStage(options, faults);
  }

  const clock = () => stage.world.clock;
  const control = createControl({ clock, faults, log, coverage: coverageRows, scenario: options.scenario.name, reset });
  const observers = observersOf(log, options.record);
  const onExchange = (exchange: Exchange) => {
    for (const observe of observers) observe(exchange);
  };
  const server = await startServer({
    authority: options.authority,
    port: options.port ?? 0,
    dispatch,
    control,
    onExchange,
  });

  return {
    url: server.url,
    certificate: options.authority.certificate,
    get world() {
      return stage.world;
    },
    get clock() {
      return stage.world.clock;
    },
    faults,
    log,
    bugs,
    dispatch,
    reset,
    close: server.close,
  };
}

function observersOf(log: CallLog, record: string | undefined): ((exchange: Exchange) => void)[] {
  return record === undefined ? [log.note] : [log.note, createRecorder(record)];
}

function createStage({ scenario, clock: pace, limits = 'azure' }: RehearsalAzureOptions, faults: FaultScript): Stage {
  const clock =
    pace === 'stepped'
      ? createClock({ kind: 'stepped', start: Date.parse(scenario.start) })
      : createClock({ kind: 'running', speed: pace, start: Date.now() });
  const world = createWorld({
    clock,
    tenantId: scenario.tenantId,
    subscriptions: scenario.subscriptions.map(({ id }) => id),
    seed: scenario.seed,
    isDown: faults.isDown,
    hourlyLimits: limits !== 'off',
  });
  fillWorld(world, scenario);
  if (limits === 'off') return { world, throttle: unlimited, resourceLimits: untouchedLimits };
  const throttle = createThrottle(clock, limits === 'azure' ? AZURE_BUCKETS : limits);
  return { world, throttle, resourceLimits: createResourceLimits(clock) };
}
