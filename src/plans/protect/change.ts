import { z } from 'zod';
import type { ProtectionUpdate } from '../../ports/azure/protection-writer.ts';
import type { FieldsOf } from '../fields-of.ts';
import { diskOrder } from './order.ts';

const common = { machine: z.string(), itemId: z.string(), vaultId: z.string() };
const nic = z.object({
  nicId: z.string(),
  ipConfiguration: z.string(),
  recoverySubnet: z.string().optional(),
  recoveryAddress: z.string().optional(),
} satisfies FieldsOf<NonNullable<ProtectionUpdate['nics']>[number]>);

const targetType = z.object({
  diskId: z.string(),
  targetType: z.string(),
} satisfies FieldsOf<NonNullable<ProtectionUpdate['disks']>[number]>);

const update = {
  recoveryVmName: z.string().optional(),
  recoverySize: z.string().optional(),
  recoveryNetworkId: z.string().optional(),
  recoveryResourceGroupId: z.string().optional(),
  recoveryAvailabilitySetId: z.string().optional(),
  nics: z.array(nic).readonly().optional(),
  disks: z.array(targetType).readonly().optional(),
} satisfies FieldsOf<Omit<ProtectionUpdate, 'itemId'>>;

/** One call on a machine that is replicated. */
const change = z.discriminatedUnion('call', [
  z.object({ call: z.literal('unprotect'), ...common }),
  z.object({ call: z.literal('resync'), ...common }),
  z.object({ call: z.literal('updateAgent'), ...common }),
  z.object({ call: z.literal('addDisks'), ...common, disks: z.array(diskOrder).readonly() }),
  z.object({ call: z.literal('removeDisks'), ...common, diskIds: z.array(z.string()).readonly() }),
  z.object({ call: z.literal('updateProtection'), ...common, ...update }),
]);

export type ProtectionChange = z.infer<typeof change>;

/** What the workflow `change-protection` is to do: the changes of one machine in their order. */
export const changeOrder = z.object({
  changes: z.array(change),
  next: z.array(z.object({ label: z.string(), line: z.string() })),
});

export type ChangeOrder = z.infer<typeof changeOrder>;
