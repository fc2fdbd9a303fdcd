import { z } from 'zod';
import type { AzureProblem } from '../../../src/errors/azure.ts';
import type { Job, JobTask } from '../../../src/ports/azure/job.ts';
import { parseId } from '../core/ids.ts';
import { problemInside } from '../core/problems.ts';
import { number, text, texts } from '../core/shapes.ts';
import { time } from '../core/times.ts';
import { locationPath } from './names.ts';

const taskShape = z.looseObject({
  taskId: text,
  startTime: time,
  endTime: time,
  status: text,
});

const errorShape = z.looseObject({
  errorCode: number,
  errorTitle: text,
  errorString: text,
  recommendations: texts,
});

const jobShape = z.looseObject({
  id: z.string(),
  name: z.string(),
  properties: z.looseObject({
    operation: text,
    status: text,
    entityFriendlyName: text,
    containerName: text,
    startTime: time,
    endTime: time,
    activityId: text,
    actionsInfo: z.array(z.union([z.string(), z.number()])).nullish(),
    errorDetails: z.array(errorShape).nullish(),
    extendedInfo: z
      .object({
        tasksList: z.array(taskShape).nullish(),
        progressPercentage: number,
      })
      .nullish(),
  }),
});

type Wire = z.output<typeof jobShape>;
type Properties = Wire['properties'];

/** Where a job is, which in the secondary region its own id does not say. */
export interface JobPlace {
  readonly vaultId: string;
  readonly secondaryRegion?: string;
}

/** A job as Azure Backup tells it, with what only reconciling needs. */
export interface BackupJob extends Job {
  /** `iaasvmcontainerv2;rg;vm`, in lower case. */
  readonly machine: string;
}

const jobOf = ({ id, name, properties }: Wire, place: JobPlace): BackupJob => {
  const state = jobState(properties.status);
  const inSecondary = place.secondaryRegion !== undefined;
  return {
    id: inSecondary ? `${id}#${place.vaultId}` : id,
    name,
    service: inSecondary ? 'cross-region-restore' : 'backup',
    vaultId: place.vaultId,
    what: properties.operation ?? '',
    about: properties.entityFriendlyName ?? '',
    machine: (properties.containerName ?? '').toLowerCase(),
    state,
    stateAsAzureSays: properties.status ?? '',
    ...(properties.startTime && { startedAt: properties.startTime }),
    ...(properties.endTime && { endedAt: properties.endTime }),
    ...percentOf(state, properties),
    tasks: (properties.extendedInfo?.tasksList ?? []).map(taskOf),
    problems: problemsOf(properties),
    // What Azure says of its jobs in the secondary region is contradictory, and no call to cancel them is published.
    allowed: !inSecondary && state === 'running' && isCancellable(properties) ? ['cancel'] : [],
    ...(properties.activityId && { requestId: properties.activityId }),
  };
};

const states: Readonly<Record<string, Job['state']>> = {
  NotStarted: 'waiting',
  InProgress: 'running',
  Cancelling: 'running',
  Completed: 'succeeded',
  CompletedWithWarnings: 'succeeded',
  Failed: 'failed',
  Cancelled: 'cancelled',
};

const jobState = (status = ''): Job['state'] => states[status] ?? 'other';

/** Names over the wire; the SDK knows numbers as well, of which 1 is this one. */
const isCancellable = ({ actionsInfo, status }: Properties): boolean =>
  status === 'InProgress' && (actionsInfo ?? []).some((action) => action === 'Cancellable' || action === 1);

/** It stands at 1 until the first data have moved, and 100 comes with the end: only between them it tells something. */
const percentOf = (state: Job['state'], { extendedInfo }: Properties): { percent?: number } => {
  const percent = extendedInfo?.progressPercentage ?? 0;
  return state === 'running' && percent > 1 && percent < 100 ? { percent: Math.floor(percent) } : {};
};

const taskOf = (task: z.output<typeof taskShape>): JobTask => ({
  name: task.taskId ?? '',
  state: task.status === 'Skipped' ? 'skipped' : jobState(task.status),
  ...(task.startTime && { startedAt: task.startTime }),
  ...(task.endTime && { endedAt: task.endTime }),
  tasks: [],
});

const problemsOf = (wire: Properties): AzureProblem[] => {
  const what = `${wire.operation ?? 'job'} of ${wire.entityFriendlyName ?? 'a machine'}`;
  return (wire.errorDetails ?? []).map(({ errorCode, errorTitle, errorString, recommendations }) => ({
    // The title is the name that people find in the documentation; the code is a number.
    ...problemInside(what, { code: errorTitle ?? errorCode, message: errorString ?? errorTitle, recommendations }),
    ...(wire.activityId && { requestId: wire.activityId }),
  }));
};

export const backupJob = (place: JobPlace) => jobShape.transform((wire) => jobOf(wire, place));

/** As `jobPlaceOf` reads it. */
export const jobIdAt = ({ vaultId, secondaryRegion }: JobPlace, name: string): string =>
  secondaryRegion === undefined
    ? `${vaultId}/backupJobs/${name}`
    : `${locationPath(parseId(vaultId).subscription, secondaryRegion)}/backupJobs/${name}#${vaultId}`;

/** The place of a job by its id as it was given out here; `path` is Azure's own id of it. */
export const jobPlaceOf = (id: string): JobPlace & { readonly name: string; readonly path: string } => {
  const [path = '', vaultId] = id.split('#');
  const name = path.split('/').at(-1) ?? '';
  if (vaultId === undefined) return { vaultId: path.replace(/\/backupJobs\/[^/]+$/iu, ''), name, path };
  const secondaryRegion = /\/locations\/([^/]+)\//iu.exec(path)?.[1] ?? '';
  return { vaultId, secondaryRegion, name, path };
};
