import { reprotectBody } from '../../azure-bodies/replication.ts';
import type { PlanContext } from '../../definitions/command.ts';
import type { StorageAccount } from '../../ports/azure/estate.ts';
import type { ProtectedItem, ReplicatedDisk, ReprotectOrder } from '../../ports/azure/recovery.ts';
import type { Target } from '../../ports/names.ts';
import { nameIn } from '../../protection/resource-id.ts';
import { blocked } from '../../readiness/checks.ts';
import { regionTitle } from '../../views/region-title.ts';
import { counted, listed } from '../../views/words.ts';
import { azRest } from '../az-rest.ts';
import type { Check, Plan, Write } from '../plan.ts';
import { refusedBy } from '../refused-plan.ts';
import { chooseCache } from './cache-account.ts';
import { type Home, readHomes } from './home.ts';
import { identityOf, movingLocks } from './locks.ts';
import { type Machine, readMoving } from './machines.ts';
import { moveOf } from './order.ts';
import { titleOf } from './points.ts';
import { waysOf } from './practice-score.ts';
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
  const [chosen, homes] = await Promise.all([chooseCache(going, cache, context), readHomes(going, context)]);
  const blobs = going.filter(onBlobs);
  const down = homes.silent.map((region) => doesNotAnswer(regionTitle(region), target));
  const all = [...checks, ...down, ...chosen.checks, ...homes.checks, ...blobs.map(unmanaged)];
  if (chosen.accounts.size === 0 || blobs.length > 0 || down.length > 0) return refusedBy(title, all);
  const orders = going.map((machine) => ({ machine, order: orderOf(machine, homes.of(machine), chosen.accounts) }));
  return {
    title: `${title}, ${waysOf(going.map(turned))}`,
    lines: orders.map(({ machine, order }) => ({
      title: titleOf(machine),
      detail: `replicated to ${regionTitle(machine.item.sourceRegion)} again, into ${placeWords(order)}, ${diskWords(order.disks)}`,
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
        ...placementFacts(orders.map(({ order }) => order)),
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

/** Azure takes the call all the same, and its job then waits for the region without an end. */
const doesNotAnswer = (region: string, { name }: Target): Check =>
  blocked(
    region,
    'it does not answer, and everything would be replicated into it.',
    `When ${region} is back: reprotect ${name}. Until then nothing protects what runs now.`,
  );

const turned = ({ item, ...machine }: Machine): Machine => ({
  ...machine,
  item: { ...item, sourceRegion: item.targetRegion, targetRegion: item.sourceRegion },
});

const itemByItem = (plan: string | undefined): readonly string[] =>
  plan === undefined
    ? []
    : [`Azure does not reprotect ${plan} as a whole where there are managed disks: it goes machine by machine.`];

const onBlobs = ({ item }: Machine): boolean => item.disks.some(({ id }) => !id.startsWith('/'));

/** Azure's call takes them in another form, which asks for storage accounts that the item does not name. */
const unmanaged = ({ name }: Machine): Check =>
  blocked(
    `disks of ${name}`,
    'They are page blobs, and I turn managed disks around alone.',
    `Reprotect ${name} in the portal, or convert its disks to managed ones and protect it anew. Others can be named one by one.`,
  );

/** Everything is taken from the item: where it came from, and the disks that it runs from now. */
const orderOf = ({ item }: Machine, home: Home, accounts: ReadonlyMap<string, StorageAccount>): ReprotectOrder => {
  const account = accounts.get(item.targetRegion.toLowerCase());
  return {
    containerId: item.containerId,
    itemName: item.name,
    policyId: item.policyId,
    recoveryResourceGroupId: home.groupId,
    ...(home.availabilitySetId && { recoveryAvailabilitySetId: home.availabilitySetId }),
    ...(home.zone && { recoveryZone: home.zone }),
    disks: item.disks.map((disk) => ({
      diskId: presentDisk(disk, item),
      cacheAccountId: account?.id ?? '',
      recoveryResourceGroupId: home.groupId,
      ...encryptionOf(disk, home),
      ...(disk.replicaType && { replicaType: disk.replicaType }),
      ...(disk.targetType && { targetType: disk.targetType }),
    })),
  };
};

const encryptionOf = ({ id }: ReplicatedDisk, { keys }: Home) => {
  const encryptionSetId = keys.get(id.toLowerCase());
  return encryptionSetId === undefined ? {} : { encryptionSetId };
};

const placeWords = ({ recoveryResourceGroupId, recoveryAvailabilitySetId, recoveryZone }: ReprotectOrder): string =>
  [
    `group ${nameIn(recoveryResourceGroupId)}`,
    ...(recoveryAvailabilitySetId ? [`availability set ${nameIn(recoveryAvailabilitySetId)}`] : []),
    ...(recoveryZone ? [`zone ${recoveryZone}`] : []),
  ].join(', ');

const diskWords = (disks: ReprotectOrder['disks']): string => {
  const keys = [...new Set(disks.flatMap(({ encryptionSetId }) => encryptionSetId ?? []))].map(nameIn);
  const encrypted = keys.length > 0 ? `, encrypted by ${listed(keys)}` : '';
  return `${counted(disks.length, 'disk')} through ${nameIn(disks[0]?.cacheAccountId ?? '')}${encrypted}`;
};

/** Only what there is: most machines are in no set, no zone, and have no keys of their own. */
const placementFacts = (orders: readonly ReprotectOrder[]): Readonly<Record<string, readonly string[]>> => {
  const facts = {
    'availability sets': orders.flatMap((order) => order.recoveryAvailabilitySetId?.toLowerCase() ?? []),
    zones: orders.flatMap(({ itemName, recoveryZone }) => (recoveryZone ? [`${itemName}: ${recoveryZone}`] : [])),
    'encryption sets': orders.flatMap(({ disks }) =>
      disks.flatMap((disk) => disk.encryptionSetId?.toLowerCase() ?? []),
    ),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, values]) => values.length > 0));
};

/** The disk that the failover has made; where Azure does not name it, by the name that it gives it. */
const presentDisk = ({ targetDiskId, name }: ReplicatedDisk, { recoveryResourceGroupId }: ProtectedItem): string =>
  targetDiskId ?? `${recoveryResourceGroupId}/providers/Microsoft.Compute/disks/${name}`;

const container = 'Microsoft.RecoveryServices/vaults/replicationFabrics/replicationProtectionContainers';

const writeOf = ({ item }: Machine, order: ReprotectOrder): Write => {
  const body = reprotectBody(order);
  return {
    action: `${container}/switchprotection/action`,
    resource: item.containerId,
    of: item.vmId,
    call: { method: 'POST', body },
    az: azRest('post', `${item.containerId}/switchprotection`, body),
  };
};

/** The account that every machine writes through. One that the person chose has to be theirs to choose. */
const attach = ({ id }: StorageAccount, of: string | undefined): Write => ({
  action: 'Microsoft.Storage/storageAccounts/read',
  resource: id,
  ...(of && { of }),
  call: { method: 'POST' },
});
