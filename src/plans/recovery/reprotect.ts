import type { PlanContext } from '../../definitions/command.ts';
import type { StorageAccount } from '../../ports/azure/estate.ts';
import type { ProtectedItem, ReplicatedDisk } from '../../ports/azure/recovery.ts';
import type { Target } from '../../ports/names.ts';
import { groupIn, nameIn, subscriptionIn } from '../../protection/resource-id.ts';
import { counted } from '../../views/words.ts';
import type { Plan, Write } from '../plan.ts';
import { refusedBy } from '../refused-plan.ts';
import { chooseCache } from './cache-account.ts';
import { azPost } from './item-writes.ts';
import { identityOf, movingLocks } from './locks.ts';
import { type Machine, readMoving } from './machines.ts';
import { moveOf } from './order.ts';
import { titleOf } from './points.ts';
import { readWay } from './practice-score.ts';
import { switchBody } from './switch-body.ts';
import { whoGoes } from './who-goes.ts';

interface Wanted {
  readonly target: Target;
  /** The storage account to write through, where the person chose one. */
  readonly cache?: string;
}

/**
 * Replicates what is failed over back to where it came from. Azure's call for a whole recovery plan cannot name managed
 * disks and fails for them, and so does the item's own: each machine is switched at its container.
 */
export const planReprotect = async ({ target, cache }: Wanted, context: PlanContext): Promise<Plan> => {
  const moving = await readMoving(target, context);
  const { going, checks } = whoGoes(moving, {
    what: 'a reprotection',
    mayGo: ({ allowed }) => allowed.includes('SwitchProtection'),
  });
  const title = `reprotect ${target.name} (${counted(going.length, 'VM')})`;
  if (going.length === 0) return refusedBy(title, checks);
  const [chosen, { direction }] = await Promise.all([
    chooseCache(going, cache, context),
    readWay(going.map(turned), context),
  ]);
  const all = [...checks, ...chosen.checks];
  if (chosen.accounts.size === 0) return refusedBy(title, all);
  const orders = going.map((machine) => ({ machine, order: orderOf(machine, chosen.accounts) }));
  return {
    title: `${title}, ${direction}`,
    lines: orders.map(({ machine, order }) => ({
      title: titleOf(machine),
      detail: `replicated to ${machine.item.sourceRegion} again, into group ${nameIn(order.recoveryResourceGroupId)}, ${counted(order.disks.length, 'disk')} through ${nameIn(order.disks[0]?.cacheAccountId ?? '')}`,
    })),
    consequences: [
      'What you lose: what only the machines of old hold. Their disks are overwritten by what runs now, and a failover that was not committed is committed.',
      'What stops: nothing. Machines of old that still run are shut down if they can be reached.',
      ...itemByItem(moving.plan?.name),
    ],
    checks: all,
    facts: {
      decisive: {
        machines: going.map(identityOf),
        'resource groups': [...new Set(orders.map(({ order }) => order.recoveryResourceGroupId.toLowerCase()))],
        'cache accounts': [
          ...new Set(orders.flatMap(({ order }) => order.disks.map((disk) => disk.cacheAccountId.toLowerCase()))),
        ],
        disks: orders.flatMap(({ order }) => order.disks.map(({ diskId }) => diskId.toLowerCase())),
      },
      bounded: {},
      shown: {},
    },
    writes: [
      ...orders.map(({ machine, order }) => writeOf(machine, order)),
      ...[...chosen.accounts.values()].map((account) =>
        attach(account, cache === undefined ? going[0]?.item.vmId : undefined),
      ),
    ],
    vms: going.length,
    work: {
      workflow: 'move-machines',
      order: { moves: orders.map(({ machine, order }) => moveOf('reprotect', machine, order)) },
      locks: movingLocks(going),
    },
  };
};

const turned = ({ item, ...machine }: Machine): Machine => ({
  ...machine,
  item: { ...item, sourceRegion: item.targetRegion, targetRegion: item.sourceRegion },
});

const itemByItem = (plan: string | undefined): readonly string[] =>
  plan === undefined
    ? []
    : [`Azure does not reprotect ${plan} as a whole where there are managed disks: it goes machine by machine.`];

/** Everything is taken from the item: where it came from, and the disks that it runs from now. */
const orderOf = ({ item }: Machine, accounts: ReadonlyMap<string, StorageAccount>) => {
  const home = groupOf(item.vmId);
  const account = accounts.get(item.targetRegion.toLowerCase());
  return {
    containerId: item.containerId,
    itemName: item.name,
    policyId: item.policyId,
    recoveryResourceGroupId: home,
    disks: item.disks.map((disk) => ({
      diskId: presentDisk(disk, item),
      cacheAccountId: account?.id ?? '',
      recoveryResourceGroupId: home,
      ...(disk.replicaType && { replicaType: disk.replicaType }),
      ...(disk.targetType && { targetType: disk.targetType }),
    })),
  };
};

const groupOf = (vmId: string): string => `/subscriptions/${subscriptionIn(vmId)}/resourceGroups/${groupIn(vmId)}`;

/** The disk that the failover has made; where Azure does not name it, by the name that it gives it. */
const presentDisk = ({ targetDiskId, name }: ReplicatedDisk, { recoveryResourceGroupId }: ProtectedItem): string =>
  targetDiskId ?? `${recoveryResourceGroupId}/providers/Microsoft.Compute/disks/${name}`;

const container = 'Microsoft.RecoveryServices/vaults/replicationFabrics/replicationProtectionContainers';

const writeOf = ({ item }: Machine, order: ReturnType<typeof orderOf>): Write => {
  const body = switchBody(order);
  return {
    action: `${container}/switchprotection/action`,
    resource: item.containerId,
    of: item.vmId,
    call: { method: 'POST', body },
    az: azPost(`${item.containerId}/switchprotection`, body),
  };
};

/** The account that every machine writes through. One that the person chose has to be theirs to choose. */
const attach = ({ id }: StorageAccount, of: string | undefined): Write => ({
  action: 'Microsoft.Storage/storageAccounts/read',
  resource: id,
  ...(of && { of }),
  call: { method: 'POST' },
});
