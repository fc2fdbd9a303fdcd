import type { Vault } from '../ports/azure/places.ts';
import type { Gaps } from '../ports/azure/reading.ts';
import type { ReplicationPolicy } from '../ports/azure/recovery.ts';
import type { RecoverySetup } from '../ports/azure/recovery-setup.ts';
import type { Target } from '../ports/names.ts';
import { attempt, attemptIf, gapsIn, listIn, oldestOf } from './attempt.ts';
import { sameId } from './resource-id.ts';
import type { Sight } from './sight.ts';

export interface VaultReport {
  readonly vaults: readonly VaultStatus[];
  readonly missing: Gaps;
  readonly readAt: Date | undefined;
  readonly now: Date;
}

interface VaultStatus {
  readonly vault: Vault;
  /** Undefined where the asker may not see it, or Azure did not say. */
  readonly replicated: number | undefined;
  readonly backedUp: number | undefined;
  readonly policies?: readonly ReplicationPolicy[];
  readonly setup?: RecoverySetup;
}

/** Every vault that the asker may see something of. */
export const readVaults = async (sight: Sight): Promise<VaultReport> => {
  const { readers, mayRead, now } = sight;
  const [vaults, items, backups] = await Promise.all([
    attempt('the vaults', readers.places.vaults('shared')),
    attempt('Site Recovery', readers.recovery.items('shared')),
    attempt('Azure Backup', readers.backup.items('shared')),
  ]);
  const status = (vault: Vault): VaultStatus => ({
    vault,
    replicated:
      items.read && mayRead('recovery', vault.id)
        ? items.value.filter(({ vaultId }) => sameId(vaultId, vault.id)).length
        : undefined,
    backedUp:
      backups.read && mayRead('backup', vault.id)
        ? backups.value.filter(({ vaultId }) => sameId(vaultId, vault.id)).length
        : undefined,
  });
  const seen = listIn(vaults).filter(({ id }) => mayRead('recovery', id) || mayRead('backup', id));
  return {
    vaults: seen.map(status),
    missing: gapsIn([vaults, items, backups]),
    readAt: oldestOf([vaults, items, backups]),
    now: now(),
  };
};

/** One of them, with what replication in it stands on. */
export const readVault = async (named: Target, sight: Sight): Promise<VaultReport> => {
  const id = named.resources[0] ?? '';
  const mine = sight.mayRead('recovery', id);
  const [report, policies, setup] = await Promise.all([
    readVaults(sight),
    attemptIf(mine, 'the replication policies', () => sight.readers.recovery.policies(id)),
    attemptIf(mine, 'what replication stands on', () => sight.readers.recovery.setup(id)),
  ]);
  return {
    ...report,
    vaults: report.vaults
      .filter(({ vault }) => sameId(vault.id, id))
      .map((each) => ({
        ...each,
        ...(policies?.read && { policies: policies.value }),
        ...(setup?.read && { setup: setup.value }),
      })),
    missing: gapsIn([report, policies, setup]),
  };
};
