import type { Journal } from '../ports/journal.ts';
import { attempt, type Outcome } from './attempt.ts';
import { endingOf } from './ending.ts';
import type { Entry } from './entry.ts';
import { type Limits, readySteps } from './lanes.ts';
import { listingDelayMs, lookAgainMs, observe, type Seen } from './observe.ts';
import type { Sealed } from './seal.ts';
import { fold, interruptionMs, isUntouched, type OperationState } from './state.ts';
import type { Closing, Step } from './workflow.ts';

/** The steps of an operation, made by this worker's own plan; or why this worker must not go on with it now. */
export type Prepared<Tools> =
  | {
      readonly kind: 'ready';
      readonly steps: readonly Step<Tools>[];
      readonly closing?: Closing;
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
  readonly limits: () => Limits;
  readonly now: () => number;
  /** Counts on while the process or the machine is stopped, and is set back by nobody. */
  readonly monotonicMs: () => number;
  readonly newRequestId: () => string;
}

/** A call is sent within this after its intent was written, or not at all. */
const sendWithinMs = 20_000;
const notMineMs = 5000;
const changedMs = 30_000;
/** So long another worker has to take up what this one cannot. */
const aloneMs = 60_000;

/**
 * Takes one operation one step further in each of its lanes. Everything is decided from the journal, and every append
 * is refused when another worker was faster, so that any number of workers may be woken for the same operation.
 */
export class Engine<Tools> {
  readonly #parts: EngineParts<Tools>;

  constructor(parts: EngineParts<Tools>) {
    this.#parts = parts;
  }

  async wake(id: string): Promise<void> {
    const state = await this.#read(id);
    if (!state || state.ended) return;
    const prepared = await this.#parts.prepare(state);
    if (prepared.kind === 'not-mine') await this.#leave(state, prepared.why);
    else if (prepared.kind === 'changed') await this.#changedBeforeSending(state, prepared.why);
    else if (!state.steps) await this.#plan(state, prepared);
    else await this.#advance(state, prepared);
  }

  async #plan(state: OperationState, { steps, sealed }: Prepared<Tools> & { kind: 'ready' }): Promise<void> {
    if (!sealed) throw new Error(`The first plan of ${state.id} was not sealed.`);
    const named = steps.map(({ name, title, dangerous, lane = '', stage = 0 }) => ({
      ...{ name, title, dangerous, lane, stage },
    }));
    return this.#append(state, [{ kind: 'planned', steps: named, sealed: { ...sealed } }], this.#parts.now());
  }

  async #advance(state: OperationState, prepared: Prepared<Tools> & { kind: 'ready' }): Promise<void> {
    const { steps, closing } = prepared;
    const { limits, tools, now } = this.#parts;
    const ready = readySteps(state, limits()).map((record) => ({
      record,
      step: steps.find((each) => each.name === record.name),
    }));
    const eyes = { tools, now: now() };
    const looks = ready.flatMap(({ record, step }) => (step ? [observe(state, record, step, eyes)] : []));
    if (looks.length < ready.length) return this.#leave(state, 'it has steps that are not known here');
    const seen = await Promise.all(looks);
    if (seen.every((each) => each.atRest && each.entries.length === 0))
      return this.#append(state, [{ kind: 'ended', ...endingOf(state, closing) }], null);
    return this.#take(state, seen);
  }

  /** Writes down what was seen, and sends what is to be sent. */
  async #take(state: OperationState, seen: readonly Seen<Tools>[]): Promise<void> {
    const entries = seen.flatMap((each) => each.entries);
    const toSend = seen.flatMap((each) => (each.toSend ? [each.step] : []));
    const again = Math.min(...seen.filter((each) => !each.toSend && !each.atRest).map((each) => each.againMs));
    const askAgain = Math.min(again, lookAgainMs * 60);
    const stale = toSend.length > 0 ? (state.consentAsked ?? this.#staleConsent(state, toSend)) : undefined;
    if (toSend.length > 0 && !stale) return this.#send(state, toSend, entries);
    const asks: readonly Entry[] = stale && !state.consentAsked ? [{ kind: 'consent-asked', why: stale }] : [];
    const waitMs = stale ? Math.min(askAgain, lookAgainMs) : askAgain;
    const news = [...entries, ...asks];
    if (news.length === 0) return this.#rest(state, waitMs);
    return this.#append(state, news, this.#parts.now() + (entries.some(movesOn) ? 0 : waitMs));
  }

  async #send(state: OperationState, steps: readonly Step<Tools>[], before: readonly Entry[]): Promise<void> {
    const { now, monotonicMs, newRequestId, journal } = this.#parts;
    const began = monotonicMs();
    const sendBefore = now() + sendWithinMs;
    const calls = steps.map((step) => ({ step, requestId: newRequestId() }));
    const intents = calls.map(({ step, requestId }): Entry => {
      return { kind: 'intended', step: step.name, requestId, sendBefore };
    });
    const uncertainUntil = sendBefore + listingDelayMs;
    const written = await journal.append(state.id, state.version, [...before, ...intents], uncertainUntil);
    if (written.kind !== 'appended') return;
    let soonest = uncertainUntil;
    const send = async ({ step, requestId }: (typeof calls)[number]): Promise<void> => {
      const left = sendWithinMs - (monotonicMs() - began);
      const act = () => step.act(this.#parts.tools, { requestId, sendWithinMs: left });
      const { outcome, waitMs } = await attempt(step, act);
      if (outcome.kind !== 'unknown') soonest = Math.min(soonest, now() + waitMs);
      await this.#record({ ...state, version: written.version }, outcome, requestId, soonest);
    };
    await Promise.all(calls.map(send));
  }

  /** Somebody may have written meanwhile, e.g. that it should stop: what Azure answered is not lost over that. */
  async #record(state: OperationState, outcome: Outcome, requestId: string, wakeAt: number): Promise<void> {
    const written = await this.#parts.journal.append(state.id, state.version, [outcome], wakeAt);
    if (written.kind === 'appended') return;
    const now = written.kind === 'stale' ? await this.#read(state.id) : undefined;
    const standing = now?.steps?.find((each) => each.name === outcome.step)?.standing;
    const isOurs = standing?.kind === 'intended' || standing?.kind === 'unknown';
    if (now && !now.ended && isOurs && standing.requestId === requestId)
      return this.#record(now, outcome, requestId, wakeAt);
  }

  #staleConsent(state: OperationState, steps: readonly Step<Tools>[]): string | undefined {
    const now = this.#parts.now();
    if (isUntouched(state) && now > state.consentUntil)
      return 'it could not begin in the time that the approval covers';
    const interrupted = state.interrupted || now - state.lastAt > interruptionMs;
    return interrupted && steps.some((each) => each.dangerous)
      ? 'it was interrupted for more than 30 minutes'
      : undefined;
  }

  /** Only what was not sent yet can be called off; what is under way is followed to its end. */
  async #changedBeforeSending(state: OperationState, why: string): Promise<void> {
    if (!isUntouched(state)) return this.#rest(state, changedMs);
    const ended: Entry = { kind: 'ended', outcome: 'stopped', summary: `Nothing was sent: ${why}` };
    return this.#append(state, [ended], null);
  }

  /** To another worker, that can go on with it. Where none does, the card says so, once, whatever keeps the others. */
  async #leave(state: OperationState, why: string): Promise<void> {
    const { now } = this.#parts;
    const isAlone = now() - state.lastAt >= aloneMs && state.left === undefined;
    return isAlone ? this.#append(state, [{ kind: 'left', why }], now() + notMineMs) : this.#rest(state, notMineMs);
  }

  /** Nothing new: only the time to look again is set. */
  async #rest(state: OperationState, milliseconds: number): Promise<void> {
    await this.#parts.journal.postpone(state.id, state.version, this.#parts.now() + milliseconds);
  }

  async #append(state: OperationState, entries: readonly Entry[], wakeAt: number | null): Promise<void> {
    await this.#parts.journal.append(state.id, state.version, entries, wakeAt);
  }

  async #read(id: string): Promise<OperationState | undefined> {
    const recorded = await this.#parts.journal.read(id);
    return recorded && fold(id, recorded);
  }
}

/** After it something else may be done at once. */
const movesOn = ({ kind }: Entry): boolean => kind !== 'progressed' && kind !== 'unknown';
