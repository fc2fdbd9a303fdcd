import type { PlanContext } from '../../definitions/command.ts';
import { AzureReadInPart } from '../../errors/azure.ts';
import type { BackupItem, BackupPoint } from '../../ports/azure/backup.ts';
import type { Reading } from '../../ports/azure/reading.ts';
import type { Target } from '../../ports/names.ts';
import type { Point } from '../../protection/point.ts';
import { nameIn, sameId, subscriptionIn } from '../../protection/resource-id.ts';
import { blocked } from '../../readiness/checks.ts';
import type { Check } from '../plan.ts';

/** What is restored, and where Azure Backup does it. */
export interface RestoreSource {
  readonly machine: string;
  /** The point, as people type it. */
  readonly name: string;
  readonly vmId: string;
  readonly itemId: string;
  readonly vaultId: string;
  readonly vault: string;
  readonly subscription: string;
  readonly region: string;
  readonly point: BackupPoint;
  /** From the copy in the paired region, by that region's own service. */
  readonly secondary: boolean;
  readonly checks: readonly Check[];
}

const itemIdOf = ({ resourceId }: Point): string => resourceId.replace(/\/recoveryPoints\/[^/]+$/iu, '');

const vaultIdOf = (id: string): string => /^.+?\/vaults\/[^/]+/iu.exec(id)?.[0] ?? '';

/** Read again from where the restore would read it: the secondary region's points from the secondary region alone. */
export const readSource = async (target: Target, chosen: Point, { readers }: PlanContext): Promise<RestoreSource> => {
  const secondary = chosen.mechanism === 'backup-secondary';
  const itemId = itemIdOf(chosen);
  const vaultId = vaultIdOf(itemId);
  const [items, points] = await Promise.all([
    secondary ? readers.backup.secondaryItems(vaultId) : readers.backup.items('fresh'),
    secondary ? readers.backup.secondaryPoints(itemId) : readers.backup.points(itemId),
  ]);
  const item = foundIn(items, itemId, `find ${target.where} in its vault`);
  const point = foundIn(points, chosen.resourceId, `find ${target.name}`);
  return {
    machine: target.where,
    name: target.name,
    vmId: item.vmId,
    itemId,
    vaultId,
    vault: nameIn(vaultId),
    subscription: subscriptionIn(vaultId),
    region: chosen.region,
    point,
    secondary,
    checks: [...pointChecks(chosen), ...itemChecks(item, target.where)],
  };
};

const notListed = { kind: 'plain', sentence: 'Azure does not list it just now.' } as const;

/** It was there a moment ago: what cannot be seen now must not be taken for gone, nor be restored from. */
const foundIn = <Value extends { readonly id: string }>(
  { value, missing }: Reading<readonly Value[]>,
  id: string,
  doing: string,
): Value => {
  const one = value.find((each) => sameId(each.id, id));
  if (!one) throw new AzureReadInPart(doing, missing.length > 0 ? missing : [notListed]);
  return one;
};

const pointChecks = ({ id, restorable }: Point): readonly Check[] =>
  restorable.now
    ? [{ outcome: 'passed', subject: id, why: ['it can be used now', restorable.remark].filter(Boolean).join('; ') }]
    : [blocked(id, `it cannot be used now: ${restorable.why}.`, 'Take another point.')];

const itemChecks = ({ state }: BackupItem, machine: string): readonly Check[] =>
  state === 'soft-deleted' ? [blocked(machine, 'its backups are deleted.', `First: backup undelete ${machine}`)] : [];
