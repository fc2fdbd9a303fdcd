import { crossRegionRestoreBody, vaultRedundancyBody } from '../../azure-bodies/places.ts';
import type { PlanContext } from '../../definitions/command.ts';
import type { BackupItem } from '../../ports/azure/backup.ts';
import type { Region } from '../../ports/azure/estate.ts';
import type { Vault } from '../../ports/azure/places.ts';
import type { Target } from '../../ports/names.ts';
import { sameId } from '../../protection/resource-id.ts';
import { blocked, passed } from '../../readiness/checks.ts';
import { counted } from '../../views/words.ts';
import type { Check, Plan } from '../plan.ts';

interface Known {
  readonly vault: Vault;
  /** What it backs up: with the first of them its redundancy is fixed. */
  readonly items: readonly BackupItem[];
  readonly pair: string | undefined;
}

/** What keeping a vault's backups in its paired region as well would do. */
export const planVaultRedundancy = async (target: Target, context: PlanContext): Promise<Plan> => {
  const known = await readVault(target, context);
  const { vault, pair } = known;
  return vaultPlan(known, {
    title: `keep the backups of vault ${vault.name} in ${pair ?? 'its paired region'} as well (geo-redundant)`,
    lines: [{ title: vault.name, detail: `${vault.redundancy} -> geo` }],
    consequences: [
      `Copies in ${pair ?? 'the paired region'} lag behind by up to 12 hours. They can be used there once this is on: vault enable-cross-region ${vault.name}`,
      'Geo-redundant storage costs about twice as much.',
      'Not undone once the vault backs anything up: then Azure fixes the redundancy for good.',
    ],
    checks: [pairCheck(known), redundancyCheck(known)],
    workflow: 'set-vault-redundancy',
    body: vaultRedundancyBody('geo'),
    az: `az backup vault backup-properties set --name ${vault.name} --resource-group ${vault.resourceGroup} --backup-storage-redundancy GeoRedundant`,
  });
};

/** What letting a vault's backups be restored in its paired region would do. */
export const planCrossRegion = async (target: Target, context: PlanContext): Promise<Plan> => {
  const known = await readVault(target, context);
  const { vault, pair } = known;
  return vaultPlan(known, {
    title: `let the backups of vault ${vault.name} be restored in ${pair ?? 'its paired region'} at any time`,
    lines: [{ title: vault.name, detail: `Cross Region Restore on; ${counted(known.items.length, 'machine')} in it` }],
    consequences: [
      `In ${pair ?? 'the paired region'} points appear within some hours. They may be up to 36 h old: a backup a day, and up to 12 h on the way. Only what is in the vault goes there, no snapshots.`,
      'Its storage costs more from then on, and restoring to a zone of your choice in the vault’s own region is no longer possible.',
      'Practically one way: Azure does not switch it off again while the vault backs anything up.',
    ],
    checks: [pairCheck(known), geoCheck(known), crossRegionCheck(vault)],
    workflow: 'enable-cross-region',
    body: crossRegionRestoreBody,
    az: `az backup vault backup-properties set --name ${vault.name} --resource-group ${vault.resourceGroup} --cross-region-restore-flag true`,
  });
};

const readVault = async (target: Target, { readers }: PlanContext): Promise<Known> => {
  const { value: vault } = await readers.places.vault(target.resources[0] ?? '');
  const [{ value: items }, { value: regions }] = await Promise.all([
    readers.backup.items('fresh'),
    readers.estate.regions(vault.subscription),
  ]);
  return {
    vault,
    items: items.filter(({ vaultId }) => sameId(vaultId, vault.id)),
    pair: pairOf(vault.region, regions),
  };
};

/** By Azure's own list of regions, never by one of ours. */
const pairOf = (region: string, regions: readonly Region[]): string | undefined =>
  regions.find(({ name }) => name === region)?.pairedWith;

interface Words extends Pick<Plan, 'title' | 'lines' | 'consequences' | 'checks'> {
  readonly workflow: string;
  readonly body: unknown;
  readonly az: string;
}

const vaultPlan = ({ vault, pair }: Known, { workflow, body, az, ...words }: Words): Plan => ({
  ...words,
  facts: {
    decisive: { vault: vault.id.toLowerCase(), 'paired region': pair ?? 'none', 'redundancy now': vault.redundancy },
    bounded: {},
    shown: {},
  },
  writes: [
    {
      action: 'Microsoft.RecoveryServices/vaults/write',
      resource: vault.id,
      call: { method: 'PATCH', body },
      az,
    },
  ],
  vms: 0,
  work: {
    workflow,
    order: { vaultId: vault.id, name: vault.name },
    locks: [{ machine: vault.id.toLowerCase(), kind: 'configure' }],
  },
});

const pairCheck = ({ vault, pair }: Known): Check =>
  pair
    ? passed('paired region', `Azure pairs ${vault.region} with ${pair}.`)
    : blocked('paired region', `Azure pairs ${vault.region} with no region.`, 'Use restore points copied elsewhere.');

const redundancyCheck = ({ vault, items }: Known): Check => {
  if (vault.redundancy === 'geo')
    return blocked(
      vault.name,
      'it is geo-redundant already.',
      `To restore there: vault enable-cross-region ${vault.name}`,
    );
  return items.length === 0
    ? passed(vault.name, 'it backs nothing up yet, so its redundancy can still be changed.')
    : blocked(
        vault.name,
        `it backs up ${counted(items.length, 'machine')}, and with the first one Azure fixed its redundancy.`,
        'Create another vault, geo-redundant, and back up there from now on: vault create',
      );
};

const geoCheck = ({ vault, items }: Known): Check => {
  if (vault.redundancy === 'geo') return passed('redundancy', 'it is geo-redundant.');
  return items.length === 0
    ? blocked(
        'redundancy',
        `it is ${vault.redundancy}, and has to be geo-redundant.`,
        `First: vault redundancy ${vault.name} geo`,
      )
    : blocked(
        'redundancy',
        `it is ${vault.redundancy}, and backs up ${counted(items.length, 'machine')}: that cannot be changed any more.`,
        'Create another vault, geo-redundant, and back up there from now on: vault create',
      );
};

const crossRegionCheck = ({ name, crossRegionRestore }: Vault): Check =>
  crossRegionRestore
    ? blocked(name, 'Cross Region Restore is on already.', `Its points in the paired region: points <vm>`)
    : passed(name, 'Cross Region Restore is off.');
