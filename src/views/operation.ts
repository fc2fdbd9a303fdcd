import { actions, message, note, runs, table, text } from '../messages/compose.ts';
import type { Block, Message, Step, StepState } from '../messages/message.ts';
import { countedFrom } from '../operations/counted-from.ts';
import { batchOf, isDone } from '../operations/lanes.ts';
import type { OperationState, Standing, StepRecord } from '../operations/state.ts';
import { currentSteps } from '../operations/state.ts';
import { readOutcome } from '../workflows/outcome.ts';
import { hasReport, manualActions, manualBlock, manualButtons, nextBlock, nextMoves } from './after-move.ts';
import { clockTime, counted, inWords, listed, spoken } from './words.ts';

/**
 * One operation, as it stands: what is done, what runs, what waits, and what a person can do now. Of one that is past,
 * Azure's answer of that time is no offer any more.
 */
export const operationCard = (state: OperationState, now: Date, isPast = false): Message => {
  const { id, started, ended } = state;
  return message(
    `${id} ${started.title}: ${headline(state, now)}`,
    toneOf(state),
    stepsOf(state),
    ended ? whatCameOf(state) : whatNow(state),
    ended?.outcome === 'done' ? nextBlock(state, isPast) : undefined,
    note(approvedBy(state)),
    actions(
      ...(ended ? [] : manualButtons(state)),
      ...(ended?.outcome === 'done' ? nextMoves(state, isPast) : []),
      ended && hasReport(state) ? runs('Report', `report ${id}`) : undefined,
      ended || state.stopAsked ? undefined : runs('Stop after this step', `stop ${id}`, 'danger'),
      unknownStep(state) ? runs('Look again now', `reconcile ${id}`) : undefined,
      unknownStep(state) ? runs('Send again...', `send-again ${id}`, 'danger', { asks: ['reason'] }) : undefined,
      state.consentAsked && !ended ? runs('Go on...', `resume ${id}`, 'primary', { asks: ['reason'] }) : undefined,
      ...(ended?.next ?? []).map(({ label, line, asks }) => runs(label, line, undefined, asks && { asks })),
    ),
  );
};

/** Its end, as a message that notifies: how it went, how long it took, and for whom it waited. */
export const operationEnd = (state: OperationState, now: Date): Message => {
  const { id, started, ended } = state;
  const card = operationCard(state, now);
  if (!ended) return card;
  const word = ended.outcome === 'done' ? 'finished' : ended.outcome;
  return { ...card, title: `${id} ${word}: ${started.title}. ${tookWords(state, ended.at)}.` };
};

/** `24 min 10 s (objective 30 min): 3 min 2 s waiting for approval, 21 min 8 s in Azure`: an outage counts the wait too. */
const tookWords = (state: OperationState, endedAt: number): string => {
  const { started, startedAt } = state;
  const from = countedFrom(state);
  const [whole, objective] = [spoken(endedAt - from), objectiveWords(started, ' (', ')')];
  if (from === startedAt) return `${whole} in all${objective}`;
  const forWhom = started.approvers.length > 0 ? 'waiting for approval' : 'before it began';
  return `${whole}${objective}: ${spoken(startedAt - from)} ${forWhom}, ${spoken(endedAt - startedAt)} in Azure`;
};

const objectiveWords = ({ objectiveSeconds }: OperationState['started'], before: string, after = ''): string =>
  objectiveSeconds === undefined ? '' : `${before}objective ${inWords(objectiveSeconds)}${after}`;

/** Beneath its card: how far it is. */
export const operationMilestone = ({ id, startedAt }: OperationState, what: string, now: Date): Message =>
  message(`${id}: ${what} after ${spoken(now.getTime() - startedAt)}.`, 'neutral');

/** What a message that asked for somebody becomes, once that is answered. */
export const operationSettled = (state: OperationState, now: Date): Message =>
  message(
    `${state.id} ${state.started.title}: what waited here is settled.`,
    'neutral',
    text(`Now: ${headline(state, now)}.`),
    actions(runs(`Show ${state.id}`, `operation ${state.id}`)),
  );

const headline = (state: OperationState, now: Date): string => {
  const { ended, started, startedAt, steps } = state;
  const objective = objectiveWords(started, ', ');
  if (ended) return `${endWords[ended.outcome]} after ${spoken(ended.at - countedFrom(state))}${objective}`;
  const percent = percentOf(steps ?? []);
  const share = percent > 0 ? `${percent} %, ` : '';
  const progress = steps ? `${share}${progressOf(state)}` : 'its plan is made again';
  return `${progress}, ${spoken(now.getTime() - startedAt)}${objective}`;
};

/** Each step weighs the same; one that does not say how far it is counts when it is done. */
const percentOf = (steps: readonly StepRecord[]): number => {
  const shares = steps.map(({ standing, percent = 0 }) => (standing.kind === 'done' ? 100 : percent));
  return Math.floor(shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length));
};

const progressOf = (state: OperationState): string => {
  const lanes = batchOf(state);
  if (lanes.length > 1) return `${lanes.filter(isDone).length} of ${lanes.length} done`;
  const steps = state.steps ?? [];
  const done = steps.filter((each) => each.standing.kind === 'done').length;
  return steps.length === 1 ? 'under way' : `step ${Math.min(done + 1, steps.length)} of ${steps.length}`;
};

/** The title says already that it is done. */
const whatCameOf = ({ started, ended }: OperationState): Block | undefined => {
  const said = ended?.summary.split('\n').filter((line) => line !== `${started.title}: done.`) ?? [];
  return said.length > 0 ? text(said.join('\n')) : undefined;
};

const underWay = (state: OperationState): string => {
  const [first, ...others] = currentSteps(state);
  if (!first) return 'its current step';
  return others.length > 0 ? `${first.title} and ${counted(others.length, 'other step')} under way` : first.title;
};

const endWords = { done: 'done', failed: 'failed', stopped: 'stopped' } as const;

const toneOf = (state: OperationState) => {
  if (state.ended?.outcome === 'done') return 'good';
  if (state.ended?.outcome === 'failed') return 'bad';
  return unknownStep(state) || state.consentAsked || manualActions(state).length > 0 ? 'warning' : 'neutral';
};

const stepsOf = ({ steps }: OperationState): Block | undefined =>
  steps && { kind: 'steps', steps: steps.flatMap((record) => [asStep(record), ...(record.parts ?? [])]) };

const asStep = (record: StepRecord): Step => {
  const detail = detailOf(record);
  return { state: stateOf(record.standing), title: record.title, ...(detail && { detail }) };
};

const stateOf = (standing: Standing): StepState => {
  if (standing.kind === 'intended') return 'running';
  return standing.kind;
};

const detailOf = ({ standing, beganAt, endedAt, detail }: StepRecord): string | undefined => {
  if (standing.kind === 'failed') return `${standing.problem.message} (Azure ${standing.problem.code})`;
  if (standing.kind === 'unknown') return 'I do not know yet whether Azure accepted it';
  if (beganAt !== undefined && endedAt !== undefined) return spoken(endedAt - beganAt);
  // Nothing had to be sent: what was found instead.
  if (standing.kind === 'done') return readOutcome(standing.evidence) ? undefined : standing.evidence;
  return detail;
};

const unknownStep = (state: OperationState): StepRecord | undefined =>
  state.ended ? undefined : state.steps?.find((each) => each.standing.kind === 'unknown');

const whatNow = (state: OperationState): Block | undefined => {
  const unknown = unknownStep(state);
  if (unknown) {
    return text(
      `I do not know yet whether Azure accepted: ${unknown.title}. I am reading Azure's jobs to find out, and will send nothing until I know.`,
    );
  }
  if (state.left)
    return text(`It waits for a worker that can go on with it. The one that looked last left it: ${state.left}.`);
  if (state.consentAsked) return text(`It waits for consent again: ${state.consentAsked}. Nothing is sent until then.`);
  if (state.stopAsked) return text(`${state.stopAsked.name} asked it to stop after ${underWay(state)}.`);
  return manualBlock(state);
};

const approvedBy = ({ started, startedAt }: OperationState): string => {
  const names = started.approvers.map((each) => each.name);
  return names.length > 0
    ? `Asked by ${started.asker.name}, approved by ${listed(names)}. Began ${clockTime(new Date(startedAt))}.`
    : `Asked by ${started.asker.name}; no approval was needed. Began ${clockTime(new Date(startedAt))}.`;
};

export const operationList = (states: readonly OperationState[], hidden: number, now: Date): Message => {
  const more =
    hidden > 0 ? note(`${counted(hidden, 'other operation')} about things that you may not see.`) : undefined;
  if (states.length === 0) return message('No operation runs, and none has run lately.', 'neutral', more);
  const going = states.filter((each) => !each.ended).length;
  return message(
    `${counted(going, 'operation')} under way, ${states.length - going} ended lately.`,
    'neutral',
    table(
      ['Operation', 'What', 'How it stands'],
      states.map((each) => [each.id, each.started.title, headline(each, now)]),
    ),
    more,
    actions(...states.slice(0, 3).map((each) => runs(`Show ${each.id}`, `operation ${each.id}`))),
  );
};

export const noSuchOperation = (id: string): Message =>
  message(
    `I know no operation ${id} that you may see.`,
    'neutral',
    note('A request that still waits for a decision is not one yet: approvals shows those.'),
    actions(runs('Show operations', 'operations'), runs(`Show ${id} if it waits`, `approvals ${id}`)),
  );

export const willStop = (state: OperationState): Message =>
  message(`${state.id} stops after ${underWay(state)}. What Azure has begun goes on to its end.`, 'neutral');

export const hasEnded = (state: OperationState): Message =>
  message(`${state.id} has ended: ${state.ended?.summary ?? ''}`, 'neutral');
