import type { OperationState, StepRecord } from './state.ts';

export interface Limits {
  /** How many lanes are under way side by side. */
  readonly atOnce: number;
  /** After so many failed lanes no other begins. */
  readonly stopAfterFailures: number;
}

/** The steps that may be taken or followed now: the first unfinished one of each lane that may go on. */
export const readySteps = (state: OperationState, limits: Limits): readonly StepRecord[] => {
  const lanes = lanesOf(state);
  const stage = Math.min(...lanes.flatMap((lane) => lane.steps.filter(isUnfinished).map((each) => each.stage)));
  const candidates = lanes
    .filter((lane) => !hasFailed(lane))
    .map((lane) => ({ lane, step: lane.steps.find(isUnfinished) }))
    .flatMap(({ lane, step }) => (step?.stage === stage ? [{ lane, step }] : []));
  const begun = candidates.filter(({ lane }) => hasBegun(lane));
  const fresh = candidates.filter(({ lane }) => !hasBegun(lane));
  const mayBegin = lanes.filter(hasFailed).length >= limits.stopAfterFailures ? 0 : limits.atOnce - begun.length;
  return [...begun, ...fresh.slice(0, Math.max(0, mayBegin))].map(({ step }) => step);
};

export interface Lane {
  readonly name: string;
  readonly steps: readonly StepRecord[];
}

export const lanesOf = ({ steps = [] }: OperationState): readonly Lane[] =>
  [...new Set(steps.map(({ lane }) => lane))].map((name) => ({
    name,
    steps: steps.filter(({ lane }) => lane === name),
  }));

/** The lanes of a batch: what is done for all of them together is none of them. */
export const batchOf = (state: OperationState): readonly Lane[] => lanesOf(state).filter(({ name }) => name !== '');

const isUnfinished = ({ standing }: StepRecord): boolean => standing.kind !== 'done';

const hasFailed = ({ steps }: Lane): boolean => steps.some(({ standing }) => standing.kind === 'failed');

export const isDone = ({ steps }: Lane): boolean => !steps.some(isUnfinished);

const hasBegun = ({ steps }: Lane): boolean => steps.some(({ standing }) => standing.kind !== 'waiting');
