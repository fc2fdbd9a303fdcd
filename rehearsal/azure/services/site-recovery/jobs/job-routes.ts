import { z } from 'zod';
import { parseBody } from '../../../wire/body.ts';
import { page } from '../../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../../wire/route.ts';
import { accepted } from '../accept.ts';
import { badInput, notFound, refusal } from '../errors.ts';
import { JOB, VAULT } from '../names.ts';
import { ok, row } from '../routes.ts';
import { siteRecoveryState } from '../state.ts';
import { requireVault } from '../vault/lookup.ts';
import type { Job } from './job.ts';
import { filterOf, jobMatcher } from './job-filter.ts';
import { allowedActions, jobView, listedJobView } from './job-view.ts';
import { activityIdOf, startShortJob } from './start.ts';

/** The checker of specs refuses what Azure really sends; the true names are sent at every other version. */
const WORDING =
  'At 2022-08-01 and 2023-06-01 the details of tasks bear base types and name no child jobs, since the published specs know none of the names that Azure sends.';

export const jobRoutes: readonly Route[] = [
  row('ReplicationJobs_List', 'GET', `${VAULT}/replicationJobs`, 'replicationJobs/read', list, WORDING),
  row('ReplicationJobs_Get', 'GET', JOB, 'replicationJobs/read', get, WORDING),
  row('ReplicationJobs_Cancel', 'POST', `${JOB}/cancel`, 'replicationJobs/cancel/action', cancel),
  row('ReplicationJobs_Restart', 'POST', `${JOB}/restart`, 'replicationJobs/restart/action', restart),
  row('ReplicationJobs_Resume', 'POST', `${JOB}/resume`, 'replicationJobs/resume/action', resume),
  row(
    'ReplicationJobs_Export',
    'POST',
    `${VAULT}/replicationJobs/export`,
    'replicationJobs/export/action',
    exportJobs,
    'The job of the export names no file: there is no blob storage to put one into.',
  ),
];

function list(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const matches = jobMatcher(request, filterOf(request));
  const jobs = (request.world.state(siteRecoveryState).jobsByVault.get(vault.id.toLowerCase()) ?? []).filter(matches);
  const now = request.world.clock.now();
  const view = (job: Job) => listedJobView(job, now, request.apiVersion);
  const { value, nextLink } = page(request, jobs.reverse(), { size: 100, view });
  return ok({ value, nextLink: nextLink ?? null });
}

function shown({ world, apiVersion }: ArmRequest, job: Job): ReturnType<typeof jobView> {
  return jobView(job, world.clock.now(), apiVersion);
}

function get(request: ArmRequest): ArmResponse {
  const job = requireJob(request);
  job.polls += 1;
  const body = shown(request, job);
  return { status: 200, headers: { 'x-ms-request-id': String(body.id) }, body };
}

function requireJob(request: ArmRequest): Job {
  const vault = requireVault(request);
  const name = `${request.params.jobName}`;
  const job = request.world.state(siteRecoveryState).jobs.get(name.toLowerCase());
  if (job?.vaultId.toLowerCase() === vault.id.toLowerCase()) return job;
  throw notFound(request, 'job', name);
}

function requireAllowed(request: ArmRequest, job: Job, action: string): void {
  if (allowedActions(job).includes(action)) return;
  throw refusal(request, 400, 'BadRequest', {
    code: 'JobActionNotAllowed',
    message: `The action '${action}' is not allowed on the job '${request.params.jobName}' in state '${job.state}'.`,
    possibleCauses: 'The job has ended, or its present task cannot be interrupted.',
    recommendedAction: 'Refresh the job and retry with one of its allowed actions.',
  });
}

/** The answer to all three: a job of its own that ends with the first one's body. */
function control(request: ArmRequest, job: Job, action: 'Cancel' | 'Restart' | 'Resume', act: () => Job): ArmResponse {
  requireAllowed(request, job, action);
  const result = act();
  const doing = startShortJob(request, {
    vaultId: job.vaultId,
    scenario: `${action}Job`,
    friendlyName: `${action} job`,
    target: job.target,
    seconds: 6,
    complete: () => {},
  });
  return accepted(request, doing, `${job.vaultId}/replicationJobs/${job.id}`, (later) => ok(shown(later, result)));
}

function cancel(request: ArmRequest): ArmResponse {
  const job = requireJob(request);
  return control(request, job, 'Cancel', () => {
    job.controls.cancel?.();
    return job;
  });
}

function restart(request: ArmRequest): ArmResponse {
  const job = requireJob(request);
  return control(request, job, 'Restart', () => job.controls.restart?.(activityIdOf(request)) ?? job);
}

const resumeBody = z.object({ properties: z.object({ comments: z.string().nullish() }).nullish() });

function resume(request: ArmRequest): ArmResponse {
  const job = requireJob(request);
  const { properties } = parseBody(request, resumeBody);
  return control(request, job, 'Resume', () => {
    noteObservation(job, properties?.comments ?? '');
    job.controls.resume?.();
    return job;
  });
}

function noteObservation(job: Job, comments: string): void {
  const waiting = job.tasks
    .flatMap((task) => [task, ...(task.children ?? [])])
    .find((task) => task.state === 'Waiting');
  if (waiting?.manual !== undefined) waiting.manual.observation = comments;
}

const exportBody = z.object({
  startTime: z.string().nullish(),
  endTime: z.string().nullish(),
  fabricId: z.string().nullish(),
  affectedObjectTypes: z.string().nullish(),
  jobStatus: z.string().nullish(),
  jobOutputType: z.enum(['Json', 'Xml', 'Excel']).nullish(),
  jobName: z.string().nullish(),
  timezoneOffset: z.number().nullish(),
});

function exportJobs(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const { startTime, endTime } = parseBody(request, exportBody);
  if (startTime && endTime && startTime > endTime) {
    throw badInput(request, 'InvalidTimeRange', 'The start time is after the end time.', 'Correct the time range.');
  }
  const job = startShortJob(request, {
    vaultId: vault.id,
    scenario: 'ExportJobs',
    friendlyName: 'Export jobs',
    target: { id: '', name: '', type: 'Other' },
    details: { kind: 'export' },
    seconds: 2,
    complete: () => {},
  });
  return accepted(request, job, `${vault.id}/replicationJobs/${job.id}`, (later) => ok(shown(later, job)));
}
