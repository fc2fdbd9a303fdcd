import type { RecordedPair } from './archives.ts';
import { operationOf } from './traffic.ts';

/** Recorded calls that the rehearsal does not play, by what follows the vault, with the reason. */
export const unplayed: Readonly<Record<string, string>> = {
  'GET backupResourceGuardProxies/VaultProxy':
    'A vault under a resource guard is not rehearsed: the bot guards by itself.',
  'PUT backupResourceGuardProxies/VaultProxy': 'As above.',
  'DELETE backupResourceGuardProxies/VaultProxy': 'As above.',
  'POST backupResourceGuardProxies/VaultProxy/unlockDelete': 'As above.',
  'GET replicationAlertSettings': 'The bot tells people itself; it leaves the mails of a vault alone.',
  'GET replicationAlertSettings/defaultAlertSetting': 'As above.',
  'PUT replicationAlertSettings/defaultAlertSetting': 'As above.',
  'GET replicationAppliances': 'Machines outside of Azure are not rehearsed.',
  'GET replicationMigrationItems': 'As above.',
  'GET replicationRecoveryServicesProviders': 'As above.',
  'GET replicationFabrics/{}/replicationRecoveryServicesProviders': 'As above.',
  'GET replicationStorageClassifications': 'As above.',
  'GET replicationStorageClassificationMappings': 'As above.',
  'GET replicationvCenters': 'As above.',
};

/** Things of which recordings tell and the bot does not: what they are like is not compared. */
export const foreign: Readonly<Record<string, string>> = {
  '"instanceType":"InMageRcm"': 'Replication of machines that run in VMware.',
  '"instanceType":"InMageRcmFailback"': 'Their way back to VMware.',
  '"backupManagementType":"AzureWorkload"': 'Backups of databases inside of machines.',
};

export function isForeign(item: unknown): boolean {
  const text = JSON.stringify(item);
  return Object.keys(foreign).some((mark) => text.includes(mark));
}

export function unplayedIn(pairs: readonly RecordedPair[]): string[] {
  const calls = pairs
    .filter(({ liveRequest: { method, url } }) => operationOf(method, url) === undefined)
    .map(({ liveRequest: { method, url } }) => `${method} ${belowVault(url)}`);
  return [...new Set(calls)].sort();
}

function belowVault(url: string): string {
  const { pathname } = new URL(url);
  return pathname.replace(/^.*\/vaults\/[^/]+\//i, '').replace(/(replicationFabrics)\/[^/]+/, '$1/{}');
}
