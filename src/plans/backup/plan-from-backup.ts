import type { PlanContext } from '../../definitions/command.ts';
import type { StorageAccount } from '../../ports/azure/estate.ts';
import { attempt } from '../../protection/attempt.ts';
import { blocked, passed, warning } from '../../readiness/checks.ts';
import { checkQuota } from '../../readiness/quota.ts';
import { checkSize } from '../../readiness/size.ts';
import { gapWords } from '../../views/gap-words.ts';
import { regionTitle } from '../../views/region-title.ts';
import { ago, moment } from '../../views/words.ts';
import type { Check, Plan } from '../plan.ts';
import { refusedBy } from '../refused-plan.ts';
import type { RestorePlanner, RestoreWish } from '../restore/restore-planner.ts';
import { encryptionChecks, secondaryRemarks } from './restore-limits.ts';
import { findGroup, findStaging, findSubnet, type TargetGroup, type TargetSubnet } from './restore-places.ts';
import { type RestoreSource, readSource } from './restore-source.ts';
import { restoreWork, restoreWrites } from './restore-work.ts';

/** New disks or a new machine from a point of Azure Backup: in the vault's region, or in the one paired with it. */
export const planFromBackup: RestorePlanner = async (wanted, chosen, context) => {
  const source = await readSource(wanted.point, chosen, context);
  const found = await readPlaces(wanted, source, context);
  const checks = [
    ...source.checks,
    ...found.checks,
    ...(await wishChecks(wanted, source, context)),
    ...encryptionChecks(source),
  ];
  const { group, staging, subnet } = found;
  const title = titleOf(wanted, source);
  if (!group || !staging || (wanted.what === 'vm' && !subnet)) return refusedBy(title, checks);
  return restorePlan({ wanted, source, group, staging, subnet, checks, title }, context.now());
};

const titleOf = ({ what, name }: RestoreWish, { machine, region, name: point }: RestoreSource): string =>
  what === 'vm'
    ? `make a new VM ${name} in ${regionTitle(region)} from ${point} of ${machine}`
    : `make new disks in ${regionTitle(region)} from ${point} of ${machine}`;

const readPlaces = async (wanted: RestoreWish, source: RestoreSource, { readers }: PlanContext) => {
  const [group, staging, subnet] = await Promise.all([
    findGroup(groupIdFor(wanted, source), source, readers),
    findStaging(wanted.stagingAccount, source, readers),
    wanted.network === undefined
      ? undefined
      : findSubnet({ network: wanted.network, subnet: wanted.subnet }, source, readers),
  ]);
  return {
    group: group.is,
    staging: staging.is,
    subnet: subnet?.is,
    checks: [...group.remarks, ...staging.remarks, ...(subnet?.remarks ?? [])],
  };
};

/** The machine's own group keeps its records in the machine's region: in a disaster that is the wrong place. */
const groupIdFor = (
  { resourceGroup }: RestoreWish,
  { vmId, subscription, region, secondary }: RestoreSource,
): string => {
  const own = vmId.split('/')[4] ?? '';
  return `/subscriptions/${subscription}/resourceGroups/${resourceGroup ?? (secondary ? `${own}-restored-${region}` : own)}`;
};

/** What was asked for that Azure Backup cannot do, and what can be known of the rest. */
const wishChecks = async (
  wanted: RestoreWish,
  source: RestoreSource,
  context: PlanContext,
): Promise<readonly Check[]> => [
  ...(wanted.what === 'disks' && wanted.name !== undefined
    ? [warning('names', 'Azure Backup names the disks itself, after the machine and the time: --name is left aside.')]
    : []),
  ...(wanted.size === undefined
    ? []
    : [
        blocked(
          'size',
          'Azure Backup restores a VM in the size that it had.',
          'Leave --size out, and resize it afterwards.',
        ),
      ]),
  ...(await zoneChecks(wanted, source, context)),
  ...(wanted.what === 'vm' ? await capacityChecks(source, context) : []),
];

const zoneChecks = async (
  { zone }: RestoreWish,
  { subscription, region, secondary, vaultId }: RestoreSource,
  { readers }: PlanContext,
): Promise<readonly Check[]> => {
  if (zone === undefined) return [];
  const { value: regions } = await readers.estate.regions(subscription);
  if (!regions.find(({ name }) => name === region)?.zones)
    return [blocked('zone', `${regionTitle(region)} has no availability zones.`, 'Leave --zone out.')];
  if (secondary) return [passed('zone', `${regionTitle(region)} has zones.`)];
  const { value: vault } = await readers.places.vault(vaultId);
  if (!vault.crossRegionRestore) return [passed('zone', `${regionTitle(region)} has zones.`)];
  return [
    blocked(
      'zone',
      'a vault with Cross Region Restore restores into a zone of its choice in the paired region alone.',
      'Leave --zone out, or take a point of the secondary region.',
    ),
  ];
};

/** The machine's size is known in its own region alone: while that is down, nobody can check for room. */
const capacityChecks = async (
  { vmId, subscription, region, secondary, machine }: RestoreSource,
  { readers }: PlanContext,
): Promise<readonly Check[]> => {
  const vm = await attempt(`the size of ${machine}`, readers.estate.vm(vmId));
  if (!vm.read) {
    const why = secondary
      ? `${gapWords(vm.missing)} Only its own region knows its size, so I cannot tell whether ${regionTitle(region)} has room for it.`
      : gapWords(vm.missing);
    return [warning('size', why, 'Go on all the same: the restore does not depend on it.')];
  }
  const [{ value: sizes }, { value: quotas }] = await Promise.all([
    readers.estate.sizes(subscription, region),
    readers.estate.quotas(subscription, region),
  ]);
  return [checkSize(vm.value.size, sizes, region), checkQuota([vm.value], sizes, quotas, region)];
};

interface Complete {
  readonly wanted: RestoreWish;
  readonly source: RestoreSource;
  readonly group: TargetGroup;
  readonly staging: StorageAccount;
  readonly subnet: TargetSubnet | undefined;
  readonly checks: readonly Check[];
  readonly title: string;
}

const restorePlan = ({ wanted, source, group, staging, subnet, checks, title }: Complete, now: Date): Plan => {
  const { point, secondary, region, vault } = source;
  const places = { wanted, source, group, staging, subnet };
  return {
    title,
    lines: [
      ...(group.isNew ? [{ title: group.name, detail: `a new resource group in ${regionTitle(region)}` }] : []),
      ...(secondary
        ? []
        : [{ title: 'validation', detail: 'Azure Backup checks the order before anything is restored' }]),
      {
        title: source.name,
        detail: `of ${moment(point.at, now)} (${ago(point.at, now)}), from vault ${vault}, through storage account ${staging.name}`,
      },
      { title: group.name, detail: madeWords(wanted, subnet) },
    ],
    consequences: [
      `What you get is as it was ${ago(point.at, now)}. Nothing that exists is touched, and nothing is deleted.`,
      ...(secondary ? secondaryRemarks(source) : []),
      `Azure leaves a small template in storage account ${staging.name}, and disks and machines cost from the moment that they are there.`,
    ],
    checks,
    facts: {
      decisive: {
        point: `${point.id.toLowerCase()} (${secondary ? 'secondary region' : "vault's region"})`,
        group: group.id.toLowerCase(),
        'staging account': staging.id.toLowerCase(),
        ...(subnet && { subnet: subnet.subnetId.toLowerCase() }),
        ...(wanted.what === 'vm' && { 'new VM': wanted.name ?? '' }),
        ...(wanted.zone !== undefined && { zone: wanted.zone }),
      },
      bounded: {},
      shown: { 'time of the point': point.at.toISOString() },
    },
    writes: restoreWrites(places),
    vms: 1,
    work: restoreWork(places),
  };
};

const madeWords = ({ what, name, zone }: RestoreWish, subnet: TargetSubnet | undefined): string => {
  const inZone = zone === undefined ? '' : `, zone ${zone}`;
  if (what === 'disks') return `new disks${inZone}, attached to nothing`;
  return `VM ${name} in network ${subnet?.network}, subnet ${subnet?.subnet}${inZone}; it starts when it is there`;
};
