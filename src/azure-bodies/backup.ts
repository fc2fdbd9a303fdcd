const ofMachine = { protectedItemType: 'Microsoft.Compute/virtualMachines' } as const;

export const enableBackupBody = (vmId: string, policyId: string) => ({
  properties: { ...ofMachine, sourceResourceId: vmId, policyId },
});

/** Without a policy no more points are made; those that there are stay. */
export const stopBackupBody = (vmId: string) => ({
  properties: { ...ofMachine, sourceResourceId: vmId, policyId: '', protectionState: 'ProtectionStopped' as const },
});

/** Deleted backups come back stopped. */
export const undeleteBackupBody = (vmId: string) => ({
  properties: { ...stopBackupBody(vmId).properties, isRehydrate: true },
});
