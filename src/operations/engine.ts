import type { Journal } from '../ports/journal.ts';
import { attempt, type Outcome, troubleOf } from './attempt.ts';
import type { Entry } from './entry.ts';
import type { Sealed } from './seal.ts';
import { currentStep, fold, interruptionMs, isUntouched, type OperationState, type StepRecord } from './state.ts';
import type { Step } from './workflow.ts';

/** The steps of an operation, made by this worker's own plan; or why this worker must not go on with it now. */
export type Prepared<Tools> =
  | {
      readonly kind: 'ready';
      readonly steps: readonly Step<Tools>[];
      /** Made the first time, and kept for whoever goes on. */
      readonly sealed?: Sealed;
    }
  /** Another worker may be able to: a newer version, another policy. */
  | { readonly kind: 'not-mine'; readonly why: string }
  /** What was agreed to is not what would happen. */
  | { readonly kind: 'changed'; readonly why: string };

interface EngineParts<Tools> {
  readonly journal: Journal;
  readonly tools: Tools;
  readonly prepare: (state: OperationState) => Promise<Prepared<Tools>>;
  readonly now: () => number;
  /** Counts on while the process is stopped, and is set by nobody. */
  readonly monotonicMs: () => number;
  readonly newRequestId: () => string;
  /** Hears of every change of state, after it is written. */
  readonly changed: (state: OperationState) => Promise<void>;
}

/** A call is sent within this after its intent was written, or not at all. */
const sendWithinMs = 20_000;
/** Azure may list a job so much later than it accepted the call. It covers the clocks' difference too. */
const listingDelayMs = 90_000;
/** What is followed leaves a trace so often, so that silence in the journal means that nobody was there. */
const heartbeatMs = 10 * 60_000;
const lookAgainMs = 60_000;
const notMineMs = 30_000;

/**
 * Takes one operation one step further. Everything is decided from the journal, and every append is refused when
 * another worker was faster, so that any number of workers may be woken for the same operation.
 */
export class Engine<Tools> {
  readonly #parts: EngineParts<Tools>;

  constructor(parts: EngineParts<Tools>) {
    this.#parts = parts;
  }

  async wake(id: string): Promise<void> {
    const state = await this.#read(id);
    if (!state || state.ended) return;
    try {
      await this.#turn(state);
    } catch (error) {
      const trouble = troubleOf(error);
      if (!trouble) throw error;
      await this.#showTrouble(state, trouble.why, Math.max(lookAgainMs, trouble.waitMs));
    }
  }

  async #turn(state: OperationState): Promise<void> {
    const prepared = await this.#parts.prepare(state);
    if (prepared.kind === 'not-mine') await this.#rest(state, notMineMs);
    else if (prepared.kind === 'changed') await this.#changedBeforeSending(state, prepared.why);
    else if (!state.steps) await this.#plan(state, prepared);
    else await this.#advance(state, prepared.steps);
  }

  async #plan(state: OperationState, { steps, sealed }: Prepared<Tools> & { kind: 'ready' }): Promise<void> {
    if (!sealed) throw new Error(`The first plan of ${state.id} was not sealed.`);
    const named = steps.map(({ name, title, dangerous }) => ({ name, title, dangerous }));
    return this.#soon(state, { kind: 'planned', steps: named, sealed: { ...sealed } });
  }

  async #advance(state: OperationState, steps: readonly Step<Tools>[]): Promise<void> {
    const current = currentStep(state);
    if (!current) return this.#end(state, 'done', `${state.started.title}: done.`);
    const step = steps.find((each) => each.name === current.name);
    if (!step) return this.#rest(state, notMineMs);
    switch (current.standing.kind) {
      case 'waiting':
        return this.#begin(state, step);
      case 'intended':
      case 'unknown':
        return this.#findOut(state, step, current);
      case 'running':
        return this.#follow(state, step, current);
      case 'failed':
        return this.#end(state, 'failed', `${current.title}: ${current.standing.problem.message}`);
    }
  }

  /** Nothing of this step has been sent. */
  async #begin(state: OperationState, step: Step<Tools>): Promise<void> {
    if (state.stopAsked)
      return this.#end(state, 'stopped', `Stopped by ${state.stopAsked.name} before: ${step.title}.`);
    const look = await step.look(this.#parts.tools);
    if (look.kind === 'done') return this.#soon(state, { kind: 'finished', step: step.name, evidence: look.evidence });
    if (look.kind === 'under-way')
      return this.#soon(state, { kind: 'accepted', step: step.name, token: { ...look.token } });
    const staleConsent = state.consentAsked ?? this.#staleConsent(state, step);
    if (staleConsent) return this.#askForConsent(state, staleConsent);
    return this.#send(state, step);
  }

  async #send(state: OperationState, step: Step<Tools>): Promise<void> {
    const { now, monotonicMs, newRequestId, journal, tools } = this.#parts;
    const began = monotonicMs();
    const requestId = newRequestId();
    const sendBefore = now() + sendWithinMs;
    const intent: Entry = { kind: 'intended', step: step.name, requestId, sendBefore };
    const written = await journal.append(state.id, state.version, [intent], sendBefore + listingDelayMs);
    if (written.kind !== 'appended') return;
    const left = sendWithinMs - (monotonicMs() - began);
    const { outcome, waitMs } = await attempt(step, () => step.act(tools, { requestId, sendWithinMs: left }));
    const wakeAt = outcome.kind === 'unknown' ? sendBefore + listingDelayMs : now() + waitMs;
    await this.#record({ ...state, version: written.version }, outcome, requestId, wakeAt);
  }

  /** Somebody may have written meanwhile, e.g. that it should stop: what Azure answered is not lost over that. */
  async #record(state: OperationState, outcome: Outcome, requestId: string, wakeAt: number): Promise<void> {
    const written = await this.#parts.journal.append(state.id, state.version, [outcome], wakeAt);
    if (written.kind === 'appended') return this.#tell(state.id);
    const now = written.kind === 'stale' ? await this.#read(state.id) : undefined;
    const standing = now?.steps?.find((each) => each.name === outcome.step)?.standing;
    const isOurs = standing?.kind === 'intended' || standing?.kind === 'unknown';
    if (now && !now.ended && isOurs && standing.requestId === requestId)
      return this.#record(now, outcome, requestId, wakeAt);
  }

  /** A call was intended, and what became of it is not in the journal: Azure is asked, and nothing is sent. */
  async #findOut(state: OperationState, step: Step<Tools>, { standing }: StepRecord): Promise<void> {
    if (standing.kind !== 'intended' && standing.kind !== 'unknown') return;
    const { requestId, sendBefore, intendedAt } = standing;
    const found = await step.reconcile(this.#parts.tools, { requestId, sentAt: new Date(intendedAt) });
    if (found.seen === 'under-way')
      return this.#soon(state, { kind: 'accepted', step: step.name, token: { ...found.token } });
    if (found.seen === 'done')
      return this.#soon(state, { kind: 'finished', step: step.name, evidence: found.evidence });
    const certainAt = sendBefore + listingDelayMs;
    if (this.#parts.now() < certainAt) return this.#rest(state, certainAt - this.#parts.now());
    if (!step.dangerous)
      return this.#soon(state, { kind: 'not-sent', step: step.name, why: 'Azure shows nothing of it' });
    if (standing.kind === 'unknown') return this.#rest(state, lookAgainMs);
    return this.#append(
      state,
      [{ kind: 'unknown', step: step.name, why: 'Azure shows nothing of it' }],
      this.#parts.now() + lookAgainMs,
    );
  }

  async #follow(state: OperationState, step: Step<Tools>, current: StepRecord): Promise<void> {
    if (current.standing.kind !== 'running') return;
    const standing = await step.standing(this.#parts.tools, current.standing.token);
    if (standing.state === 'succeeded')
      return this.#soon(state, {
        kind: 'finished',
        step: step.name,
        evidence: standing.result ?? standing.job ?? 'Azure says so',
      });
    if (standing.state === 'waiting')
      return this.#soon(state, { kind: 'finished', step: step.name, evidence: `waits for ${standing.for}` });
    if (standing.state !== 'running')
      return this.#soon(state, { kind: 'failed', step: step.name, problem: { ...standing.problem } });
    const againMs = standing.askAgainInSeconds * 1000;
    const { percent } = standing;
    const detail = percent === undefined ? '' : `${percent} %`;
    const isQuiet = this.#parts.now() - state.lastAt < heartbeatMs;
    if (isQuiet && detail === (current.detail ?? '')) return this.#rest(state, againMs);
    const progressed: Entry = {
      kind: 'progressed',
      step: step.name,
      detail,
      ...(percent !== undefined && { percent }),
    };
    return this.#append(state, [progressed], this.#parts.now() + againMs);
  }

  /** It cannot be seen how it stands: whoever looks at the card learns why. */
  async #showTrouble(state: OperationState, why: string, waitMs: number): Promise<void> {
    const current = currentStep(state);
    if (!current || current.detail === why) return this.#rest(state, waitMs);
    return this.#append(state, [{ kind: 'progressed', step: current.name, detail: why }], this.#parts.now() + waitMs);
  }

  #staleConsent(state: OperationState, step: Step<Tools>): string | undefined {
    const now = this.#parts.now();
    if (isUntouched(state) && now > state.consentUntil)
      return 'it could not begin in the time that the approval covers';
    const interrupted = state.interrupted || now - state.lastAt > interruptionMs;
    return step.dangerous && interrupted ? 'it was interrupted for more than 30 minutes' : undefined;
  }

  async #askForConsent(state: OperationState, why: string): Promise<void> {
    if (state.consentAsked) return this.#rest(state, lookAgainMs);
    return this.#append(state, [{ kind: 'consent-asked', why }], this.#parts.now() + lookAgainMs);
  }

  /** Only what was not sent yet can be called off; what is under way is followed to its end. */
  async #changedBeforeSending(state: OperationState, why: string): Promise<void> {
    if (!isUntouched(state)) return this.#rest(state, notMineMs);
    return this.#end(state, 'stopped', `Nothing was sent: ${why}`);
  }

  #end(state: OperationState, outcome: 'done' | 'failed' | 'stopped', summary: string): Promise<void> {
    return this.#append(state, [{ kind: 'ended', outcome, summary }], null);
  }

  #soon(state: OperationState, entry: Entry): Promise<void> {
    return this.#append(state, [entry], this.#parts.now());
  }

  /** Nothing new: only the time to look again is set. */
  async #rest(state: OperationState, milliseconds: number): Promise<void> {
    await this.#parts.journal.postpone(state.id, state.version, this.#parts.now() + milliseconds);
  }

  async #append(state: OperationState, entries: readonly Entry[], wakeAt: number | null): Promise<void> {
    const written = await this.#parts.journal.append(state.id, state.version, entries, wakeAt);
    if (written.kind === 'appended') await this.#tell(state.id);
  }

  async #tell(id: string): Promise<void> {
    const state = await this.#read(id);
    if (state) await this.#parts.changed(state);
  }

  async #read(id: string): Promise<OperationState | undefined> {
    const recorded = await this.#parts.journal.read(id);
    return recorded && fold(id, recorded);
  }
}
