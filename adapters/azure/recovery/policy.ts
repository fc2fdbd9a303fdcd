import { z } from 'zod';
import type { ReplicationPolicy } from '../../../src/ports/azure/recovery.ts';
import { number, text } from '../core/shapes.ts';
import { vaultOf } from './spelling.ts';

const policySchema = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    providerSpecificDetails: z.object({
      recoveryPointHistory: number,
      appConsistentFrequencyInMinutes: number,
      multiVmSyncStatus: text,
    }),
  }),
});

export const policyShape = policySchema.transform(({ id, name, properties }): ReplicationPolicy => {
  const details = properties.providerSpecificDetails;
  return {
    id,
    name,
    vaultId: vaultOf(id),
    retentionMinutes: details.recoveryPointHistory ?? 0,
    appConsistentEveryMinutes: details.appConsistentFrequencyInMinutes ?? 0,
    multiVmConsistency: details.multiVmSyncStatus?.toLowerCase().startsWith('enable') ?? false,
  };
});
