import { voiceOf } from '../approvals/voice.ts';
import type { Asker } from '../definitions/command.ts';
import type { Message } from '../messages/message.ts';
import { fold, type OperationState } from '../operations/state.ts';
import type { ChannelPurpose, Policy } from '../policy/policy.ts';
import type { Recorder } from '../ports/audit.ts';
import type { Job } from '../ports/azure/job.ts';
import type { Readers } from '../ports/azure/readers.ts';
import type { Dedupe } from '../ports/dedupe.ts';
import type { Hold } from '../ports/hold.ts';
import type { Journal } from '../ports/journal.ts';
import type { StoreGuard, StoreState } from '../ports/store-guard.ts';
import { readJobs } from '../protection/read-jobs.ts';
import type { Speaker } from '../speaking/speaker.ts';
import { everythingHeld, freshStore, holdLifted, holdToLift, nothingHeld } from '../views/hold.ts';

interface HoldParts {
  readonly guard: StoreGuard;
  /** Voids every request that waits; tells how many. */
  readonly voidAll: (why: string) => Promise<number>;
  readonly journal: Journal;
  readonly readers: Readers;
  readonly speaker: Speaker;
  readonly recorder: Recorder;
  readonly dedupe: Dedupe;
  readonly policy: () => Policy;
  readonly now: () => Date;
}

type HeldState = Exclude<StoreState, { kind: 'sound' }>;

/** Everybody who decides, and everybody who looks after the bot. */
const hearers: readonly ChannelPurpose[] = ['audit', 'approvals', 'fallback'];
const rememberSeconds = 24 * 3600;
/** Jobs that began so long ago may still run. */
const jobsSeconds = 24 * 3600;
const why = 'the store of decisions was replaced by an older or empty one';

/** While the store may have forgotten something, nothing that it remembers is acted upon until somebody has looked. */
export class HoldKeeper implements Hold {
  readonly #parts: HoldParts;

  constructor(parts: HoldParts) {
    this.#parts = parts;
  }

  /** Makes everything stand still where the store went back in time; the same hold is told of once. */
  async look(): Promise<void> {
    const { guard } = this.#parts;
    const state = guard.state();
    if (state.kind === 'sound' || !(await this.#isFirstToTell(state))) return;
    const voided = await this.#stand();
    const operations = await this.#unfinished();
    this.#record(`everything is held: had ${state.had}, has ${'has' in state ? state.has : 0}`);
    await this.#announce(everythingHeld(state, { voided, operations }));
  }

  /** An empty store that nobody remembers is taken for a new one; said, because it may be a loss. */
  async greet(): Promise<void> {
    const { guard, dedupe } = this.#parts;
    if (guard.state().kind !== 'sound' || guard.reached() > 0) return;
    if (!(await dedupe.first('hold:fresh', rememberSeconds))) return;
    this.#record('the store is empty, and taken for a new one');
    await this.#announce(freshStore(await this.#running()));
  }

  async lift({ looked }: { readonly looked: boolean }, asker: Asker): Promise<Message> {
    const { guard, now } = this.#parts;
    const state = await guard.check();
    if (state.kind === 'sound') return nothingHeld();
    await this.#stand();
    const operations = await this.#unfinished();
    if (!looked) return holdToLift(state, { operations, jobs: await this.#running(), now: now() });
    const by = voiceOf(asker);
    const lifted = await guard.lift(by.name);
    if (lifted.kind !== 'sound') return holdToLift(lifted, { operations, jobs: await this.#running(), now: now() });
    this.#parts.recorder.record({ kind: 'store', what: 'the hold is lifted', person: by.person, account: by.account });
    const said = holdLifted(by.name, operations);
    await this.#announce(said);
    return said;
  }

  /** No approval counts any more, and no operation sends anything before two people agree again. */
  async #stand(): Promise<number> {
    const { journal, voidAll } = this.#parts;
    for (const { id, version, consentAsked } of await this.#unfinished())
      if (consentAsked === undefined) await journal.append(id, version, [{ kind: 'consent-asked', why }], 0);
    return voidAll(why);
  }

  async #unfinished(): Promise<readonly OperationState[]> {
    const { journal } = this.#parts;
    const read = async (id: string) => {
      const recorded = await journal.read(id);
      return recorded ? [fold(id, recorded)] : [];
    };
    return (await Promise.all((await journal.unfinished()).map(read))).flat();
  }

  /** What Azure does now, whoever began it; undefined where it does not answer. */
  async #running(): Promise<readonly Job[] | undefined> {
    const { readers, now, policy } = this.#parts;
    try {
      const { jobs } = await readJobs(jobsSeconds, { readers, now, policy: policy(), mayRead: () => true });
      return jobs.filter(({ state }) => state === 'running' || state === 'waiting' || state === 'suspended');
    } catch {
      return undefined;
    }
  }

  #isFirstToTell(state: HeldState): Promise<boolean> {
    const has = 'has' in state ? state.has : 0;
    return this.#parts.dedupe.first(`hold:${state.kind}:${state.had}:${has}`, rememberSeconds);
  }

  async #announce(message: Message): Promise<void> {
    let told: Awaited<ReturnType<Speaker['announce']>> = [];
    for (const purpose of hearers) told = [...told, ...(await this.#parts.speaker.announce(purpose, message, told))];
  }

  #record(what: string): void {
    this.#parts.recorder.record({ kind: 'store', what });
  }
}
