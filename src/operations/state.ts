import type { OperationToken } from '../ports/azure/write.ts';
import type { Recorded } from '../ports/journal.ts';
import type { Entry } from './entry.ts';
import type { Sealed } from './seal.ts';
import type { NextLine, Part, Running } from './workflow.ts';

export type Started = Extract<Entry, { kind: 'started' }>;
type Problem = Extract<Entry, { kind: 'failed' }>['problem'];

/** How an operation stands: a fold over its journal, and nothing else. */
export interface OperationState {
  readonly id: string;
  readonly version: number;
  readonly started: Started;
  readonly startedAt: number;
  /** When the journal was last written. */
  readonly lastAt: number;
  /** Nobody wrote for so long that dangerous steps need consent again, since it was last given. */
  readonly interrupted?: true;
  /** Undefined until a worker has made its own plan. */
  readonly steps?: readonly StepRecord[];
  readonly sealed?: Sealed;
  /** Why the worker that looked last could not go on with it; undefined: one could. */
  readonly left?: string;
  readonly stopAsked?: Extract<Entry, { kind: 'stop-asked' }>['by'];
  /** Dangerous calls may be sent until then. */
  readonly consentUntil: number;
  readonly consentAsked?: string;
  readonly ended?: {
    readonly outcome: 'done' | 'failed' | 'stopped';
    readonly summary: string;
    readonly next?: readonly NextLine[];
    readonly at: number;
  };
}

export interface StepRecord {
  readonly name: string;
  readonly title: string;
  readonly dangerous: boolean;
  readonly lane: string;
  readonly stage: number;
  readonly standing: Standing;
  readonly beganAt?: number;
  readonly endedAt?: number;
  readonly percent?: number;
  readonly detail?: string;
  readonly parts?: readonly Part[];
}

export type Standing =
  | { readonly kind: 'waiting' }
  /** A call may have been sent, or may yet be, until `sendBefore`. */
  | { readonly kind: 'intended'; readonly requestId: string; readonly sendBefore: number; readonly intendedAt: number }
  | {
      readonly kind: 'unknown';
      readonly requestId: string;
      readonly sendBefore: number;
      readonly intendedAt: number;
      readonly why: string;
    }
  | { readonly kind: 'running'; readonly token: OperationToken }
  | { readonly kind: 'done'; readonly evidence: string }
  | { readonly kind: 'failed'; readonly problem: Problem };

export const fold = (id: string, { version, entries }: Recorded): OperationState => {
  const first = entries[0];
  if (first?.kind !== 'started') throw new Error(`The journal of ${id} does not begin with its start.`);
  const begun: OperationState = {
    id,
    version,
    started: first,
    startedAt: first.at,
    lastAt: first.at,
    consentUntil: first.startBy,
  };
  return entries.slice(1).reduce(next, begun);
};

/** To be left alone is still silence. */
const next = (state: OperationState, entry: Entry & { readonly at: number }): OperationState =>
  entry.kind === 'left' ? { ...state, left: entry.why } : step(heard(state, entry.at), entry);

/** After such a silence a dangerous step asks for consent again. */
export const interruptionMs = 30 * 60_000;

const heard = ({ left, ...state }: OperationState, at: number): OperationState => ({
  ...state,
  lastAt: at,
  ...(at - state.lastAt > interruptionMs && { interrupted: true }),
});

const step = (state: OperationState, entry: Told): OperationState => {
  switch (entry.kind) {
    case 'started':
      throw new Error(`The journal of ${state.id} starts twice.`);
    case 'planned':
      return {
        ...state,
        sealed: entry.sealed,
        steps: entry.steps.map((each) => ({ ...each, standing: { kind: 'waiting' } })),
      };
    case 'stop-asked':
      return { ...state, stopAsked: entry.by };
    case 'consent-asked':
      return { ...state, consentAsked: entry.why };
    case 'consent-given':
      return { ...consentedTo(state), consentUntil: entry.startBy };
    case 'send-again':
      return withStep({ ...consentedTo(state), consentUntil: entry.startBy }, entry.step, {
        standing: { kind: 'waiting' },
      });
    case 'ended':
      return { ...state, ended: endOf(entry) };
    default:
      return withStep(state, entry.step, changeOf(state, entry));
  }
};

type Told = Exclude<Entry, { kind: 'left' }> & { readonly at: number };

const endOf = ({ outcome, summary, next, at }: Extract<Entry, { kind: 'ended' }> & { readonly at: number }) => ({
  outcome,
  summary,
  at,
  ...(next && { next }),
});

type StepEntry = Extract<Entry, { step: string }> & { readonly at: number };

const changeOf = (state: OperationState, entry: StepEntry): Partial<StepRecord> => {
  switch (entry.kind) {
    case 'intended': {
      const { requestId, sendBefore, at } = entry;
      return { standing: { kind: 'intended', requestId, sendBefore, intendedAt: at }, beganAt: at };
    }
    case 'accepted':
      return {
        standing: { kind: 'running', token: entry.token },
        beganAt: stepOf(state, entry.step)?.beganAt ?? entry.at,
      };
    case 'unknown':
      return { standing: unknownFrom(stepOf(state, entry.step)?.standing, entry.why) };
    case 'not-sent':
      return { standing: { kind: 'waiting' }, detail: entry.why };
    case 'send-again':
      return { standing: { kind: 'waiting' } };
    case 'progressed':
      return {
        detail: entry.detail,
        ...(entry.percent !== undefined && { percent: entry.percent }),
        ...(entry.parts && { parts: entry.parts }),
      };
    case 'finished':
      return { standing: { kind: 'done', evidence: entry.evidence }, endedAt: entry.at };
    case 'failed':
      return { standing: { kind: 'failed', problem: entry.problem }, endedAt: entry.at };
  }
};

const unknownFrom = (standing: Standing | undefined, why: string): Standing => {
  if (standing?.kind !== 'intended' && standing?.kind !== 'unknown') {
    throw new Error('A journal calls the outcome of a call unknown that it never intended.');
  }
  const { requestId, sendBefore, intendedAt } = standing;
  return { kind: 'unknown', requestId, sendBefore, intendedAt, why };
};

const stepOf = (state: OperationState, name: string): StepRecord | undefined =>
  state.steps?.find((each) => each.name === name);

const withStep = (state: OperationState, name: string, change: Partial<StepRecord>): OperationState => {
  if (!stepOf(state, name))
    throw new Error(`The journal of ${state.id} tells of a step "${name}" that it never planned.`);
  return { ...state, steps: state.steps?.map((each) => (each.name === name ? { ...each, ...change } : each)) ?? [] };
};

const consentedTo = ({ consentAsked, interrupted, ...rest }: OperationState): OperationState => rest;

/** The steps under way, or the one that comes next; none when all are done. */
export const currentSteps = ({ steps = [] }: OperationState): readonly StepRecord[] => {
  const left = steps.filter((each) => each.standing.kind !== 'done');
  const underWay = left.filter((each) => each.standing.kind !== 'waiting');
  return underWay.length > 0 ? underWay : left.slice(0, 1);
};

/** The operation as its own steps may see it. */
export const runningOf = ({ id, startedAt, started, steps = [] }: OperationState): Running => ({
  id,
  startedAt: new Date(startedAt),
  asker: started.asker,
  approvers: started.approvers,
  evidenceOf: (name) => {
    const standing = steps.find((each) => each.name === name)?.standing;
    return standing?.kind === 'done' ? standing.evidence : undefined;
  },
  problemOf: (name) => {
    const standing = steps.find((each) => each.name === name)?.standing;
    return standing?.kind === 'failed' ? standing.problem : undefined;
  },
});

/** No call of it can have reached Azure. */
export const isUntouched = (state: OperationState): boolean =>
  state.steps?.every((each) => each.standing.kind === 'waiting') ?? true;
