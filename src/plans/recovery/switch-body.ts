import type { ReprotectOrder } from '../../ports/azure/recovery.ts';
import { diskBody } from '../protect/azure-bodies.ts';

/** The body of the call as it is shown before anybody agrees; the adapter makes the one that is sent. */
export const switchBody = (order: ReprotectOrder) => ({
  properties: {
    replicationProtectedItemName: order.itemName,
    providerSpecificDetails: {
      instanceType: 'A2A',
      recoveryContainerId: order.containerId,
      recoveryResourceGroupId: order.recoveryResourceGroupId,
      policyId: order.policyId,
      recoveryAvailabilitySetId: order.recoveryAvailabilitySetId,
      recoveryAvailabilityZone: order.recoveryZone,
      vmManagedDisks: order.disks.map(diskBody),
    },
  },
});
