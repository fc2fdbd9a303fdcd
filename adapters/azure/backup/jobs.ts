import { AzureRefused } from '../../../src/errors/azure.ts';
import type { BackupReader } from '../../../src/ports/azure/backup.ts';
import type { Vault } from '../../../src/ports/azure/places.ts';
import type { Reading } from '../../../src/ports/azure/reading.ts';
import type { Clients } from '../core/clients.ts';
import type { Core } from '../core/core.ts';
import { idKey, parseId } from '../core/ids.ts';
import { createJobLists, type JobLists } from './job-lists.ts';
import { type BackupJob, backupJob, type JobPlace, jobPlaceOf } from './job-shape.ts';
import type { AcrossVaults, Surroundings } from './known-vaults.ts';
import { locationPath, vaultPlace } from './names.ts';
import { askStamp } from './passive-stamp.ts';

/** Both kinds of jobs in one list, and each by itself with its tasks. */
export const createJobReader = (
  surroundings: Surroundings,
  acrossVaults: AcrossVaults,
): Pick<BackupReader, 'jobs' | 'job'> => {
  const { core } = surroundings;
  const lists = createJobLists(core);
  return {
    async jobs(since) {
      const read = await acrossVaults('shared', (vault) => {
        const primary = {
          name: `The backup jobs of vault ${vault.name}`,
          read: () => lists.since({ vaultId: vault.id }, since, 'shared'),
        };
        const secondary = {
          name: `The Cross Region Restore jobs of vault ${vault.name}`,
          read: () => secondaryJobs(surroundings, lists, vault, since),
        };
        return vault.crossRegionRestore ? [primary, secondary] : [primary];
      });
      return { ...read, value: read.value.toSorted(newestFirst) };
    },
    job: (id) => jobOrListed(core, lists, id),
  };
};

const newestFirst = (one: BackupJob, other: BackupJob): number =>
  (other.startedAt?.getTime() ?? 0) - (one.startedAt?.getTime() ?? 0);

const secondaryJobs = async (
  { core, regions }: Surroundings,
  lists: JobLists,
  { id, name, region }: Vault,
  since: Date,
): Promise<Reading<readonly BackupJob[]>> => {
  const known = await regions(parseId(id).subscription);
  const secondaryRegion = known.value.find((one) => one.name === region)?.pairedWith;
  if (secondaryRegion !== undefined) return lists.since({ vaultId: id, secondaryRegion }, since, 'shared');
  const sentence = `Azure does not say which region ${region} is paired with: jobs of vault ${name} there are missing.`;
  return { value: [], readAt: core.timing.now(), missing: [{ kind: 'plain', sentence }] };
};

const dayMs = 86_400_000;

/** Where Azure asks to wait, the list still knows the job, without its tasks. */
const jobOrListed = async (core: Core, lists: JobLists, id: string): Promise<Reading<BackupJob>> => {
  try {
    return await readJob(core, id, 30_000);
  } catch (error) {
    if (!(error instanceof AzureRefused) || error.problem.status !== 429) throw error;
    const place = jobPlaceOf(id);
    const listed = await lists.since(place, new Date(core.timing.now().getTime() - dayMs), 'shared');
    const job = listed.value.find(({ name }) => name === place.name);
    if (job === undefined) throw error;
    const withoutTasks = { kind: 'plain', sentence: `The tasks of job ${job.name} are missing.` } as const;
    return { ...listed, value: job, missing: [...listed.missing, withoutTasks] };
  }
};

/** One job with its tasks. It counts against the same limit as the lists do. */
export const readJob = (core: Core, id: string, forMs: number): Promise<Reading<BackupJob>> => {
  const place = jobPlaceOf(id);
  const what = `read job ${place.name}`;
  return core.read.one({
    what,
    key: `backup job ${idKey(id)}`,
    how: 'shared',
    forMs,
    readsByPost: place.secondaryRegion !== undefined,
    ask: async (clients) => backupJob(place).parse(await detailsOf(core, clients, place, what)),
  });
};

const detailsOf = async (
  { resourceManager }: Core,
  clients: Clients,
  { vaultId, secondaryRegion, name }: JobPlace & { readonly name: string },
  what: string,
): Promise<unknown> => {
  const { subscription, resourceGroup, vault } = vaultPlace(vaultId);
  if (secondaryRegion === undefined) {
    return (await clients.backup(subscription)).jobDetails.get(vault, resourceGroup, name);
  }
  const path = `${locationPath(subscription, secondaryRegion)}/backupCrrJob`;
  const body = { resourceId: vaultId, jobName: name };
  return askStamp({ clients, resourceManager }, { what, method: 'POST', path, body });
};
