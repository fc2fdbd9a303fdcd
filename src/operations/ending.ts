import { batchOf, isDone } from './lanes.ts';
import type { OperationState, StepRecord } from './state.ts';
import type { Closing } from './workflow.ts';

interface Ending {
  readonly outcome: 'done' | 'failed' | 'stopped';
  readonly summary: string;
  readonly next?: { label: string; line: string }[];
}

/** How an operation ended about which nothing more will be done, and what its workflow has to say of that. */
export const endingOf = (state: OperationState, closing?: Closing): Ending => {
  const { outcome, summary } = howItEnded(state);
  if (!closing) return { outcome, summary };
  const first = outcome === 'done' && closing.done ? closing.done : summary;
  return { outcome, summary: [first, ...closing.sentences].join('\n'), next: [...closing.next] };
};

const howItEnded = (state: OperationState): Ending => {
  const steps = state.steps ?? [];
  const failed = steps.filter(({ standing }) => standing.kind === 'failed');
  if (failed.length > 0) return { outcome: 'failed', summary: withCount(state, failed.map(whyFailed).join(' ')) };
  const left = steps.find(({ standing }) => standing.kind !== 'done');
  if (!left) return { outcome: 'done', summary: `${state.started.title}: done.` };
  const by = state.stopAsked?.name ?? 'nobody';
  if (left.standing.kind !== 'unknown')
    return { outcome: 'stopped', summary: withCount(state, `Stopped by ${by} before: ${left.title}.`) };
  const unknown = `Stopped by ${by}. It never became known whether Azure accepted: ${left.title}. Look there yourself before you ask again.`;
  return { outcome: 'stopped', summary: withCount(state, unknown) };
};

const whyFailed = ({ title, standing }: StepRecord): string =>
  standing.kind === 'failed' ? `${title}: ${standing.problem.message}` : '';

/** Of a batch, how much of it is done comes first. */
const withCount = (state: OperationState, what: string): string => {
  const lanes = batchOf(state);
  return lanes.length > 1 ? `${lanes.filter(isDone).length} of ${lanes.length} done. ${what}` : what;
};
