const instanceType = 'A2A' as const;

/** A failback goes in the same direction: after reprotection the item's present region is its primary one. */
const failoverDirection = 'PrimaryToRecovery';

export const failoverBody = (pointId: string | undefined, shutdownSource: boolean) => ({
  properties: {
    failoverDirection,
    sourceSiteOperations: shutdownSource ? 'Required' : 'NotRequired',
    // Without a point it is the latest one, made at the time of the failover.
    providerSpecificDetails: { instanceType, recoveryPointId: pointId },
  },
});

export const drillBody = (networkId: string, pointId: string | undefined) => ({
  properties: {
    failoverDirection,
    networkType: 'VmNetworkAsInput',
    networkId,
    providerSpecificDetails: { instanceType, recoveryPointId: pointId },
  },
});

/** Here the point lies beside the provider's details, not in them. */
export const pointBody = (pointId: string) => ({
  properties: { recoveryPointId: pointId, providerSpecificDetails: { instanceType } },
});

/** With the cleanup of a drill, of one machine or of a whole plan, and with a job that goes on. */
export const commentsBody = (notes: string | undefined) => ({ properties: { comments: notes } });
