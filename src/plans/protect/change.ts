import { z } from 'zod';

const common = { machine: z.string(), itemId: z.string(), vaultId: z.string() };
const disk = z.object({
  diskId: z.string(),
  cacheAccountId: z.string(),
  recoveryResourceGroupId: z.string(),
  replicaType: z.string().optional(),
  targetType: z.string().optional(),
});
const nic = z.object({
  nicId: z.string(),
  ipConfiguration: z.string(),
  recoverySubnet: z.string().optional(),
  recoveryAddress: z.string().optional(),
});

/** One call on a machine that is replicated. */
const change = z.discriminatedUnion('call', [
  z.object({ call: z.literal('unprotect'), ...common }),
  z.object({ call: z.literal('resync'), ...common }),
  z.object({ call: z.literal('updateAgent'), ...common }),
  z.object({ call: z.literal('addDisks'), ...common, disks: z.array(disk) }),
  z.object({ call: z.literal('removeDisks'), ...common, diskIds: z.array(z.string()) }),
  z.object({
    call: z.literal('updateProtection'),
    ...common,
    recoveryVmName: z.string().optional(),
    recoverySize: z.string().optional(),
    recoveryNetworkId: z.string().optional(),
    recoveryResourceGroupId: z.string().optional(),
    recoveryAvailabilitySetId: z.string().optional(),
    nics: z.array(nic).optional(),
    disks: z.array(z.object({ diskId: z.string(), targetType: z.string() })).optional(),
  }),
]);

export type ProtectionChange = z.infer<typeof change>;
export type ProtectionUpdate = Extract<ProtectionChange, { readonly call: 'updateProtection' }>;

/** What the workflow `change-protection` is to do: the changes of one machine in their order. */
export const changeOrder = z.object({
  changes: z.array(change),
  next: z.array(z.object({ label: z.string(), line: z.string() })),
});

export type ChangeOrder = z.infer<typeof changeOrder>;
