import type { Area } from '../policy/policy.ts';
import type { BackupItem } from '../ports/azure/backup.ts';
import type { Vm } from '../ports/azure/estate.ts';
import type { Vault } from '../ports/azure/places.ts';
import type { Gaps } from '../ports/azure/reading.ts';
import type { ProtectedItem } from '../ports/azure/recovery.ts';
import type { Target } from '../ports/names.ts';
import { type Attempt, attempt, attemptIf, gapsIn, listIn } from './attempt.ts';
import type { Point } from './point.ts';
import { readPoints } from './read-points.ts';
import { regionKey, sameId } from './resource-id.ts';
import type { Sight } from './sight.ts';
import { idsOf } from './standing.ts';

/** What protects a machine now, and what could. */
export interface OptionsReport {
  readonly machine: string;
  /** Undefined: it could not be read. */
  readonly vm: Vm | undefined;
  readonly item: ProtectedItem | undefined;
  readonly backup: BackupItem | undefined;
  readonly vault: Vault | undefined;
  /** Those that could back it up: of its own region. */
  readonly vaults: readonly Vault[];
  /** Newest first. */
  readonly points: readonly Point[];
  /** Where not finding anything does not mean that there is nothing. */
  readonly unread: Readonly<Record<Area, boolean>>;
  /** Areas that the asker may not read. */
  readonly leftOut: readonly string[];
  readonly missing: Gaps;
  readonly readAt: Date | undefined;
  readonly now: Date;
}

export const readOptions = async (target: Target, sight: Sight): Promise<OptionsReport> => {
  const { readers, mayRead, now } = sight;
  const vmId = target.resources[0] ?? '';
  const seesBackups = mayRead('backup', vmId);
  const [points, vm, items, backups, vaults] = await Promise.all([
    readPoints(target, sight),
    attempt('the machine', readers.estate.vm(vmId)),
    attempt('Site Recovery', readers.recovery.items('shared')),
    attemptIf(seesBackups, 'Azure Backup', () => readers.backup.items('shared')),
    attemptIf(seesBackups, 'the vaults', () => readers.places.vaults('shared')),
  ]);
  const item = listIn(items).find((each) => idsOf(each).some((id) => sameId(id, vmId)));
  const backup = listIn(backups).find((each) => sameId(each.vmId, vmId));
  const home = vm.read ? regionKey(vm.value.region) : undefined;
  return {
    machine: target.name,
    vm: vm.read ? vm.value : undefined,
    item: item && mayRead('recovery', vmId, item.id) ? item : undefined,
    backup,
    vault: listIn(vaults).find((each) => sameId(each.id, backup?.vaultId)),
    vaults: listIn(vaults).filter((each) => regionKey(each.region) === home && mayRead('backup', each.id)),
    points: points.points,
    unread: {
      recovery: !mayRead('recovery', vmId) || isPartial(items),
      backup: isPartial(backups),
      copies: points.leftOut.includes('copies') || points.missing.length > 0,
    },
    leftOut: points.leftOut,
    missing: gapsIn([points, vm, items, backups, vaults]),
    readAt: points.readAt,
    now: now(),
  };
};

const isPartial = (tried: Attempt<unknown> | undefined): boolean => !tried || tried.missing.length > 0;
