import { AzureRefused } from '../../../src/errors/azure.ts';
import type { Freshness, Gap, Reading } from '../../../src/ports/azure/reading.ts';
import type { Clients } from '../core/clients.ts';
import type { Core } from '../core/core.ts';
import { idKey, nameOf, parseId } from '../core/ids.ts';
import { understood } from '../core/shapes.ts';
import { type BackupJob, backupJob, type JobPlace } from './job-shape.ts';
import { createJobWindows, jobFilter } from './job-window.ts';
import { locationPath, vaultPlace } from './names.ts';
import { listFromStamp } from './passive-stamp.ts';

/** The jobs of vaults, as lists that everybody shares: Azure lets them be read 150 times an hour. */
export interface JobLists {
  /** `shared` takes a list of the last minute, and an older one where Azure asks to wait. */
  since(place: JobPlace, since: Date, how: Freshness): Promise<Reading<readonly BackupJob[]>>;
}

const minute = 60_000;

type Jobs = Reading<readonly BackupJob[]>;

export const createJobLists = (core: Core): JobLists => {
  const windows = createJobWindows(core.timing.now);
  const lastKnown = new Map<string, Jobs>();
  const pages = new Map<string, number>();

  const ask = async (clients: Clients, place: JobPlace, from: Date) => {
    const filter = jobFilter(from, core.timing.now());
    const read = place.secondaryRegion === undefined ? await primary(clients, place, filter) : undefined;
    // Every page counts as a reading: a list of three is asked for every three minutes.
    pages.set(listKey(place), read?.pages ?? 1);
    const items = read?.items ?? (await secondary(core, clients, place, filter));
    return understood('Backup job', backupJob(place), items);
  };

  return {
    async since(place, since, how) {
      const list = listName(place);
      const from = windows.from(list, since);
      try {
        const read = await core.read.list({
          what: `list the ${list}`,
          key: `${list} of ${idKey(place.vaultId)} since ${from.toISOString()}`,
          how,
          forMs: minute * (pages.get(listKey(place)) ?? 1),
          readsByPost: place.secondaryRegion !== undefined,
          ask: (clients) => ask(clients, place, from),
        });
        lastKnown.set(listKey(place), read);
        return within(read, since);
      } catch (error) {
        const known = lastKnown.get(listKey(place));
        if (how === 'fresh' || known === undefined || !isAskedToWait(error)) throw error;
        return within({ ...known, missing: [...known.missing, waiting(list, known, error)] }, since);
      }
    },
  };
};

const listName = ({ vaultId, secondaryRegion }: JobPlace): string =>
  `jobs of vault ${nameOf(vaultId)}${secondaryRegion === undefined ? '' : ` in ${secondaryRegion}`}`;

const listKey = ({ vaultId, secondaryRegion = '' }: JobPlace): string => `${idKey(vaultId)} ${secondaryRegion}`;

const primary = async (clients: Clients, { vaultId }: JobPlace, filter: string) => {
  const { subscription, resourceGroup, vault } = vaultPlace(vaultId);
  const client = await clients.backup(subscription);
  const items: unknown[] = [];
  let count = 0;
  for await (const page of client.backupJobs.list(vault, resourceGroup, { filter }).byPage()) {
    items.push(...page);
    count += 1;
  }
  return { items, pages: count };
};

/** A POST, which costs a write of the subscription's: one more reason to share it. */
const secondary = (core: Core, clients: Clients, place: JobPlace, filter: string) =>
  listFromStamp(
    { clients, resourceManager: core.resourceManager },
    {
      what: `list the ${listName(place)}`,
      method: 'POST',
      path: `${locationPath(parseId(place.vaultId).subscription, place.secondaryRegion ?? '')}/backupCrrJobs`,
      filter,
      body: { resourceId: place.vaultId },
    },
  );

const within = (read: Jobs, since: Date): Jobs => ({
  ...read,
  value: read.value.filter(({ state, startedAt }) => state === 'running' || !startedAt || startedAt >= since),
});

const isAskedToWait = (error: unknown): error is AzureRefused =>
  error instanceof AzureRefused && error.problem.status === 429;

const waiting = (list: string, { readAt }: Jobs, { problem }: AzureRefused): Gap => {
  const seconds = problem.retryAfterSeconds === undefined ? '' : ` in ${problem.retryAfterSeconds} seconds`;
  const at = readAt.toISOString().slice(11, 16);
  return { kind: 'plain', sentence: `The ${list} are as of ${at} UTC: Azure lets them be read again${seconds}.` };
};
