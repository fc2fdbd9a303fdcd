import type { BackupPolicySummary } from '../ports/azure/backup.ts';
import type { Gaps } from '../ports/azure/reading.ts';
import type { Target } from '../ports/names.ts';
import { attempt, gapsIn, listIn, oldestOf } from './attempt.ts';
import { sameId } from './resource-id.ts';
import type { Sight } from './sight.ts';

export interface BackupPoliciesReport {
  readonly vault: Target | undefined;
  readonly policies: readonly BackupPolicySummary[];
  /** Vaults of which the asker may not read them. */
  readonly leftOut: number;
  readonly missing: Gaps;
  readonly readAt: Date | undefined;
  readonly now: Date;
}

export const readBackupPolicies = async (
  vault: Target | undefined,
  { readers, mayRead, now }: Sight,
): Promise<BackupPoliciesReport> => {
  const vaults = await attempt('the vaults', readers.places.vaults('shared'));
  const meant = listIn(vaults).filter((each) => !vault || vault.resources.some((id) => sameId(id, each.id)));
  const seen = meant.filter((each) => mayRead('backup', each.id));
  const lists = await Promise.all(
    seen.map((each) => attempt(`the policies of vault ${each.name}`, readers.backup.policies(each.id))),
  );
  return {
    vault,
    policies: lists.flatMap(listIn),
    leftOut: meant.length - seen.length,
    missing: gapsIn([vaults, ...lists]),
    readAt: oldestOf([vaults, ...lists]),
    now: now(),
  };
};
