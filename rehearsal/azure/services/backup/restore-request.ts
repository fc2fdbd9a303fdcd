import { z } from 'zod';

/** What a restore is asked for with, at the primary region as at the secondary. */
export const restoreRequest = z.looseObject({
  objectType: z.enum(['IaasVMRestoreRequest', 'IaasVMRestoreWithRehydrationRequest']),
  recoveryPointId: z.string().optional(),
  recoveryType: z.enum(['OriginalLocation', 'AlternateLocation', 'RestoreDisks']),
  sourceResourceId: z.string().optional(),
  region: z.string().optional(),
  storageAccountId: z.string().optional(),
  targetResourceGroupId: z.string().optional(),
  targetVirtualMachineId: z.string().optional(),
  virtualNetworkId: z.string().optional(),
  subnetId: z.string().optional(),
  diskEncryptionSetId: z.string().optional(),
  restoreDiskLunList: z.array(z.int()).nullish(),
  zones: z.array(z.string()).nullish(),
});

export type RestoreRequest = z.output<typeof restoreRequest>;
