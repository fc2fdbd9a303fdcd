import { actions, message, note, runs, table, text } from '../messages/compose.ts';
import type { Block, Message } from '../messages/message.ts';
import type { OperationState } from '../operations/state.ts';
import { currentSteps } from '../operations/state.ts';
import type { Job } from '../ports/azure/job.ts';
import type { StoreState } from '../ports/store-guard.ts';
import { counted, moment } from './words.ts';

type HeldState = Exclude<StoreState, { kind: 'sound' }>;

interface Standing {
  readonly voided: number;
  readonly operations: readonly OperationState[];
}

export const everythingHeld = (state: HeldState, { voided, operations }: Standing): Message =>
  message(
    'The store of decisions was replaced. I hold everything that decides or changes.',
    'bad',
    text(whatIsMissing(state)),
    text(
      `${counted(voided, 'waiting request')} ended without effect. ${counted(operations.length, 'operation')} not ended: ` +
        'what Azure has begun goes on there, and I send nothing more for them.',
    ),
    note('If nobody acts, it stays so. A Contributor in every area can look and lift the hold.'),
    actions(runs('Show what is held', 'lift-hold'), runs('Show operations', 'operations')),
  );

const whatIsMissing = (state: HeldState): string =>
  state.kind === 'empty'
    ? `Redis is empty, and had counted ${state.had} decisions and steps: I take this for a loss, not for a new installation.`
    : `Redis has counted ${state.has} decisions and steps, and had answered ${state.had}: it is an older copy, and what came after is missing in it.`;

interface Looked {
  readonly operations: readonly OperationState[];
  /** Undefined where Azure does not answer. */
  readonly jobs: readonly Job[] | undefined;
  readonly now: Date;
}

/** Everything that somebody should compare before the hold is lifted. */
export const holdToLift = (state: HeldState, { operations, jobs, now }: Looked): Message =>
  message(
    'Everything is held, because the store of decisions was replaced.',
    'bad',
    text(whatIsMissing(state)),
    ...operationBlocks(operations),
    ...jobBlocks(jobs, now),
    text('Compare the two. What runs in Azure and is in no operation here can be followed: adopt <job>.'),
    note('After it is lifted, each operation above waits for resume, with a second person, before it sends anything.'),
    actions(
      runs('Lift the hold', 'lift-hold --looked', 'danger', {
        confirm: 'Have you compared what Azure runs with the operations here? Decisions count again from then on.',
      }),
    ),
  );

const operationBlocks = (operations: readonly OperationState[]): readonly Block[] => {
  if (operations.length === 0) return [text('Redis knows of no operation that has not ended.')];
  const rows = operations.map((each) => [
    each.id,
    each.started.title,
    currentSteps(each)
      .map(({ title, standing }) => `${title}: ${standing.kind}`)
      .join('; ') || 'not begun',
  ]);
  return [table(['Operation', 'What', 'As far as Redis knows'], rows)];
};

const jobBlocks = (jobs: readonly Job[] | undefined, now: Date): readonly Block[] => {
  if (!jobs) return [text('Azure does not answer, so I cannot show what runs there. Wait until it does.')];
  if (jobs.length === 0) return [text('Azure shows no job that is running.')];
  const rows = jobs.map((job) => [
    job.name.slice(0, 8),
    job.what,
    job.about,
    job.startedAt ? moment(job.startedAt, now) : 'not yet',
  ]);
  return [table(['Azure job', 'What', 'About', 'Began'], rows)];
};

export const holdLifted = (by: string, operations: readonly OperationState[]): Message =>
  message(
    `${by} lifted the hold. Decisions count again.`,
    'neutral',
    operations.length > 0
      ? text(`${counted(operations.length, 'operation')} waits for consent before anything more is sent.`)
      : undefined,
    actions(...operations.slice(0, 4).map(({ id }) => runs(`Show ${id}`, `operation ${id}`))),
  );

export const nothingHeld = (): Message => message('Nothing is held. The store is the one that it was.', 'good');

/** Nobody remembers that this store ever held anything. */
export const freshStore = (jobs: readonly Job[] | undefined): Message =>
  message(
    'Redis is empty, and I do not remember that it ever held anything: I take this for a new installation.',
    jobs && jobs.length > 0 ? 'warning' : 'neutral',
    ...(jobs && jobs.length > 0
      ? [
          text(
            `${counted(jobs.length, 'job')} runs in Azure already. If I began it, Redis has lost its data: look before you decide anything.`,
          ),
          table(
            ['Azure job', 'What', 'About'],
            jobs.map((job) => [job.name.slice(0, 8), job.what, job.about]),
          ),
        ]
      : []),
    jobs ? undefined : text('Azure does not answer, so I cannot tell whether something of mine runs there.'),
    actions(...(jobs ?? []).slice(0, 3).map(({ name, about }) => runs(`Follow ${about}`, `adopt ${name}`))),
  );
