import { runs, text } from '../messages/compose.ts';
import type { Action, Block } from '../messages/message.ts';
import type { OperationState } from '../operations/state.ts';
import { nameIn } from '../protection/resource-id.ts';
import { readOutcome } from '../workflows/outcome.ts';

/** What Azure allows next, in its own words; undefined where the operation moved nothing. */
const allowedNext = ({ steps = [] }: OperationState): readonly string[] | undefined => {
  const last = new Map(steps.map((step) => [step.lane, step]));
  const lists = [...last.values()].map(({ standing }) =>
    standing.kind === 'done' ? readOutcome(standing.evidence)?.allowed : undefined,
  );
  const [first, ...others] = lists;
  return first?.filter((operation) => others.every((list) => list?.includes(operation)));
};

const about = ({ started }: OperationState): string =>
  typeof started.typed.target === 'string' ? started.typed.target : '';

/** Whether there is something to measure. */
export const hasReport = ({ started }: OperationState): boolean =>
  ['drill', 'failover', 'failback'].includes(started.command);

/** Where it is told what Azure allows now; a recovery plan has no status of its own. */
const standingLine = (state: OperationState): string =>
  `${state.started.targets[0]?.kind === 'recovery-plan' ? 'recovery-plan show' : 'status'} ${about(state)}`;

/** Buttons for exactly what Azure allows, the next step first; once that is past, the way to what it allows now. */
export const nextMoves = (state: OperationState, isPast = false): readonly Action[] => {
  const name = about(state);
  const allowed = allowedNext(state) ?? [];
  if (isPast && allowed.length > 0) return [runs(`Show ${name}`, standingLine(state), 'primary')];
  const wayOut = state.started.command === 'reprotect' ? 'failback' : 'failover';
  const moves = [
    ['TestFailoverCleanup', `Clean up the drill of ${name}...`, `drill-cleanup ${name}`, ['notes']],
    ['Commit', `Commit ${name}`, `commit ${name}`],
    ['ChangePit', 'Change the recovery point...', `change-point ${name}`, ['point']],
    ['SwitchProtection', `Reprotect ${name}`, `reprotect ${name}`],
    ['ReverseReplicate', `Reprotect ${name}`, `reprotect ${name}`],
    // Azure lists the undoing nowhere: it takes it of what is failed over and not committed.
    ['Commit', `Undo the failover of ${name}`, `failover-cancel ${name}`],
    ['UnplannedFailover', wayOut === 'failback' ? `Fail ${name} back` : `Fail ${name} over`, `${wayOut} ${name}`],
    ['TestFailover', `Drill ${name}...`, `drill ${name}`, ['network']],
  ] as const;
  return moves
    .filter(([operation]) => allowed.includes(operation))
    .map(([, label, line, asks], at) => runs(label, line, at === 0 ? 'primary' : undefined, asks && { asks }));
};

/** What a person does now, after this command has done its part. */
const nextWords: Readonly<Record<string, string>> = {
  drill:
    'Next: test it. Sign in, read and write something, look at what others call first. Then drill-cleanup with what you found: until then the test machines cost money, and nothing can be failed over.',
  'drill-cleanup': 'The test machines are gone, and everything can be failed over again.',
  failover: 'Next: test the application, then commit. Until you commit you can change the recovery point.',
  failback: 'Next: test the application, then commit, then reprotect: until that, nothing protects it.',
  'change-point': 'Next: test the application again, then commit or change the point once more.',
  commit: 'Next: reprotect. Until that, nothing protects what runs there now.',
  reprotect: 'It is protected in the other direction, and can be failed back.',
  'failover-cancel': 'It runs where it did before, and can be failed over again.',
};

export const nextBlock = (state: OperationState, isPast: boolean): Block | undefined => {
  const words = isPast
    ? `What Azure allowed then may have changed. What it allows now: ${standingLine(state)}`
    : nextWords[state.started.command];
  return words && allowedNext(state) ? text(words) : undefined;
};

const waitsByHand = /^waits for the manual action (?<what>.+)$/u;

interface ManualAction {
  readonly what: string;
  readonly job: string;
}

/** Azure's job stands still until somebody says that a thing is done by hand. */
export const manualActions = ({ steps = [] }: OperationState): readonly ManualAction[] =>
  steps.flatMap(({ standing, detail = '' }) => {
    const what = waitsByHand.exec(detail)?.groups?.what;
    return standing.kind === 'running' && what ? [{ what, job: nameIn(standing.token.at) }] : [];
  });

export const manualBlock = (state: OperationState): Block | undefined => {
  const [first] = manualActions(state);
  return first && text(`It waits for somebody to do this by hand: ${first.what}. Azure does nothing more until then.`);
};

export const manualButtons = (state: OperationState): readonly Action[] =>
  manualActions(state).map(({ what, job }) => runs(`Done: ${what}`, `job-resume ${job}`, 'primary'));
