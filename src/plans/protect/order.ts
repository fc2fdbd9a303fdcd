import { z } from 'zod';
import type {
  AccountOrder,
  AvailabilitySetOrder,
  GroupOrder,
  NetworkOrder,
  VaultOrder,
} from '../../ports/azure/places.ts';
import type { BlobDiskOrder, ProtectOrder } from '../../ports/azure/protection-writer.ts';
import type { DiskOrder } from '../../ports/azure/recovery.ts';
import type {
  ContainerMappingOrder,
  ContainerOrder,
  FabricOrder,
  NetworkMappingOrder,
  PolicyOrder,
} from '../../ports/azure/recovery-setup.ts';
import type { FieldsOf } from '../fields-of.ts';

const id = z.string();
const region = z.string();

const group = { id, region } satisfies FieldsOf<Omit<GroupOrder, 'tags'>>;
const vault = { id, region, redundancy: z.enum(['local', 'zone', 'geo']) } satisfies FieldsOf<VaultOrder>;
const network = {
  id,
  region,
  prefixes: z.array(z.string()),
  subnets: z.array(z.object({ name: z.string(), prefix: z.string() })),
} satisfies FieldsOf<Omit<NetworkOrder, 'tags'>>;
const availabilitySet = {
  id,
  region,
  faultDomains: z.number(),
  updateDomains: z.number(),
} satisfies FieldsOf<Omit<AvailabilitySetOrder, 'tags'>>;
const account = { id, region, sku: z.enum(['Standard_LRS', 'Premium_LRS']) } satisfies FieldsOf<
  Omit<AccountOrder, 'tags'>
>;
const fabric = { id, region } satisfies FieldsOf<FabricOrder>;
const container = { id } satisfies FieldsOf<ContainerOrder>;
const containerMapping = { id, targetContainerId: id, policyId: id } satisfies FieldsOf<ContainerMappingOrder>;
const networkMapping = {
  id,
  networkId: id,
  targetFabricId: id,
  targetNetworkId: id,
} satisfies FieldsOf<NetworkMappingOrder>;

export const policyFields = {
  id,
  retentionMinutes: z.number(),
  appConsistentEveryMinutes: z.number(),
  multiVmConsistency: z.boolean(),
} satisfies FieldsOf<PolicyOrder>;

/** Something that replication stands on, to be created where it is not there. */
export const foundation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('group'), ...group }),
  z.object({ kind: z.literal('vault'), ...vault }),
  z.object({ kind: z.literal('network'), ...network }),
  z.object({ kind: z.literal('availability-set'), ...availabilitySet }),
  z.object({ kind: z.literal('account'), ...account }),
  z.object({ kind: z.literal('policy'), ...policyFields }),
  z.object({ kind: z.literal('fabric'), ...fabric }),
  z.object({ kind: z.literal('container'), ...container }),
  z.object({ kind: z.literal('container-mapping'), ...containerMapping }),
  z.object({ kind: z.literal('network-mapping'), ...networkMapping }),
]);

export type Foundation = z.infer<typeof foundation>;

export const diskOrder = z.object({
  diskId: id,
  cacheAccountId: id,
  recoveryResourceGroupId: id,
  replicaType: z.string().optional(),
  targetType: z.string().optional(),
  encryptionSetId: id.optional(),
} satisfies FieldsOf<DiskOrder>);

const blobDisk = z.object({
  blobUri: z.string(),
  cacheAccountId: id,
  recoveryAccountId: id,
} satisfies FieldsOf<BlobDiskOrder>);

const machine = z.object({
  name: z.string(),
  ...({
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
    disks: z.array(diskOrder).readonly(),
    blobDisks: z.array(blobDisk).readonly().optional(),
  } satisfies FieldsOf<ProtectOrder>),
});

export interface MachineOrder extends ProtectOrder {
  readonly name: string;
}

/** What the workflow `protect-machines` is to do. */
export const protectOrder = z.object({
  targetRegion: region,
  /** What the command was, so that the end can say how to go on with those that are left. */
  again: z.string(),
  foundations: z.array(foundation),
  machines: z.array(machine),
});

export type ProtectMachines = z.infer<typeof protectOrder>;
