import type { Operation } from '../../world/operations.ts';
import type { World } from '../../world/world.ts';
import { itemsOf, type ProtectedItem } from './item.ts';
import type { BackupJob } from './jobs.ts';
import { guidFor } from './numbers.ts';
import { SNAPSHOT_SECONDS, TRANSFER_SECONDS } from './recovery-points.ts';
import { JOBS_KEPT, SECOND } from './times.ts';

const SECONDS_TO_FAIL = 190;

/** Why regular backups fail where they do; the item's health says it as well. */
export const AGENT_SILENT = {
  code: 'UserErrorGuestAgentStatusUnavailable',
  message: 'Backup failed: the VM agent is unable to communicate with the Azure Backup service.',
};

/** The jobs of regular backups; computed from the clock as their points are, so that they cost nothing meanwhile. */
export function regularJobsOf(world: World, vaultId: string, from = Number.NEGATIVE_INFINITY): BackupJob[] {
  const now = world.clock.now();
  const since = Math.max(from, now - JOBS_KEPT);
  return itemsOf(world, vaultId).flatMap((item) =>
    runsOf(item, since, now).map(({ startedAt, good }) => jobOf(item, startedAt, good, now)),
  );
}

interface Run {
  readonly startedAt: number;
  readonly good: boolean;
}

function runsOf({ history }: ProtectedItem, since: number, now: number): Run[] {
  const { rhythm, taken } = history;
  const settled = taken.filter(({ regular, startedAt }) => regular && startedAt >= since);
  const past = settled.map(({ startedAt }) => ({ startedAt, good: true }));
  if (rhythm === undefined) return past;
  const { firstAt, everyMs, lastGoodAt = now } = rhythm;
  const first = Math.max(0, Math.ceil((since - firstAt) / everyMs));
  const last = Math.floor((now - firstAt) / everyMs);
  const runs = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const startedAt = firstAt + (first + index) * everyMs;
    return { startedAt, good: startedAt <= lastGoodAt };
  });
  return [...past, ...runs];
}

function jobOf({ id, vaultId, properties }: ProtectedItem, startedAt: number, good: boolean, now: number): BackupJob {
  const name = guidFor(`${id} ${startedAt}`);
  const seconds = good ? SNAPSHOT_SECONDS + TRANSFER_SECONDS + 3 : SECONDS_TO_FAIL;
  return {
    name,
    vaultId,
    kind: 'Backup',
    containerName: properties.containerName,
    friendlyName: properties.friendlyName,
    startedAt,
    tasks: [
      { name: 'Take Snapshot', seconds: SNAPSHOT_SECONDS, timed: true },
      { name: 'Transfer data to vault', seconds: TRANSFER_SECONDS, timed: true },
    ],
    propertyBag: { 'VM Name': properties.friendlyName },
    internalPropertyBag: { IsInstantRpJob: 'True' },
    activityId: name,
    secondaryRegion: undefined,
    work: workOf(name, { startedAt, endedAt: startedAt + seconds * SECOND, good }, now),
    cancelling: false,
    regular: true,
  };
}

function workOf(id: string, { startedAt, endedAt, good }: Run & { readonly endedAt: number }, now: number): Operation {
  const work = { id, service: 'backup-jobs', startedAt };
  if (endedAt > now) return { ...work, status: 'InProgress' };
  return good
    ? { ...work, status: 'Succeeded', endedAt }
    : { ...work, status: 'Failed', endedAt, error: { ...AGENT_SILENT } };
}
