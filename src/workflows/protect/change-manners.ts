import type { ProtectionChange } from '../../plans/protect/change.ts';
import type { ProtectionUpdate } from '../../ports/azure/protection-writer.ts';
import type { ProtectedItem, RecoveryWriter } from '../../ports/azure/recovery.ts';
import type { OperationToken, Sending } from '../../ports/azure/write.ts';
import { sameId } from '../../protection/resource-id.ts';
import { counted } from '../../views/words.ts';

export type Call = ProtectionChange['call'];
type ChangeOf<Each extends Call> = Extract<ProtectionChange, { readonly call: Each }>;

/** How one kind of change is carried out, and by what in the item it is known to be done. */
interface Manner<Each extends ProtectionChange> {
  title(change: Each): string;
  isDone(item: ProtectedItem, change: Each): boolean;
  act(writer: RecoveryWriter, change: Each, sending: Sending): Promise<OperationToken>;
}

const holds = ({ disks }: ProtectedItem, id: string): boolean => disks.some((disk) => sameId(disk.id, id));

const manners: { readonly [Each in Call]: Manner<ChangeOf<Each>> } = {
  unprotect: {
    title: ({ machine }) => `end the replication of ${machine}`,
    isDone: () => false,
    act: (writer, { itemId }, sending) => writer.unprotect({ itemId }, sending),
  },
  resync: {
    title: ({ machine }) => `copy all of ${machine} again`,
    isDone: () => false,
    act: (writer, { itemId }, sending) => writer.resync({ itemId }, sending),
  },
  updateAgent: {
    title: ({ machine }) => `update the agent of ${machine}`,
    isDone: ({ agentUpdateWaits }) => !agentUpdateWaits,
    act: (writer, { itemId }, sending) => writer.updateAgent({ itemId }, sending),
  },
  addDisks: {
    title: ({ machine, disks }) => `replicate ${counted(disks.length, 'more disk')} of ${machine}`,
    isDone: (item, { disks }) => disks.every(({ diskId }) => holds(item, diskId)),
    act: (writer, { itemId, disks }, sending) => writer.addDisks({ itemId, disks }, sending),
  },
  removeDisks: {
    title: ({ machine, diskIds }) => `stop replicating ${counted(diskIds.length, 'disk')} of ${machine}`,
    isDone: (item, { diskIds }) => diskIds.every((id) => !holds(item, id)),
    act: (writer, { itemId, diskIds }, sending) => writer.removeDisks({ itemId, diskIds }, sending),
  },
  updateProtection: {
    title: ({ machine }) => `change what ${machine} becomes`,
    isDone: (item, change) => isLike(item, change),
    act: (writer, { call: _call, machine: _machine, vaultId: _vault, ...order }, sending) =>
      writer.updateProtection(order, sending),
  },
};

/** Safe: what is looked up by a change's own kind takes that change. */
export const mannerOf = (change: ProtectionChange): Manner<ProtectionChange> =>
  manners[change.call] as Manner<ProtectionChange>;

/** The name is not told by the item, so that a new name is always sent. */
const isLike = (item: ProtectedItem, change: ProtectionUpdate): boolean =>
  change.recoveryVmName === undefined &&
  isOr(change.recoverySize, item.recoverySize) &&
  isOr(change.recoveryNetworkId, item.recoveryNetworkId) &&
  isOr(change.recoveryResourceGroupId, item.recoveryResourceGroupId) &&
  isOr(change.recoveryAvailabilitySetId, item.recoveryAvailabilitySetId) &&
  (change.disks ?? []).every(({ diskId, targetType }) =>
    item.disks.some((disk) => sameId(disk.id, diskId) && disk.targetType === targetType),
  ) &&
  (change.nics ?? []).every(({ nicId, recoverySubnet, recoveryAddress }) =>
    item.nics.some(
      (nic) =>
        sameId(nic.id, nicId) && isOr(recoverySubnet, nic.recoverySubnet) && isOr(recoveryAddress, nic.recoveryAddress),
    ),
  );

const isOr = (wanted: string | undefined, is: string | undefined): boolean =>
  wanted === undefined || wanted.toLowerCase() === is?.toLowerCase();
