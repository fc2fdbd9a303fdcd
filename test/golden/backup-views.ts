import { commands } from '../../commands/index.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import type { Message } from '../../src/messages/message.ts';
import type { BackupPolicySummary } from '../../src/ports/azure/backup.ts';
import type { StorageAccount } from '../../src/ports/azure/estate.ts';
import { mergePoints } from '../../src/protection/merge-points.ts';
import { backupPoliciesCard } from '../../src/views/backup-policies.ts';
import { offering } from '../../src/views/offer.ts';
import { optionsCard } from '../../src/views/options.ts';
import { storageCard } from '../../src/views/storage.ts';
import {
  minutesAgo,
  now,
  plainGaps,
  sampleBackupItem,
  sampleBackupPoint,
  sampleItem,
  sampleRestorePoint,
  sampleVm,
} from '../sample/azure.ts';
import { groupId } from '../sample/policy.ts';

const offer = offering(createCatalog(commands));
const read = { missing: [], readAt: minutesAgo(1), now };
const vaultId = sampleBackupItem('pay-db-01').vaultId;

const policy = (name: string, of: BackupPolicySummary['of']): BackupPolicySummary => ({
  id: `${vaultId}/backuppolicies/${name}`,
  name,
  vaultId,
  of,
  schedule: 'every day at 16:30 UTC',
  keeps: 'daily ones 30 days',
  items: 3,
});

const account = (changes: Partial<StorageAccount> = {}): StorageAccount => ({
  id: `${groupId('rg-payments')}/providers/microsoft.storage/storageaccounts/stpay01`,
  name: 'stpay01',
  region: 'eastus',
  sku: 'Standard_RAGRS',
  kind: 'StorageV2',
  secondaryRegion: 'westus',
  secondaryEndpoint: 'https://stpay01-secondary.blob.core.windows.net/',
  lastSyncAt: minutesAgo(4),
  canFailover: true,
  canPlannedFailover: true,
  ...changes,
});

const { secondaryRegion, secondaryEndpoint, lastSyncAt, canFailover, canPlannedFailover, ...alone } = account({
  sku: 'Standard_LRS',
});
const accountTarget = {
  kind: 'storage-account',
  name: 'stpay01',
  where: 'rg-payments',
  resources: [alone.id],
} as const;
const region = { kind: 'region', name: 'eastus', where: 'East US', resources: [] } as const;

const vault = {
  id: vaultId,
  name: 'backup',
  resourceGroup: 'rg-vaults',
  subscription: 's',
  region: 'eastus',
  redundancy: 'geo',
  crossRegionRestore: true,
} as const;

const points = mergePoints({
  itemPoints: [],
  backupItem: sampleBackupItem('pay-db-01'),
  backupRegion: 'eastus',
  secondaryRegion: 'westus',
  backupPoints: [
    sampleBackupPoint('1'),
    sampleBackupPoint('2', { where: 'secondary-region', at: minutesAgo(30 * 60), tiers: ['vault'] }),
  ],
  restorePoints: [sampleRestorePoint('nightly')],
  snapshots: [],
});

const options = {
  machine: 'pay-db-01',
  vm: sampleVm('pay-db-01'),
  item: sampleItem('pay-db-01'),
  backup: sampleBackupItem('pay-db-01'),
  vault,
  vaults: [vault],
  points,
  unread: { recovery: false, backup: false, copies: false },
  leftOut: [],
  ...read,
};

/** Its region is down: neither it nor what its region knows of it could be read. */
const lost = {
  ...options,
  vm: undefined,
  item: undefined,
  backup: undefined,
  points: points.filter(({ mechanism }) => mechanism === 'backup-secondary'),
  unread: { recovery: true, backup: true, copies: true },
  missing: plainGaps('The backup items of vault backup could not be read.'),
};

export const backupViews: Readonly<Record<string, Message>> = {
  'backup-policies': backupPoliciesCard({
    vault: undefined,
    policies: [policy('DefaultPolicy', 'machines'), policy('HourlyLogBackup', 'databases')],
    leftOut: 1,
    ...read,
  }),
  'backup-policies-none': backupPoliciesCard({ vault: undefined, policies: [], leftOut: 0, ...read }),
  'storage-account': storageCard({ target: accountTarget, accounts: [account()], leftOut: 0, ...read }, offer),
  'storage-account-alone': storageCard({ target: accountTarget, accounts: [alone], leftOut: 0, ...read }, offer),
  'storage-region': storageCard({ target: region, accounts: [account(), alone], leftOut: 1, ...read }, offer),
  options: optionsCard(options, offer),
  'options-nothing': optionsCard(
    { ...options, item: undefined, backup: undefined, vault: undefined, vaults: [], points: [] },
    offer,
  ),
  'options-region-down': optionsCard(lost, offer),
  'options-backup-stopped': optionsCard(
    {
      ...options,
      item: sampleItem('pay-db-01', { allowed: [], firstCopyPercent: 38 }),
      backup: sampleBackupItem('pay-db-01', { state: 'stopped', stateAsAzureSays: 'ProtectionStopped' }),
      points: points.filter(({ mechanism }) => mechanism.startsWith('backup')),
    },
    offer,
  ),
};
