import { ArmError } from '../../wire/errors.ts';
import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { requireVault, VAULT_PATH, type Vault } from '../vaults/vault.ts';
import { resourceNotFound } from './errors.ts';
import { filterOf, passes, timeIn } from './filter.ts';
import { detailedJobView, jobStatusOf, jobView } from './job-view.ts';
import { type BackupJob, cancelJob, findJob, isCancellable, isRunning, jobsOf } from './jobs.ts';
import { operationResult } from './operation-routes.ts';
import { oldAddressesFor, startWork } from './operations.ts';
import { regularJobsOf } from './regular-jobs.ts';

const JOB_PATH = `${VAULT_PATH}/backupJobs/{jobName}`;
const READ = 'Microsoft.RecoveryServices/vaults/backupJobs/read';

export const jobRoutes: readonly Route[] = [
  {
    operation: 'BackupJobs_List',
    method: 'GET',
    path: `${VAULT_PATH}/backupJobs`,
    action: READ,
    coverage: 'supported',
    handle: list,
  },
  {
    operation: 'JobDetails_Get',
    method: 'GET',
    path: JOB_PATH,
    action: READ,
    coverage: 'supported',
    handle: get,
  },
  {
    operation: 'JobCancellations_Trigger',
    method: 'POST',
    path: `${JOB_PATH}/cancel`,
    action: 'Microsoft.RecoveryServices/vaults/backupJobs/cancel/action',
    coverage: 'partial',
    note: 'Regular backups cannot be cancelled. The code of a refused cancellation is not known from traffic.',
    handle: cancel,
  },
  {
    operation: 'JobOperationResults_Get',
    method: 'GET',
    path: `${JOB_PATH}/operationResults/{operationId}`,
    action: 'Microsoft.RecoveryServices/vaults/backupJobs/operationResults/read',
    coverage: 'supported',
    handle: (request) => operationResult(request),
  },
];

function list(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const asked = jobsOf(request.world, vault.id).filter((job) => job.secondaryRegion === undefined);
  const regular = regularJobsOf(request.world, vault.id, timeIn(filterOf(request), 'startTime'));
  const jobs = filteredJobs(request, [...asked, ...regular]);
  const view = (job: BackupJob) => jobView(request.world, job);
  return { status: 200, body: page(request, jobs, { size: 200, parameter: '$skiptoken', view }) };
}

/** The jobs that the filter leaves, the newest first. */
export function filteredJobs(request: ArmRequest, jobs: readonly BackupJob[]): BackupJob[] {
  const filter = filterOf(request);
  const from = timeIn(filter, 'startTime') ?? Number.NEGATIVE_INFINITY;
  const until = timeIn(filter, 'endTime') ?? Number.POSITIVE_INFINITY;
  return jobs
    .filter(() => passes(filter, 'backupManagementType', 'AzureIaasVM'))
    .filter((job) => passes(filter, 'operation', job.kind) && passes(filter, 'status', jobStatusOf(job)))
    .filter((job) => passes(filter, 'jobId', job.name))
    .filter((job) => job.startedAt >= from && job.startedAt <= until)
    .sort((one, other) => other.startedAt - one.startedAt);
}

function get(request: ArmRequest): ArmResponse {
  const job = requireJob(request, requireVault(request));
  return { status: 200, body: detailedJobView(request.world, job) };
}

function cancel(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const job = requireJob(request, vault);
  if (!isCancellable(job) || !isRunning(job) || job.cancelling || job.regular) {
    const message = `The job '${job.name}' of the operation ${job.kind} is ${jobStatusOf(job)} and cannot be cancelled.`;
    throw new ArmError(400, 'BMSUserErrorJobCannotBeCancelled', message);
  }
  cancelJob(request.world, job);
  const operation = startWork(request, { vaultId: vault.id, seconds: 5 });
  return { status: 202, headers: oldAddressesFor(request, operation, `${vault.id}/backupJobs/${job.name}`) };
}

function requireJob(request: ArmRequest, vault: Vault): BackupJob {
  const name = `${request.params.jobName}`;
  const job =
    findJob(request.world, vault.id, name) ??
    regularJobsOf(request.world, vault.id).find((each) => each.name === name.toLowerCase());
  if (job === undefined || job.secondaryRegion !== undefined) throw resourceNotFound('job', name);
  return job;
}
