import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { StoreGuard, StoreState } from '../../src/ports/store-guard.ts';
import { type Commit, type Committed, keysIn, type Stamp, stampOf } from './commit.ts';
import { commitScript, liftScript } from './commit-script.ts';
import type { RedisConnection } from './connection.ts';
import { HighWater, type Mark } from './high-water.ts';
import { type Keys, keysOf } from './keys.ts';
import { Replicas } from './replicas.ts';
import { scriptOf } from './script.ts';

interface GuardedStoreOptions {
  /** Where the highest count is kept outside Redis; none for a server that forgets with the process. */
  readonly file?: string | undefined;
  /** Hears what the bot can live with, but somebody should know. */
  readonly troubled: (what: string, error: unknown) => void;
}

const LOOK_MILLISECONDS = 10_000;

const runCommit = scriptOf(commitScript);
const runLift = scriptOf(liftScript);

const count = z.coerce.number();
const answerShape = z.union([
  z.tuple([z.literal('written'), count, count]),
  z
    .tuple([
      z.literal('refused'),
      count,
      z.enum(['document', 'length', 'member', 'absent', 'present', 'field', 'fewer', 'free']),
    ])
    .rest(z.string()),
  z.tuple([z.literal('held'), count, count]),
  z.tuple([z.literal('sound'), z.string()]),
]);
const liftedShape = z.object({ by: z.string(), at: count });

/** Looks at the store before anything relies on it. */
export async function openGuardedStore(
  connection: RedisConnection,
  options: GuardedStoreOptions,
): Promise<GuardedStore> {
  const store = new GuardedStore(connection, options);
  await store.check();
  return store;
}

/** The one way to write what counts, and the memory that notices when the server is not the one it was. */
export class GuardedStore implements StoreGuard {
  readonly connection: RedisConnection;
  readonly keys: Keys;
  readonly #highWater: HighWater;
  readonly #replicas: Replicas;
  readonly #checkAgain: () => void;
  readonly #round: NodeJS.Timeout;
  #state: StoreState = { kind: 'sound' };

  constructor(connection: RedisConnection, { file, troubled }: GuardedStoreOptions) {
    this.connection = connection;
    this.keys = keysOf(connection);
    this.#highWater = new HighWater({ file, failed: (error) => troubled('the file with the highest count', error) });
    this.#replicas = new Replicas(connection.redis);
    // Whatever is connected to now may be another server, or the same one with less.
    this.#checkAgain = () =>
      void this.check().catch((error) => troubled('the look at Redis after it came back', error));
    connection.redis.on('ready', this.#checkAgain);
    // Others lift holds, and replicas come and go, without a word to this process.
    this.#round = setInterval(() => connection.state().reachable && this.#checkAgain(), LOOK_MILLISECONDS).unref();
  }

  state(): StoreState {
    return this.#state;
  }

  reached(): number {
    return this.#highWater.highest.counter;
  }

  /** Writes all of it or nothing. `describe` gets the stamp, which belongs to this one commit. */
  async commit(describe: (stamp: Stamp) => Commit): Promise<Committed> {
    const mark = randomBytes(8).toString('hex');
    const commit = describe(stampOf(mark));
    const { evenHeld, replicate, ...described } = commit;
    const held = evenHeld ? 'write' : 'refuse';
    const answer = await this.#run(mark, { ...described, held }, keysIn(commit));
    const [kind, now, last, ...found] = answer;
    if (kind === 'held') return { kind };
    if (kind === 'refused') return { kind, now, check: last, found };
    if (kind === 'sound') throw new Error('The commit script only looked, where it should have written.');
    this.#highWater.raise({ counter: last, mark });
    return { kind, now, counter: last, unreplicated: replicate === true && !(await this.#replicas.confirm()) };
  }

  async check(): Promise<StoreState> {
    await this.#replicas.count();
    const answer = await this.#run('', { look: true, held: 'refuse' }, []);
    if (answer[0] !== 'sound') return this.#state;
    this.#highWater.raise(markIn(answer[1]));
    const lifted = liftedShape.safeParse(await this.connection.redis.hgetall(this.keys.lifted));
    this.#state = lifted.success ? { kind: 'sound', lifted: lifted.data } : { kind: 'sound' };
    return this.#state;
  }

  async lift(by: string): Promise<StoreState> {
    const { counter, marks, hold, lifted, requestNumber } = this.keys;
    const mark = randomBytes(8).toString('hex');
    const given = [by, String(this.#highWater.highest.counter), mark];
    const answer = await runLift(this.connection.redis, [counter, marks, hold, lifted, requestNumber], given);
    this.#highWater.raise(markIn(z.string().parse(answer)));
    return this.check();
  }

  /** Waits until the file is up to date, and looks no more. */
  async close(): Promise<void> {
    clearInterval(this.#round);
    this.connection.redis.off('ready', this.#checkAgain);
    await this.#highWater.settle();
  }

  async #run(mark: string, commit: Asked, keys: readonly string[]) {
    const { counter, marks, hold, locks, held } = this.keys;
    const given = JSON.stringify({ checks: [], writes: [], ...commit, mark, seen: this.#highWater.highest });
    const answer = await runCommit(this.connection.redis, [counter, marks, hold, locks, held, ...keys], [given]);
    const read = answerShape.parse(answer);
    if (read[0] === 'held') this.#state = stateOf(read[1], read[2]);
    // What is written even while held says nothing about a hold; anything else got here because there is none.
    else if (commit.held === 'refuse' && this.#state.kind !== 'sound') this.#state = { kind: 'sound' };
    return read;
  }
}

interface Asked extends Partial<Omit<Commit, 'evenHeld' | 'replicate'>> {
  readonly held: 'refuse' | 'write';
  readonly look?: true;
}

function stateOf(had: number, has: number): StoreState {
  return has === 0 ? { kind: 'empty', had } : { kind: 'behind', had, has };
}

/** A place in the ring of marks says `count:mark`, and nothing before the first commit. */
function markIn(place: string): Mark {
  const [counter, mark = ''] = place.split(':');
  return { counter: Number(counter), mark };
}
