import type { BackupItem, BackupPoint } from '../../src/ports/azure/backup.ts';
import type { RestorePoint, Snapshot } from '../../src/ports/azure/copies.ts';
import type { Quota, Region, SizeOffer, Vm } from '../../src/ports/azure/estate.ts';
import type { Job } from '../../src/ports/azure/job.ts';
import type { Vault } from '../../src/ports/azure/places.ts';
import type { Readers } from '../../src/ports/azure/readers.ts';
import type { Gaps, Reading } from '../../src/ports/azure/reading.ts';
import type { ProtectedItem } from '../../src/ports/azure/recovery.ts';
import { groupId, vmId } from './policy.ts';

export const now = new Date('2026-11-20T14:00:00Z');

/** So many minutes before now. */
export const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);

export const reading = <Value>(value: Value, missing: readonly string[] = []): Reading<Value> => ({
  value,
  readAt: new Date(now.getTime() - 20_000),
  missing: plainGaps(...missing),
});

export const plainGaps = (...sentences: readonly string[]): Gaps =>
  sentences.map((sentence) => ({ kind: 'plain', sentence }));

const vaults = `${groupId('rg-vaults')}/providers/microsoft.recoveryservices/vaults`;
export const recoveryVault = `${vaults}/recovery`;
const backupVault = `${vaults}/backup`;

const itemId = (name: string): string =>
  `${recoveryVault}/replicationfabrics/east/replicationprotectioncontainers/east/replicationprotecteditems/${name}`;

export const sampleItem = (name: string, changes: Partial<ProtectedItem> = {}): ProtectedItem => ({
  id: itemId(name),
  name,
  vaultId: recoveryVault,
  vmId: vmId('rg-payments', name),
  vmName: name,
  sourceRegion: 'eastus',
  targetRegion: 'westus2',
  containerId: `${recoveryVault}/replicationfabrics/east/replicationprotectioncontainers/east`,
  recoveryContainerId: `${recoveryVault}/replicationfabrics/west/replicationprotectioncontainers/west`,
  policyId: `${recoveryVault}/replicationpolicies/daily`,
  recoveryResourceGroupId: groupId('rg-payments-asr'),
  stateAsAzureSays: 'Protected',
  allowed: ['UnplannedFailover', 'DisableProtection', 'TestFailover'],
  activeLocation: 'source',
  drillWaitsForCleanup: false,
  health: 'normal',
  failoverHealth: 'normal',
  healthErrors: [],
  rpoSeconds: 95,
  rpoCalculatedAt: minutesAgo(1),
  lastDrillAt: minutesAgo(12 * 24 * 60),
  lastDrillSucceeded: true,
  disks: [],
  nics: [],
  agentUpdateWaits: false,
  ...changes,
});

export const sampleVm = (name: string, changes: Partial<Vm> = {}): Vm => ({
  id: vmId('rg-payments', name),
  name,
  resourceGroup: 'rg-payments',
  subscription: '5a1e0000-0000-0000-0000-000000000001',
  region: 'eastus',
  size: 'Standard_D4s_v5',
  os: 'linux',
  zones: [],
  confidential: false,
  disks: [{ name: `${name}-os`, id: diskId(`${name}-os`), role: 'os', sizeGb: 64, type: 'Premium_LRS' }],
  nicIds: [`${groupId('rg-payments')}/providers/microsoft.network/networkinterfaces/${name}-nic`],
  ...changes,
});

export const diskId = (name: string): string => `${groupId('rg-payments')}/providers/microsoft.compute/disks/${name}`;

const region = (name: string, title: string, pairedWith: string, geographyGroup = 'US'): Region => ({
  name,
  title,
  geographyGroup,
  geography: 'United States',
  pairedWith,
  zones: true,
});

export const eastUs = region('eastus', 'East US', 'westus');
export const westUs = region('westus', 'West US', 'eastus');
export const westUs2 = region('westus2', 'West US 2', 'westcentralus');
export const centralUs = region('centralus', 'Central US', 'eastus2');
export const westEurope = region('westeurope', 'West Europe', 'northeurope', 'Europe');
export const sampleRegions = [centralUs, eastUs, westEurope, westUs, westUs2];

export const sampleOffer = (size: string, cores: number, memoryGb: number, restricted?: string): SizeOffer => ({
  size,
  family: `standard${/_([A-Z]+)/u.exec(size)?.[1]}Sv5Family`,
  cores,
  memoryGb,
  zones: [],
  ...(restricted && { restricted }),
});

export const sampleQuota = (family: string, used: number, limit: number): Quota => ({
  family,
  title: `${family} vCPUs`,
  used,
  limit,
});

export const sampleVault = (name: string, changes: Partial<Vault> = {}): Vault => ({
  id: `${vaults}/${name}`,
  name,
  resourceGroup: 'rg-vaults',
  subscription: '5a1e0000-0000-0000-0000-000000000001',
  region: 'westus2',
  redundancy: 'geo',
  crossRegionRestore: false,
  ...changes,
});

export const sampleBackupItem = (name: string, changes: Partial<BackupItem> = {}): BackupItem => ({
  id: `${backupVault}/backupfabrics/azure/protectioncontainers/c/protecteditems/${name}`,
  vaultId: backupVault,
  vmId: vmId('rg-payments', name),
  vmName: name,
  state: 'protected',
  stateAsAzureSays: 'Protected',
  health: 'passed',
  lastBackupAt: minutesAgo(9 * 60),
  lastBackupSucceeded: true,
  ...changes,
});

export const sampleBackupPoint = (name: string, changes: Partial<BackupPoint> = {}): BackupPoint => ({
  id: `${sampleBackupItem('pay-db-01').id}/recoverypoints/${name}`,
  itemId: sampleBackupItem('pay-db-01').id,
  at: minutesAgo(9 * 60),
  where: 'vault-region',
  consistency: 'application',
  tiers: ['snapshot', 'vault'],
  encrypted: false,
  zones: [],
  ...changes,
});

export const collectionId = (name: string): string =>
  `${groupId('rg-payments')}/providers/microsoft.compute/restorepointcollections/${name}`;

export const sampleRestorePoint = (name: string, changes: Partial<RestorePoint> = {}): RestorePoint => ({
  id: `${collectionId('db')}/restorepoints/${name}`,
  name,
  collectionId: collectionId('db'),
  region: 'eastus',
  createdAt: minutesAgo(12 * 60),
  consistency: 'application',
  provisioning: 'succeeded',
  disks: [{ id: `${name}-disk`, diskName: 'pay-db-01-os', percent: 100 }],
  ...changes,
});

export const sampleSnapshot = (name: string, changes: Partial<Snapshot> = {}): Snapshot => ({
  id: `${groupId('rg-payments')}/providers/microsoft.compute/snapshots/${name}`,
  name,
  region: 'eastus',
  diskId: diskId('pay-db-01-os'),
  createdAt: minutesAgo(26 * 60),
  incremental: true,
  percent: 100,
  ...changes,
});

export const sampleJob = (name: string, changes: Partial<Job> = {}): Job => ({
  id: `${recoveryVault}/replicationjobs/${name}`,
  name,
  service: 'recovery',
  vaultId: recoveryVault,
  what: 'Failover',
  about: 'pay-db-01',
  state: 'succeeded',
  stateAsAzureSays: 'Completed',
  startedAt: minutesAgo(60),
  endedAt: minutesAgo(56),
  tasks: [],
  problems: [],
  allowed: [],
  ...changes,
});

type Changes = { readonly [Port in keyof Readers]?: Partial<Readers[Port]> };

/** Readers of an Azure in which there is nothing, but for what a test puts there; `asked` names every reading. */
export const sampleReaders = (changes: Changes = {}) => {
  const asked: string[] = [];
  const none = async () => reading([]);
  const empty = {
    recovery: { items: none, plans: none, policies: none, recoveryPoints: none, jobs: none, events: none },
    backup: { items: none, points: none, secondaryItems: none, secondaryPoints: none, policies: none, jobs: none },
    copies: { collections: none, restorePoints: none, snapshots: none },
    places: { vaults: none, resourceGroup: async () => reading(undefined) },
    estate: {
      vms: none,
      classicVms: none,
      unlistedVms: async () => [],
      regions: async () => reading(sampleRegions),
      storageAccounts: none,
      networks: none,
      disksIn: none,
    },
    rights: { rolesOf: none },
  } as const;
  const port = (name: keyof Readers) =>
    new Proxy({ ...empty[name], ...changes[name] } as Record<string, (...args: unknown[]) => unknown>, {
      get: (methods, method: string) => {
        const read = methods[method];
        if (!read) throw new Error(`This sample has no ${name}.${method}`);
        return (...args: unknown[]) => {
          asked.push(`${name}.${method}`);
          return read(...args);
        };
      },
    });
  const readers = {
    recovery: port('recovery'),
    backup: port('backup'),
    copies: port('copies'),
    places: port('places'),
    estate: port('estate'),
    rights: port('rights'),
  } as unknown as Readers;
  return { readers, asked };
};
