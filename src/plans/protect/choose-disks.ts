import type { StorageAccount, Vm, VmDisk } from '../../ports/azure/estate.ts';
import { nameIn } from '../../protection/resource-id.ts';
import type { Check } from '../plan.ts';
import type { Foundation, MachineOrder } from './order.ts';
import type { Scene } from './scene.ts';
import type { ProtectWanted } from './wanted.ts';

interface ChosenDisks {
  readonly disks: MachineOrder['disks'];
  readonly blobDisks?: MachineOrder['blobDisks'];
  readonly foundations: readonly Foundation[];
  readonly checks: readonly Check[];
}

interface Into {
  readonly groupId: string;
  readonly cacheId: string;
  readonly scene: Scene;
}

/** Replicas of the same kind as the disks, and all of them, unless somebody says otherwise. */
export const chooseDisks = (vm: Vm, wanted: ProtectWanted, into: Into): ChosenDisks => {
  const left = (wanted.excludeDisks ?? []).map((name) => name.toLowerCase());
  const disks = vm.disks.filter(({ name }) => !left.includes(name.toLowerCase()));
  const checks = [...systemDisk(vm, left), ...keys(disks, wanted)];
  const blobs = disks.filter(({ id, blobUri }) => id === undefined && blobUri !== undefined);
  if (blobs.length > 0) return { ...blobDisks(blobs, into), disks: [], checks };
  return { disks: disks.flatMap((disk) => managed(disk, wanted, into)), foundations: [], checks };
};

/** Names that are on none of the machines: a slip would leave a disk in that was to be left out. */
export const unknownDisks = (vms: readonly Vm[], { excludeDisks = [] }: ProtectWanted): readonly Check[] => {
  const known = vms.flatMap(({ disks }) => disks.map(({ name }) => name));
  return excludeDisks
    .filter((name) => !known.some((each) => each.toLowerCase() === name.toLowerCase()))
    .map((name) => block(`disk ${name}`, 'No such disk is attached.', `The disks are: ${known.join(', ')}.`));
};

const managed = (
  { id, type, encryptionSetId }: VmDisk,
  wanted: ProtectWanted,
  { groupId, cacheId }: Into,
): MachineOrder['disks'] => {
  const kind = wanted.diskType ?? type;
  const set = wanted.encryptionSet ?? encryptionSetId;
  if (id === undefined) return [];
  return [
    {
      diskId: id,
      cacheAccountId: cacheId,
      recoveryResourceGroupId: groupId,
      ...(kind !== undefined && { replicaType: kind, targetType: kind }),
      ...(set !== undefined && { encryptionSetId: set }),
    },
  ];
};

const systemDisk = ({ disks }: Vm, left: readonly string[]): readonly Check[] =>
  disks
    .filter(({ role, name }) => role === 'os' && left.includes(name.toLowerCase()))
    .map(({ name }) => block(`disk ${name}`, 'It is the system disk: without it nothing would start.', 'Leave it in.'));

/** Keys do not leave their region: the replicas need keys of their own. */
const keys = (disks: readonly VmDisk[], { encryptionSet }: ProtectWanted): readonly Check[] =>
  disks
    .filter(({ encryptionSetId }) => encryptionSetId !== undefined && encryptionSet === undefined)
    .map(({ name, encryptionSetId = '' }) =>
      block(
        `disk ${name}`,
        `It is encrypted by ${nameIn(encryptionSetId)}, whose keys are in the source region.`,
        'Name a disk encryption set in the target region: --encryption-set <its id>',
      ),
    );

/** Each account of the source gets one beside it, of the same kind, for the copies of its disks. */
const blobDisks = (blobs: readonly VmDisk[], { groupId, cacheId, scene }: Into) => {
  const accountOf = ({ blobUri = '' }: VmDisk) => new URL(blobUri).hostname.split('.')[0] ?? '';
  const idOf = (account: string) => `${groupId}/providers/Microsoft.Storage/storageAccounts/${account.slice(0, 21)}asr`;
  const sources = [...new Set(blobs.map(accountOf))];
  const isThere = (id: string) => scene.accounts.some((each) => each.id.toLowerCase() === id.toLowerCase());
  return {
    blobDisks: blobs.map((disk) => ({
      blobUri: disk.blobUri ?? '',
      cacheAccountId: cacheId,
      recoveryAccountId: idOf(accountOf(disk)),
    })),
    foundations: sources
      .filter((account) => !isThere(idOf(account)))
      .map((account): Foundation => {
        const sku = skuOf(scene.accounts.find(({ name }) => name === account));
        return { kind: 'account', id: idOf(account), region: scene.target.name, sku };
      }),
  };
};

const skuOf = (account: StorageAccount | undefined) =>
  account?.sku.startsWith('Premium') ? ('Premium_LRS' as const) : ('Standard_LRS' as const);

const block = (subject: string, why: string, fix: string): Check => ({ outcome: 'block', subject, why, fix });
