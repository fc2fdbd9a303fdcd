import type { Role } from './role.ts';
import { backupContributor } from './roles/backup-contributor.ts';
import { backupMuaAdmin, backupMuaOperator } from './roles/backup-multi-user.ts';
import { backupOperator } from './roles/backup-operator.ts';
import { backupReader } from './roles/backup-reader.ts';
import {
  azureBackupSnapshotContributor,
  diskBackupReader,
  diskRestoreOperator,
  diskSnapshotContributor,
} from './roles/disk-roles.ts';
import {
  contributor,
  networkContributor,
  owner,
  reader,
  storageAccountContributor,
  storageAccountKeyOperator,
  storageBlobDataContributor,
  userAccessAdministrator,
} from './roles/general.ts';
import { siteRecoveryContributor } from './roles/site-recovery-contributor.ts';
import { siteRecoveryOperator } from './roles/site-recovery-operator.ts';
import { siteRecoveryReader } from './roles/site-recovery-reader.ts';
import { virtualMachineContributor } from './roles/virtual-machine-contributor.ts';
import { vmRestoreOperator } from './roles/vm-restore-operator.ts';

/** The built-in roles that people and the bot hold, with the actions that Azure gives them. */
export const builtInRoles: readonly Role[] = [
  owner,
  contributor,
  reader,
  userAccessAdministrator,
  networkContributor,
  storageAccountContributor,
  storageAccountKeyOperator,
  storageBlobDataContributor,
  backupContributor,
  backupOperator,
  backupReader,
  backupMuaAdmin,
  backupMuaOperator,
  siteRecoveryContributor,
  siteRecoveryOperator,
  siteRecoveryReader,
  virtualMachineContributor,
  diskBackupReader,
  diskRestoreOperator,
  diskSnapshotContributor,
  azureBackupSnapshotContributor,
  vmRestoreOperator,
];
