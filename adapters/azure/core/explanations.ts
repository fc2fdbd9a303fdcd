interface Explanation {
  readonly means: string;
  /** A command that shows more, or the way out. */
  readonly next?: string;
}

/** In our own words, the codes that people meet on the way to a recovery. */
const explanations: Readonly<Record<string, Explanation>> = {
  // Site Recovery, on the machine or its surroundings.
  150019: {
    means: 'The machine itself is in a failed or changing state: until that is over it cannot be replicated.',
    next: 'check',
  },
  150039: {
    means: 'A data disk was attached but never initialised inside the machine. Initialise it, or leave it out.',
    next: 'check',
  },
  150097: {
    means: 'The size or the number of cores is not available in the target region: a quota or an offer is missing.',
    next: 'check',
  },
  151037: { means: 'The machine cannot reach Site Recovery: outbound traffic on port 443 is blocked.', next: 'check' },
  151066: {
    means: 'The machine lacks the current root certificates, so that it does not trust Azure. Update them inside it.',
    next: 'check',
  },
  151072: { means: 'The machine cannot reach Site Recovery: outbound traffic on port 443 is blocked.', next: 'check' },
  151195: {
    means:
      'The machine cannot resolve the names of Site Recovery: its DNS server is wrong or cannot be reached. After a reprotect this is often the DNS of the other network.',
    next: 'check',
  },
  151196: {
    means:
      'The machine cannot reach the sign-in addresses of Microsoft Entra: the service tag AzureActiveDirectory is not let out.',
    next: 'check',
  },
  151197: {
    means: 'The machine cannot reach the addresses of Site Recovery: the service tag AzureSiteRecovery is not let out.',
    next: 'check',
  },
  153077: {
    means:
      'The agent inside the machine is silent. After a failover that is expected until the machine is protected again.',
    next: 'status',
  },
  HvrStorageAccountNotFound: {
    means: 'The cache account of the replication is gone or was moved: it must be in the region of the machine.',
    next: 'check',
  },
  VMDisksMissing: { means: 'The reprotection was asked for without the disks of the failed-over machine.' },
  // Restore points and snapshots.
  DiskRestorePointUsedByCustomer: {
    means:
      'Somebody still holds an access address to a disk of this point. It can be deleted once that access is revoked.',
  },
  OperationNotAllowed: {
    means:
      'The machine or the copies are not in a state for this now: it was changed meanwhile, a disk is not allocated, or the order or the number of copies does not allow it.',
    next: 'points',
  },
  VMRestorePointClientError: {
    means: 'The machine could not be brought to rest: shared disks, COM+ or VSS inside it, or the limit of snapshots.',
  },
  VMAgentStatusCommunicationError: {
    means: 'The agent inside the machine did not answer. A crash-consistent point needs no agent.',
    next: 'check',
  },
  VMRestorePointInternalError: { means: 'Azure failed inside. Asking once more in some minutes usually helps.' },
  // Places.
  StorageModelModifyError: { means: 'The redundancy of a vault is fixed with the first machine that it protects.' },
  BMSUserErrorUnableToEnableCrossRegionRestore: {
    means: 'Cross Region Restore needs a vault whose storage is geo-redundant.',
  },
  AccountFailoverNotSupported: {
    means: 'The account keeps no copy in another region, so there is nowhere to fail over to.',
    next: 'storage show',
  },
  AccountFailoverNotReady: { means: 'The copy in the other region is not ready yet.', next: 'storage show' },
  // Azure Backup and Cross Region Restore.
  BMSUserErrorObjectLocked: {
    means: 'Azure Backup is still busy with this machine: one operation at a time.',
    next: 'jobs',
  },
  UserErrorBackupOperationInProgress: { means: 'A backup of this machine runs already.', next: 'jobs' },
  BMSUserErrorDataSourceObjectNotFound: {
    means: 'This vault does not protect the machine, or no longer. Its soft-deleted data may still be there.',
    next: 'status',
  },
  BMSUserErrorContainerObjectNotFound: { means: 'This vault does not know the machine.', next: 'status' },
  BMSUserErrorRecoveryPointNotFound: {
    means: 'The recovery point has expired, or is not in that region: in the secondary one, points arrive hours later.',
    next: 'points',
  },
  VirtualMachineAlreadyProtected: {
    means: 'A machine is in one vault at a time: its protection in the other one has to be stopped first.',
    next: 'status',
  },
  BMSUserErrorInvalidPolicyForGivenProvider: {
    means: 'The policy is not one for virtual machines.',
    next: 'backup policies',
  },
  BMSUserErrorCrossRegionRestoreNotEnabledInThisVault: {
    means: 'The vault does not let its backups be restored in the secondary region.',
    next: 'vault enable-cross-region',
  },
  BMSUserErrorInvalidCrrAccessToken: {
    means: 'Azure refuses the access that it gave itself a moment ago. Asking for the restore anew gets another one.',
  },
  BMSUserErrorJobCannotBeCancelled: {
    means: 'The job is past the point where it can be cancelled, or has ended.',
    next: 'job',
  },
  UserErrorGuestAgentStatusUnavailable: {
    means: 'The agent inside the machine does not answer, so that it cannot be brought to rest for a backup.',
    next: 'check',
  },
  // Everything.
  AuthorizationFailed: { means: "The bot's own Azure identity lacks a role for this.", next: 'selfcheck' },
  LinkedAuthorizationFailed: {
    means: "The bot's own Azure identity lacks a role on something that this refers to.",
    next: 'selfcheck',
  },
  QuotaExceeded: {
    means: 'The quota of the subscription in that region is used up. A larger one is asked for in the portal.',
    next: 'check',
  },
  SkuNotAvailable: { means: 'This size is not offered there to this subscription, or not now.', next: 'check' },
  ResourceRequestsThrottled: { means: 'Recovery Services counts this by the hour, and the hour is used up.' },
  SubscriptionRequestsThrottled: { means: 'Too many requests at once in this subscription.' },
  TooManyRequests: { means: 'Too many requests at once.' },
  ServiceUnavailable: { means: 'The region or the service does not answer now.', next: 'status' },
  ResourceNotFound: { means: 'It does not exist, or no longer.' },
  ResourceGroupNotFound: { means: 'The resource group does not exist, or no longer.' },
};

/** Azure writes the same code in several letter cases. */
const byCode = new Map(Object.entries(explanations).map(([code, explanation]) => [code.toLowerCase(), explanation]));

export const explain = (code: string): Explanation | undefined => byCode.get(code.toLowerCase());
