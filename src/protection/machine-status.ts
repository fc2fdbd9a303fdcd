import type { Application } from '../policy/policy.ts';
import type { BackupItem } from '../ports/azure/backup.ts';
import type { HealthError, ProtectedItem } from '../ports/azure/recovery.ts';
import type { LastPoints } from './last-points.ts';
import { type Rpo, rpoOf } from './objective.ts';
import { itemsById, type Standing, standingOf, worstError } from './standing.ts';

/** One machine with everything that protects it. */
export interface MachineStatus {
  readonly vmId: string;
  readonly name: string;
  readonly application?: Application;
  readonly item?: ProtectedItem;
  readonly backup?: BackupItem;
  readonly standing: Standing;
  readonly rpo?: Rpo;
  /** Where they were asked for. */
  readonly lastPoints?: LastPoints;
  readonly error?: HealthError;
  readonly concern: Concern;
}

/** From nothing at all to what would fail tonight. */
export const concerns = ['none', 'notice', 'attention', 'at-risk', 'critical'] as const;
export type Concern = (typeof concerns)[number];

export interface Known {
  /** Undefined: Site Recovery could not be read. */
  readonly items: readonly ProtectedItem[] | undefined;
  readonly backups: readonly BackupItem[];
  readonly applications: readonly Application[];
  readonly now: Date;
}

/** What is known of each machine, looked up by its id. */
export const statuses = (known: Known): ((vmId: string, name: string) => MachineStatus) => {
  const itemOf = known.items && itemsById(known.items);
  const backups = new Map(known.backups.map((each) => [each.vmId.toLowerCase(), each]));
  const applications = new Map(known.applications.flatMap((each) => each.vms.map((id) => [id.toLowerCase(), each])));
  return (vmId, name) => {
    const application = applications.get(vmId.toLowerCase());
    const backup = backups.get(vmId.toLowerCase());
    const item = itemOf?.(vmId);
    const standing = item ? standingOf(item) : withoutItem(itemOf !== undefined, backup);
    const rpo = item && rpoOf(item, application?.rpoSeconds, known.now);
    const error = item && worstError(item.healthErrors);
    return {
      vmId,
      name,
      standing,
      concern: concernOf(standing, item, rpo),
      ...(application && { application }),
      ...(item && { item }),
      ...(backup && { backup }),
      ...(rpo && { rpo }),
      ...(error && { error }),
    };
  };
};

const withoutItem = (readable: boolean, backup: BackupItem | undefined): Standing => {
  if (!readable) return { kind: 'unknown' };
  return { kind: backup ? 'backup-only' : 'not-replicated' };
};

const byStanding = {
  protected: 'none',
  'drill-waits': 'notice',
  'first-copy': 'notice',
  'failed-over': 'attention',
  // Somebody wanted it protected, and may believe that it is.
  'failed-to-begin': 'critical',
  other: 'attention',
  'backup-only': 'notice',
  'not-replicated': 'attention',
  unknown: 'attention',
} satisfies Record<Standing['kind'], Concern>;

const concernOf = (standing: Standing, item: ProtectedItem | undefined, rpo: Rpo | undefined): Concern => {
  const found: Concern[] = [byStanding[standing.kind]];
  if (rpo?.overSince) found.push('at-risk');
  if (rpo?.stale) found.push('attention');
  // After a failover the source is expected to fall silent: Azure calls that critical.
  if (item && standing.kind !== 'failed-over') found.push(healthConcern[item.health]);
  return found.reduce(worse);
};

const healthConcern = { normal: 'none', none: 'none', warning: 'attention', critical: 'critical' } as const;

export const worse = (a: Concern, b: Concern): Concern => (concerns.indexOf(b) > concerns.indexOf(a) ? b : a);

/** Worst first, then by how far over the objective, then by name. */
export const worstFirst = (a: MachineStatus, b: MachineStatus): number =>
  concerns.indexOf(b.concern) - concerns.indexOf(a.concern) ||
  (b.rpo?.seconds ?? 0) - (a.rpo?.seconds ?? 0) ||
  a.name.localeCompare(b.name) ||
  a.vmId.localeCompare(b.vmId);
