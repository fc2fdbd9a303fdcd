import { enableBackupBody } from '../../azure-bodies/backup.ts';
import type { PlanContext } from '../../definitions/command.ts';
import type { BackupItem, BackupPolicySummary } from '../../ports/azure/backup.ts';
import type { Vault } from '../../ports/azure/places.ts';
import type { Target } from '../../ports/names.ts';
import { nameIn, sameId } from '../../protection/resource-id.ts';
import { regionTitle } from '../../views/region-title.ts';
import { listed } from '../../views/words.ts';
import type { Check, Plan } from '../plan.ts';
import { refusedPlan } from '../refused-plan.ts';
import { backUpWork, itemAction } from './back-up-work.ts';
import { findItem } from './find-item.ts';

interface Wanted {
  readonly vm: Target;
  readonly vault: Target;
  readonly policy: string;
}

/** What backing a machine up from now on would do; one whose backups were stopped goes on with them. */
export const planEnable = async (wanted: Wanted, context: PlanContext): Promise<Plan> => {
  const { readers } = context;
  const vaultId = wanted.vault.resources[0] ?? '';
  const [item, { value: machine }, { value: vault }, { value: policies }] = await Promise.all([
    findItem(wanted.vm, context),
    readers.estate.vm(wanted.vm.resources[0] ?? ''),
    readers.places.vault(vaultId),
    readers.backup.policies(vaultId),
  ]);
  const policy = policies.find((each) => each.name.toLowerCase() === wanted.policy.toLowerCase());
  if (!policy) return noPolicy(wanted, policies);
  const checks = [placeCheck(wanted.vm.name, machine.region, vault), itemCheck(wanted, item), kindCheck(policy)];
  return enablePlan(wanted, { vault, policy, item, checks, vmId: machine.id });
};

interface Found {
  readonly vault: Vault;
  readonly policy: BackupPolicySummary;
  readonly item: BackupItem | undefined;
  readonly checks: readonly Check[];
  readonly vmId: string;
}

const enablePlan = ({ vm }: Wanted, { vault, policy, item, checks, vmId }: Found): Plan => ({
  title:
    item?.state === 'stopped'
      ? `go on backing up ${vm.name} in vault ${vault.name}, policy ${policy.name}`
      : `back up ${vm.name} in vault ${vault.name}, policy ${policy.name}`,
  lines: [
    { title: vm.name, detail: `${policy.schedule}; keeps ${policy.keeps}` },
    { title: vault.name, detail: `in ${regionTitle(vault.region)}, ${copiesOf(vault)}` },
  ],
  consequences: [
    `The first backup comes with the schedule; backup now ${vm.name} makes one at once.`,
    'With its first machine the redundancy of a vault is fixed for good.',
    'It backs the whole machine up. Databases inside it (SQL Server, SAP HANA) can be backed up by themselves as well, which this bot does not do.',
  ],
  checks,
  facts: {
    decisive: { machine: vmId.toLowerCase(), vault: vault.id.toLowerCase(), policy: policy.id.toLowerCase() },
    bounded: {},
    shown: { schedule: policy.schedule, keeps: policy.keeps },
  },
  writes: [
    {
      action: `${itemAction}/write`,
      resource: vault.id,
      call: { method: 'PUT', body: enableBackupBody(vmId, policy.id) },
      az: `az backup protection enable-for-vm --resource-group ${vault.resourceGroup} --vault-name ${vault.name} --vm ${vmId} --policy-name ${policy.name}`,
    },
  ],
  ...backUpWork(vm, 'enable-backup', { machine: vm.name, vmId, vaultId: vault.id, policyId: policy.id }),
});

/** Where the data lies, as far as it matters in a disaster. */
const copiesOf = ({ redundancy, crossRegionRestore }: Vault): string => {
  if (crossRegionRestore) return 'copied to its paired region, restorable there';
  if (redundancy === 'geo') return 'copied to its paired region, where only Microsoft can restore it';
  return redundancy === 'unknown' ? 'redundancy not known' : 'kept in that region alone';
};

const placeCheck = (name: string, region: string, vault: Vault): Check =>
  region === vault.region
    ? { outcome: 'passed', subject: name, why: `it is in the region of the vault, ${regionTitle(region)}.` }
    : {
        outcome: 'block',
        subject: name,
        why: `it is in ${regionTitle(region)}, the vault in ${regionTitle(vault.region)}: a vault backs up machines of its own region alone.`,
        fix: `Take a vault in ${regionTitle(region)}: vault list`,
      };

const itemCheck = ({ vm, vault, policy }: Wanted, item: BackupItem | undefined): Check => {
  const block = (why: string, fix: string): Check => ({ outcome: 'block', subject: vm.name, why, fix });
  if (!item) return { outcome: 'passed', subject: vm.name, why: 'no vault holds backups of it.' };
  const there = nameIn(item.vaultId);
  if (item.state === 'soft-deleted')
    return block(`vault ${there} still keeps its deleted backups.`, `First: backup undelete ${vm.name}`);
  const here = vault.resources.some((id) => sameId(id, item.vaultId));
  if (item.state !== 'stopped')
    return block(
      `vault ${there} backs it up already${item.policyName ? `, policy ${item.policyName}` : ''}.`,
      fixFor({ name: vm.name, here, other: item.policyName?.toLowerCase() !== policy.toLowerCase() }),
    );
  if (!here)
    return block(`vault ${there} keeps its older backups.`, `Go on there, or first: backup delete-data ${vm.name}`);
  return { outcome: 'passed', subject: vm.name, why: 'its older backups are in this vault.' };
};

/** Another policy of the same vault costs a stop; another vault costs the backups that there are. */
const fixFor = ({ name, here, other }: { name: string; here: boolean; other: boolean }): string => {
  if (!here)
    return `To move it, first: backup stop ${name}, then backup delete-data ${name}, which deletes the backups that it has.`;
  return other
    ? `To change its policy, first: backup stop ${name}. The backups that it has stay.`
    : `Nothing has to be done. For a backup at once: backup now ${name}`;
};

const kindCheck = (policy: BackupPolicySummary): Check =>
  policy.of === 'machines'
    ? { outcome: 'passed', subject: policy.name, why: 'it is a policy for machines.' }
    : {
        outcome: 'block',
        subject: policy.name,
        why: 'it is for databases inside machines (SQL Server, SAP HANA), which this bot does not back up.',
        fix: 'Take a policy for machines, and back databases up in the Azure portal: Backup center.',
      };

const noPolicy = ({ vm, vault, policy }: Wanted, policies: readonly BackupPolicySummary[]): Plan => {
  const names = policies.filter((each) => each.of === 'machines').map(({ name }) => name);
  return refusedPlan({
    title: `back up ${vm.name} in vault ${vault.name}`,
    subject: vault.name,
    why: `it has no backup policy ${policy}.`,
    fix: names.length > 0 ? `It has ${listed(names)}.` : 'It has none for machines.',
  });
};
