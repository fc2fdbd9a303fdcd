import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { resourceNotFound } from '../backup/errors.ts';
import { filteredJobs } from '../backup/job-routes.ts';
import { detailedJobView, jobView } from '../backup/job-view.ts';
import { type BackupJob, jobsOf } from '../backup/jobs.ts';
import { regionNamed } from '../resources/regions.ts';
import { findVault, type Vault } from '../vaults/vault.ts';
import { LOCATION_ACTION, LOCATION_PATH } from './aad-properties.ts';
import { requireEnabled } from './secondary.ts';

const jobsBody = z.looseObject({
  /** Of the vault. */
  resourceId: z.string(),
});

const jobBody = jobsBody.extend({ jobName: z.string() });

/** Read by POST: polling them costs writes. */
export const crossRegionJobRoutes: readonly Route[] = [
  {
    operation: 'BackupCrrJobDetails_Get',
    method: 'POST',
    path: `${LOCATION_PATH}/backupCrrJob`,
    action: `${LOCATION_ACTION}/backupCrrJob/action`,
    coverage: 'supported',
    handle: get,
  },
  {
    operation: 'BackupCrrJobs_List',
    method: 'POST',
    path: `${LOCATION_PATH}/backupCrrJobs`,
    action: `${LOCATION_ACTION}/backupCrrJobs/action`,
    coverage: 'partial',
    note: 'A next page must be asked for with the body again.',
    handle: list,
  },
];

function get(request: ArmRequest): ArmResponse {
  const { resourceId, jobName } = parseBody(request, jobBody);
  const wanted = jobName.toLowerCase();
  const job = jobsIn(request, requireEnabledVault(request, resourceId)).find((one) => one.name === wanted);
  if (job === undefined) throw resourceNotFound('job', jobName);
  return { status: 200, body: detailedJobView(request.world, job) };
}

function list(request: ArmRequest): ArmResponse {
  const { resourceId } = parseBody(request, jobsBody);
  const jobs = filteredJobs(request, jobsIn(request, requireEnabledVault(request, resourceId)));
  const view = (job: BackupJob) => jobView(request.world, job);
  return { status: 200, body: page(request, jobs, { size: 200, parameter: '$skiptoken', view }) };
}

function requireEnabledVault(request: ArmRequest, id: string): Vault {
  const vault = findVault(request.world, id);
  if (vault === undefined) throw resourceNotFound('vault', id);
  requireEnabled(vault);
  return vault;
}

function jobsIn(request: ArmRequest, vault: Vault): BackupJob[] {
  const region = regionNamed(`${request.params.azureRegion}`)?.name;
  return jobsOf(request.world, vault.id).filter(
    (job) => job.secondaryRegion !== undefined && job.secondaryRegion === region,
  );
}
