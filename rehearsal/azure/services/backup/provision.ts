import type { World } from '../../world/world.ts';
import { findVirtualMachine } from '../compute/provision.ts';
import { findVault } from '../vaults/vault.ts';
import type { ProtectedItem } from './item.ts';
import { rememberMachine } from './machine.ts';
import { makeItem } from './new-item.ts';
import { findPolicy, nextRun, rulesOf } from './policy.ts';
import { settleHistory } from './recovery-points.ts';
import { HOUR } from './times.ts';
import { setAside } from './unprotect.ts';

export interface BackupWish {
  readonly vaultId: string;
  readonly vmId: string;
  /** Default: DefaultPolicy. */
  readonly policyName?: string;
  readonly state?: 'protected' | 'stopped' | 'soft-deleted';
  /** Backups have been failing if that is longer ago than the policy's rhythm. Left out with `points: 0`. */
  readonly lastBackupHoursAgo?: number;
  /** How many backups there have been; 0 leaves the item waiting for its first one. */
  readonly points?: number;
}

/** Puts a machine under Azure Backup as if that had happened long ago. Costs nothing while time goes by. */
export function enableBackup(world: World, wish: BackupWish): ProtectedItem {
  const vault = findVault(world, wish.vaultId);
  const vm = findVirtualMachine(world, wish.vmId);
  if (vault === undefined || vm === undefined) throw new Error(`no vault or no machine to back up: ${wish.vmId}`);
  const policy = findPolicy(world, vault, wish.policyName ?? 'DefaultPolicy');
  if (policy === undefined) throw new Error(`no backup policy ${wish.policyName}`);
  const item = makeItem(world, { vault, vmId: vm.id, policy, machine: rememberMachine(world, vm) });
  item.history.rhythm = rhythmOf(world, rulesOf(policy.properties), wish);
  world.resources.put(item);
  if (wish.state === 'stopped') stop(world, item);
  if (wish.state === 'soft-deleted') setAside(world, item);
  return item;
}

function rhythmOf(
  world: World,
  rules: ReturnType<typeof rulesOf>,
  { points = 7, lastBackupHoursAgo = 8 }: BackupWish,
): NonNullable<ProtectedItem['history']['rhythm']> {
  const { everyMs } = rules;
  const now = world.clock.now();
  if (points === 0) return { firstAt: nextRun(rules, now), everyMs, lastGoodAt: undefined };
  const lastAt = now - lastBackupHoursAgo * HOUR;
  const failing = lastAt + everyMs <= now;
  return { firstAt: lastAt - (points - 1) * everyMs, everyMs, lastGoodAt: failing ? lastAt : undefined };
}

function stop(world: World, item: ProtectedItem): void {
  settleHistory(world, item);
  Object.assign(item.properties, { policyId: '', policyName: '' });
}
