import type { Entry } from '../operations/entry.ts';
import { lanesOf } from '../operations/lanes.ts';
import type { OperationState, StepRecord } from '../operations/state.ts';
import { manualActions } from '../views/after-move.ts';
import { operationCard, operationEnd, operationMilestone, operationSettled } from '../views/operation.ts';
import type { Milestone, Tale } from './deliver.ts';
import type { Hearer } from './hearers.ts';

/** An operation as one hearer is told of it. */
export const operationTale = (state: OperationState, { events, everyPercent }: Hearer, now: Date): Tale => {
  const { ended } = state;
  const wantsEnd = events.includes(ended?.outcome === 'done' ? 'completed' : 'failed');
  return {
    subject: `operation:${state.id}`,
    version: state.version,
    title: `${state.id} ${state.started.title}`,
    card: operationCard(state, now),
    ended: ended !== undefined,
    settled: operationSettled(state, now),
    milestones: [
      ...(everyPercent && events.includes('progress') && !ended ? progressOf(state, everyPercent, now) : []),
      ...(events.includes('failed') ? troublesOf(state, now) : []),
      ...(ended && wantsEnd ? [endOf(state, now)] : []),
    ],
  };
};

const endOf = (state: OperationState, now: Date): Milestone => ({
  name: 'end',
  message: operationEnd(state, now),
  where: 'channel',
  isEnd: true,
});

/** The last threshold that was reached: those before it are of no interest any more. */
const progressOf = (state: OperationState, every: number, now: Date): readonly Milestone[] => {
  const reached = Math.floor(percentOf(state) / every) * every;
  if (reached <= 0) return [];
  const message = operationMilestone(state, `${reached} % done`, now);
  return [{ name: `progress ${reached}`, message, where: 'thread' }];
};

/** What waits for a person has to be heard before the end. */
const troublesOf = (state: OperationState, now: Date): readonly Milestone[] => {
  if (state.ended) return [];
  const unknown = (state.steps ?? []).filter(({ standing }) => standing.kind === 'unknown');
  const troubles = [
    ...unknown.map(({ name }) => `unknown ${name}`),
    ...(state.consentAsked ? [`consent ${state.consentAsked}`] : []),
    ...manualActions(state).map(({ what }) => `by hand ${what}`),
  ];
  return troubles.map((name) => ({ name, message: operationCard(state, now), where: 'channel', asks: true }));
};

/** Of all its lanes together; a step that says no percentage counts when it is done. */
const percentOf = (state: OperationState): number => {
  const shares = lanesOf(state).map(({ steps }) => average(steps.map(shareOf)));
  return Math.floor(average(shares));
};

const shareOf = ({ standing, percent = 0 }: StepRecord): number => {
  if (standing.kind === 'done') return 100;
  return standing.kind === 'running' ? Math.min(percent, 99) : 0;
};

const average = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

/** Azure's ids of the jobs that an operation itself began. */
export const ownJobs = (entries: readonly Entry[]): readonly string[] =>
  entries.flatMap((entry) => (entry.kind === 'accepted' ? [entry.token.at.toLowerCase()] : []));
