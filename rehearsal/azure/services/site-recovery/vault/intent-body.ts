import { z } from 'zod';

const text = z.string().nullish();

/** Something to make new, or something that exists, given by the name of the field with its id. */
const custom = (idField: string) => z.looseObject({ resourceType: z.enum(['New', 'Existing']), [idField]: text });

const managedDisk = z.looseObject({
  diskId: z.string().min(1),
  primaryStagingStorageAccountCustomInput: custom('azureStorageAccountId').nullish(),
  recoveryResourceGroupCustomInput: custom('recoveryResourceGroupId').nullish(),
  recoveryReplicaDiskAccountType: text,
  recoveryTargetDiskAccountType: text,
  recoveryDiskEncryptionSetId: text,
});

export const intentBody = z.object({
  properties: z.object({
    providerSpecificDetails: z.object({
      instanceType: z.literal('A2A'),
      fabricObjectId: z.string().min(1),
      primaryLocation: z.string().min(1),
      recoveryLocation: z.string().min(1),
      recoverySubscriptionId: z.string().min(1),
      recoveryAvailabilityType: z.enum(['Single', 'AvailabilitySet', 'AvailabilityZone']),
      recoveryResourceGroupId: z.string().min(1),
      recoveryAvailabilityZone: text,
      protectionProfileCustomInput: custom('protectionProfileId').nullish(),
      primaryStagingStorageAccountCustomInput: custom('azureStorageAccountId').nullish(),
      recoveryVirtualNetworkCustomInput: custom('recoveryVirtualNetworkId').nullish(),
      recoveryAvailabilitySetCustomInput: custom('recoveryAvailabilitySetId').nullish(),
      vmManagedDisks: z.array(managedDisk).nullish(),
      multiVmGroupName: text,
      agentAutoUpdateStatus: z.enum(['Enabled', 'Disabled']).nullish(),
    }),
  }),
});

export type IntentWish = z.output<typeof intentBody>['properties']['providerSpecificDetails'];
