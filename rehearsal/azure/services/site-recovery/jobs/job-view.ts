import { serviceId, types } from '../names.ts';
import { fineTime, wholeSecond } from '../times.ts';
import { detailsView } from './details-view.ts';
import { errorView } from './error-view.ts';
import { hasEnded, type Job } from './job.ts';
import { taskView, type Wording } from './task-view.ts';

/** How far a plan's job has come in showing itself: a new job knows neither what it is nor its lasting id. */
type Appearance = 'unknown' | 'empty' | 'whole';

/** The published specs of these versions have no name for most kinds of task details; base types stand in for them. */
const PUBLISHED = new Set(['2022-08-01', '2023-06-01']);

interface JobView {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly properties: Record<string, unknown>;
}

export function jobView(job: Job, now: number, apiVersion?: string): JobView {
  const wording = apiVersion !== undefined && PUBLISHED.has(apiVersion) ? 'published' : 'seen';
  const appearance = appearanceOf(job, now);
  const name = appearance === 'whole' ? (job.laterId ?? job.id) : job.id;
  const id = serviceId(`${job.vaultId}/replicationJobs/${name}`);
  return {
    id,
    name,
    type: types.job,
    properties: appearance === 'unknown' ? unknownJob(job) : properties(job, appearance, wording),
  };
}

/** A list says little of its jobs: what was asked with, the tasks and the details are told by a job's own GET alone. */
export function listedJobView(job: Job, now: number, apiVersion: string): JobView {
  const view = jobView(job, now, apiVersion);
  return { ...view, properties: { ...view.properties, activityId: null, tasks: [], customDetails: null } };
}

/** Polls count as well as time, so that a test with a standing clock sees every appearance. */
function appearanceOf(job: Job, now: number): Appearance {
  if (job.laterId === undefined || hasEnded(job)) return 'whole';
  const seconds = (now - job.startedAt) / 1000;
  if (job.polls >= 3 || seconds >= 20) return 'whole';
  return job.polls === 2 || seconds >= 2 ? 'empty' : 'unknown';
}

function unknownJob(job: Job): Record<string, unknown> {
  return {
    activityId: job.activityId,
    scenarioName: null,
    friendlyName: null,
    state: 'NotStarted',
    stateDescription: 'NotStarted',
    tasks: [],
    errors: [],
    allowedActions: [],
    targetObjectId: null,
    targetObjectName: null,
    targetInstanceType: 'ProtectionEntity',
    customDetails: { instanceType: 'AsrJobDetails', affectedObjectDetails: {} },
  };
}

function properties(job: Job, appearance: Appearance, wording: Wording): Record<string, unknown> {
  const isWhole = appearance === 'whole';
  return {
    activityId: job.activityId,
    scenarioName: job.scenario,
    friendlyName: job.friendlyName,
    state: job.state === 'Cancelling' ? 'InProgress' : job.state,
    stateDescription: job.stateDescription ?? descriptionOf(job),
    tasks: isWhole ? job.tasks.map((task) => taskView(task, job.vaultId, wording)) : [],
    errors: job.errors.map(errorView),
    startTime: fineTime(job.startedAt),
    ...(job.endedAt !== undefined && job.state !== 'Suspended' && { endTime: wholeSecond(job.endedAt) }),
    allowedActions: isWhole ? allowedActions(job) : [],
    targetObjectId: job.target.id,
    targetObjectName: job.target.name,
    targetInstanceType: job.target.type,
    customDetails: detailsView(job),
  };
}

function descriptionOf({ state }: Job): string {
  return state === 'Succeeded' ? 'Completed' : state;
}

export function allowedActions(job: Job): string[] {
  const { cancel, resume, restart } = job.controls;
  const actions = [];
  if (cancel !== undefined && job.tasks.length > 0) actions.push('Cancel');
  if (resume !== undefined) actions.push('Resume');
  if (restart !== undefined && job.state === 'Failed') actions.push('Restart');
  return actions;
}
