import { z } from 'zod';

const id = z.string();
const region = z.string();

/** Something that replication stands on, to be created where it is not there. */
export const foundation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('group'), id, region }),
  z.object({ kind: z.literal('vault'), id, region, redundancy: z.enum(['local', 'zone', 'geo']) }),
  z.object({
    kind: z.literal('network'),
    id,
    region,
    prefixes: z.array(z.string()),
    subnets: z.array(z.object({ name: z.string(), prefix: z.string() })),
  }),
  z.object({
    kind: z.literal('availability-set'),
    id,
    region,
    faultDomains: z.number(),
    updateDomains: z.number(),
  }),
  z.object({ kind: z.literal('account'), id, region, sku: z.enum(['Standard_LRS', 'Premium_LRS']) }),
  z.object({
    kind: z.literal('policy'),
    id,
    retentionMinutes: z.number(),
    appConsistentEveryMinutes: z.number(),
    multiVmConsistency: z.boolean(),
  }),
  z.object({ kind: z.literal('fabric'), id, region }),
  z.object({ kind: z.literal('container'), id }),
  z.object({ kind: z.literal('container-mapping'), id, targetContainerId: id, policyId: id }),
  z.object({ kind: z.literal('network-mapping'), id, networkId: id, targetFabricId: id, targetNetworkId: id }),
]);

export type Foundation = z.infer<typeof foundation>;

const disk = z.object({
  diskId: id,
  cacheAccountId: id,
  recoveryResourceGroupId: id,
  replicaType: z.string().optional(),
  targetType: z.string().optional(),
  encryptionSetId: id.optional(),
});

const blobDisk = z.object({ blobUri: z.string(), cacheAccountId: id, recoveryAccountId: id });

const machine = z.object({
  name: z.string(),
  itemId: id,
  vmId: id,
  policyId: id,
  recoveryContainerId: id,
  recoveryResourceGroupId: id,
  recoveryNetworkId: id.optional(),
  recoverySubnet: z.string().optional(),
  recoveryAvailabilitySetId: id.optional(),
  recoveryZone: z.string().optional(),
  multiVmGroup: z.string().optional(),
  disks: z.array(disk),
  blobDisks: z.array(blobDisk).optional(),
});

export type MachineOrder = z.infer<typeof machine>;

/** What the workflow `protect-machines` is to do. */
export const protectOrder = z.object({
  targetRegion: region,
  /** What the command was, so that the end can say how to go on with those that are left. */
  again: z.string(),
  foundations: z.array(foundation),
  machines: z.array(machine),
});

export type ProtectMachines = z.infer<typeof protectOrder>;
