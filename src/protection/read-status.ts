import type { Application } from '../policy/policy.ts';
import type { Gaps } from '../ports/azure/reading.ts';
import type { ProtectedItem } from '../ports/azure/recovery.ts';
import type { Target } from '../ports/names.ts';
import { type Attempt, attempt, attemptIf, gapsIn, listIn, oldestOf } from './attempt.ts';
import { type RememberedPoints, withLastPoints } from './last-points.ts';
import { type Known, type MachineStatus, statuses, worstFirst } from './machine-status.ts';
import { type Practice, practiceOf } from './practice.ts';
import { regionKey, sameId } from './resource-id.ts';
import type { Sight } from './sight.ts';
import { idsOf, itemsById, tellingNames } from './standing.ts';
import { withReasons } from './why-not-begun.ts';

export interface StatusReport {
  /** Undefined: everything. */
  readonly target: Target | undefined;
  readonly application?: Application;
  readonly machines: readonly MachineStatus[];
  readonly practice?: Practice;
  /** Machines of which the asker may not read everything. */
  readonly leftOut: number;
  /** Names of machines whose last points are to be read in the background. */
  readonly pointsNotYetRead: readonly string[];
  readonly missing: Gaps;
  readonly readAt: Date | undefined;
  readonly now: Date;
}

const recentDrillMs = 31 * 24 * 3600 * 1000;

interface StatusSight extends Sight {
  readonly lastPoints: RememberedPoints;
}

export const readStatus = async (target: Target | undefined, sight: StatusSight): Promise<StatusReport> => {
  const { readers, policy } = sight;
  const now = sight.now();
  const few = target?.kind === 'vm' || target?.kind === 'application';
  const [items, backups] = await Promise.all([
    attempt('Site Recovery', readers.recovery.items('shared', few ? target.resources : undefined)),
    attemptIf(few, 'Azure Backup', () => readers.backup.items('shared', target?.resources)),
  ]);
  const all = machinesOf(target, listIn(items), policy.applications);
  const { seen, replicationHidden, known } = visible(all, { items, backups, now }, sight);
  const nameOf = tellingNames(seen);
  const [inFull, backupAlone] = [statuses(known), statuses({ ...known, items: undefined })];
  const machines = seen.map((id) => (replicationHidden.has(id) ? backupAlone : inFull)(id, nameOf(id)));
  const application = policy.applications.find((each) => target?.kind === 'application' && each.name === target.name);
  const [drills, pointed] = await Promise.all([
    few ? readDrills(machines, sight) : undefined,
    few ? withLastPoints(machines, sight) : { machines, tried: [], notYetRead: [] },
  ]);
  const reasoned = few ? await withReasons(pointed.machines, sight) : pointed;
  return {
    target,
    machines: target?.kind === 'application' ? reasoned.machines : reasoned.machines.toSorted(worstFirst),
    leftOut: all.length - seen.length + replicationHidden.size,
    missing: gapsIn([items, backups, drills, ...pointed.tried, ...reasoned.tried]),
    pointsNotYetRead: pointed.notYetRead,
    readAt: oldestOf([items, backups]),
    now,
    ...(application && { application }),
    ...(few && { practice: practiceOf(machines, listIn(drills), machines[0]?.application?.rtoSeconds) }),
  };
};

/** The machines that a target stands for, each under one id. */
const machinesOf = (
  target: Target | undefined,
  items: readonly ProtectedItem[],
  applications: readonly Application[],
): readonly string[] => {
  switch (target?.kind) {
    case 'vm':
    case 'application':
      return target.resources;
    case 'vault':
      return onceEach(
        items.filter((item) => target.resources.some((id) => sameId(id, item.vaultId))),
        applications,
      );
    case 'region':
      return onceEach(items.filter(isIn(target)), applications);
    default:
      return [...new Set([...applications.flatMap((each) => each.vms), ...onceEach(items, applications)])];
  }
};

const isIn =
  ({ name, where }: Target) =>
  ({ sourceRegion, targetRegion }: ProtectedItem): boolean =>
    [sourceRegion, targetRegion].some((region) => [name, where].map(regionKey).includes(regionKey(region)));

/** Under the id that an application lists, if one does, so that a machine that moved is not two. */
const onceEach = (items: readonly ProtectedItem[], applications: readonly Application[]): readonly string[] => {
  const listed = new Set(applications.flatMap((each) => each.vms.map((id) => id.toLowerCase())));
  return items.map((item) => {
    const ids = idsOf(item).map((id) => id.toLowerCase());
    return ids.find((id) => listed.has(id)) ?? item.vmId.toLowerCase();
  });
};

interface Found {
  readonly items: Attempt<readonly ProtectedItem[]>;
  readonly backups: Attempt<Known['backups']> | undefined;
  readonly now: Date;
}

/** What is not to be seen is taken out before anything is made of it. */
const visible = (all: readonly string[], { items, backups, now }: Found, { mayRead, policy }: Sight) => {
  const read = listIn(items);
  const readable = read.filter((item) => mayRead('recovery', ...idsOf(item), item.id));
  const mine = listIn(backups).filter((each) => mayRead('backup', each.vmId, each.id));
  const [itemOf, readableOf] = [itemsById(read), itemsById(readable)];
  const replicationShown = (vmId: string) =>
    itemOf(vmId) ? readableOf(vmId) !== undefined : mayRead('recovery', vmId);
  const seen = all.filter((vmId) => replicationShown(vmId) || mine.some((each) => sameId(each.vmId, vmId)));
  const replicationHidden = new Set(seen.filter((vmId) => !replicationShown(vmId)));
  const known: Known = {
    items: items.read ? readable : undefined,
    backups: mine,
    applications: policy.applications,
    now,
  };
  return { seen, replicationHidden, known };
};

/** The jobs around the last drill, for how long it took; not for drills so old that the list would be long. */
export const readDrills = async (
  machines: readonly MachineStatus[],
  { readers, now }: Pick<Sight, 'readers' | 'now'>,
) => {
  const times = machines.flatMap(({ item }) => (item?.lastDrillAt ? [item.lastDrillAt.getTime()] : []));
  const first = Math.min(...times);
  if (times.length === 0 || now().getTime() - first > recentDrillMs) return undefined;
  return attempt('past jobs', readers.recovery.jobs(new Date(first - 12 * 3600 * 1000)));
};
