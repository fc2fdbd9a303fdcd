import { AzureRefused } from '../../../src/errors/azure.ts';
import type { OperationStanding, OperationToken } from '../../../src/ports/azure/write.ts';
import type { Core } from '../core/core.ts';
import { nameOf } from '../core/ids.ts';
import { problemInside } from '../core/problems.ts';
import type { JobLists } from './job-lists.ts';
import type { BackupJob, JobPlace } from './job-shape.ts';
import { machineOf, vaultIdOf, vaultPlace } from './names.ts';
import { type OperationStatus, operationShape } from './operation-shape.ts';
import { askStamp } from './passive-stamp.ts';
import { type Followed, followedBy } from './tokens.ts';

const minute = 60_000;

/** The name of the job that has come of an operation, or how the operation stands as long as there is none. */
export const jobByOperation = async (
  core: Core,
  lists: JobLists,
  token: OperationToken,
): Promise<string | OperationStanding> => {
  const followed = followedBy(token);
  try {
    const status = await readStatus(core, token, followed);
    return followed.kind === 'validation' ? validated(core, token, status) : begun(core, token, status);
  } catch (error) {
    // Azure forgets operations long before it forgets their jobs, and a new one is not known everywhere at once.
    if (!(error instanceof AzureRefused) || error.problem.status !== 404) throw error;
    const job = followed.kind === 'validation' ? undefined : await jobOfThatTime(lists, token);
    if (job !== undefined) return job.name;
    if (ageOf(core, token) < minute) return stillRunning(core, token);
    throw error;
  }
};

const readStatus = async (core: Core, { kind, at, resource }: OperationToken, followed: Followed) => {
  const what = `ask how an operation on ${nameOf(resource)} stands`;
  const read = await core.read.one({
    what,
    key: `backup operation ${at}`,
    how: 'shared',
    ask: async (clients): Promise<OperationStatus> => {
      if (kind === 'cross-region-operation') {
        const path = at.replace(/[^/]+$/u, encodeURIComponent(followed.name));
        return operationShape.parse(await askStamp({ clients, resourceManager: core.resourceManager }, { what, path }));
      }
      const { subscription, resourceGroup, vault } = vaultPlace(vaultIdOf(at));
      const client = await clients.backup(subscription);
      const asked = followed.kind === 'validation' ? client.validateOperationStatuses : client.backupOperationStatuses;
      return operationShape.parse(await asked.get(vault, resourceGroup, followed.name));
    },
  });
  return read.value;
};

/** The name of the job, once there is one. */
const begun = (core: Core, token: OperationToken, { status, error, properties }: OperationStatus) => {
  const word = status?.toLowerCase();
  if (word === 'failed' || word === 'canceled' || word === 'cancelled') {
    return { state: word === 'failed' ? 'failed' : 'cancelled', problem: problemInside(doing(token), error) } as const;
  }
  const job = properties?.jobId;
  if (word === 'succeeded') return job ?? ({ state: 'succeeded', result: token.resource } as const);
  return stillRunning(core, token);
};

const validated = (core: Core, token: OperationToken, status: OperationStatus): OperationStanding => {
  const outcome = begun(core, token, status);
  const [first, ...others] = status.properties?.validateOperationResponse?.validationResults ?? [];
  if (typeof outcome === 'string' || outcome.state !== 'succeeded' || first === undefined) {
    return typeof outcome === 'string' ? { state: 'succeeded', result: token.resource } : outcome;
  }
  const message = [first, ...others].map((one) => one.message ?? one.code ?? '').join(' ');
  return { state: 'failed', problem: problemInside(doing(token), { ...first, message }) };
};

/** Asked for often at first: most operations only have to make a job. */
const stillRunning = (core: Core, token: OperationToken): OperationStanding => ({
  state: 'running',
  askAgainInSeconds: ageOf(core, token) < minute ? 5 : 30,
});

const ageOf = ({ timing }: Core, { acceptedAt }: OperationToken): number =>
  timing.now().getTime() - Date.parse(acceptedAt);

const doing = (token: OperationToken): string => {
  const machine = machineOf(token.resource).split(';').at(-1);
  return followedBy(token).kind === 'validation'
    ? `check the restore of ${machine}`
    : `change the backup of ${machine}`;
};

/** Where the job of an operation is. */
export const placeOf = ({ kind, at, resource }: OperationToken): JobPlace => {
  const secondaryRegion = /\/locations\/([^/]+)\//iu.exec(at)?.[1];
  if (kind === 'backup-operation') return { vaultId: vaultIdOf(at) };
  return { vaultId: vaultIdOf(resource), ...(secondaryRegion !== undefined && { secondaryRegion }) };
};

/** The clocks of Azure and of this machine differ. */
export const sinceAccepted = ({ acceptedAt }: OperationToken): Date => new Date(Date.parse(acceptedAt) - 5 * minute);

/** The only job of that machine that began when the write was accepted. */
const jobOfThatTime = async (lists: JobLists, token: OperationToken): Promise<BackupJob | undefined> => {
  const listed = await lists.since(placeOf(token), sinceAccepted(token), 'shared');
  const accepted = Date.parse(token.acceptedAt);
  const jobs = listed.value.filter(
    ({ machine, startedAt }) =>
      machine === machineOf(token.resource) && Math.abs((startedAt?.getTime() ?? 0) - accepted) < 2 * minute,
  );
  return jobs.length === 1 ? jobs[0] : undefined;
};
