import type { PlanContext } from '../../definitions/command.ts';
import type { BackupItem, BackupPoint } from '../../ports/azure/backup.ts';
import type { StorageAccount } from '../../ports/azure/estate.ts';
import type { Vault } from '../../ports/azure/places.ts';
import type { PointSelector } from '../../ports/azure/recovery.ts';
import type { Target } from '../../ports/names.ts';
import { nameIn, regionKey, sameId, subscriptionIn } from '../../protection/resource-id.ts';
import { blocked, passed } from '../../readiness/checks.ts';
import { regionTitle } from '../../views/region-title.ts';
import { ago, counted, moment } from '../../views/words.ts';
import type { Check, Plan, Write } from '../plan.ts';
import { refusedPlan } from '../refused-plan.ts';
import { findItem } from './find-item.ts';
import { findGroup, findStaging, type TargetGroup } from './restore-places.ts';
import { groupWrite, secondaryCalls } from './restore-work.ts';

interface Wanted {
  readonly target: Target;
  readonly point: PointSelector;
}

/** Practises Cross Region Restore: a machine's disks are restored in the paired region, counted, and deleted again. */
export const planCrossRegionDrill = async ({ target, point }: Wanted, context: PlanContext): Promise<Plan> => {
  const title = `drill ${target.name} by Cross Region Restore`;
  if (target.kind !== 'vm') return oneByOne(title, target);
  const item = await findItem(target, context);
  const { value: vaults } = await context.readers.places.vaults('fresh');
  const vault = vaults.find((each) => sameId(each.id, item?.vaultId));
  if (!item || !vault?.crossRegionRestore) return notCopied(title, target, vault);
  return drillOf({ target, item, vault, selector: point }, context);
};

interface Practised {
  readonly target: Target;
  readonly item: BackupItem;
  readonly vault: Vault;
  readonly selector: PointSelector;
}

const drillOf = async ({ target, item, vault, selector }: Practised, context: PlanContext): Promise<Plan> => {
  const { readers } = context;
  const subscription = subscriptionIn(vault.id);
  const [{ value: regions }, { value: points }, { value: vm }] = await Promise.all([
    readers.estate.regions(subscription),
    readers.backup.secondaryPoints(item.id),
    readers.estate.vm(item.vmId),
  ]);
  const region = regions.find(({ name }) => regionKey(name) === regionKey(vault.region))?.pairedWith ?? '';
  const point = chosen(points, selector);
  const [group, staging] = await Promise.all([
    findGroup(drillGroupId(subscription, item.vmId, region), { subscription, region }, readers),
    findStaging(undefined, { subscription, region }, readers),
  ]);
  const left = group.is && !group.is.isNew ? (await readers.estate.disksIn(group.is.id)).value : [];
  const checks = [...pointChecks(target, point), ...group.remarks, ...staging.remarks, leftCheck(left, group.is)];
  const title = `drill ${target.name} by Cross Region Restore in ${regionTitle(region)}`;
  if (!point || !group.is || !staging.is) return { ...refusedPlan({ title, subject: '', why: '' }), checks };
  const parts = { target, item, vault, region, point, group: group.is, staging: staging.is };
  return drillPlan({ ...parts, disks: vm.disks.length, checks, title }, context.now());
};

/** One for each machine, so that what is deleted in the end can only be its own. */
const drillGroupId = (subscription: string, vmId: string, region: string): string => {
  const name = `lifeboat-drill-${vmId.split('/')[4]}-${nameIn(vmId)}-${region}`.slice(0, 90).replace(/[^\w)]$/u, '');
  return `/subscriptions/${subscription}/resourceGroups/${name}`;
};

/** The newest that is in the vault tier, or the one that was named by Azure's id. */
const chosen = (points: readonly BackupPoint[], selector: PointSelector): BackupPoint | undefined => {
  const usable = points.filter(({ tiers }) => tiers.includes('vault'));
  if (selector.kind === 'id')
    return usable.find(({ id }) => [id, nameIn(id)].some((each) => each.toLowerCase() === selector.id.toLowerCase()));
  const wanted = { 'app-consistent': 'application', 'crash-consistent': 'crash' }[selector.kind as string];
  return usable.find(({ consistency }) => wanted === undefined || consistency === wanted);
};

const pointChecks = ({ name }: Target, point: BackupPoint | undefined): readonly Check[] => [
  point
    ? passed('point', 'the secondary region has one that can be restored.')
    : blocked(name, 'the secondary region has no such point of it.', `To see what there is: points ${name}`),
];

const leftCheck = (left: readonly { readonly name: string }[], group: TargetGroup | undefined): Check =>
  left.length === 0
    ? passed('drill group', 'nothing is left in it from another drill.')
    : blocked(
        'drill group',
        `${group?.name} still has ${counted(left.length, 'disk')} (${left.map(({ name }) => name).join(', ')}).`,
        'Delete them if they are of an earlier drill; then ask again.',
      );

interface Complete {
  readonly target: Target;
  readonly item: BackupItem;
  readonly vault: Vault;
  readonly region: string;
  readonly point: BackupPoint;
  readonly group: TargetGroup;
  readonly staging: StorageAccount;
  readonly disks: number;
  readonly checks: readonly Check[];
  readonly title: string;
}

const drillPlan = (drill: Complete, now: Date): Plan => {
  const { target, item, vault, region, point, group, staging, disks, checks, title } = drill;
  return {
    title,
    lines: [
      ...(group.isNew
        ? [{ title: group.name, detail: `a new resource group in ${regionTitle(region)}, kept for later drills` }]
        : []),
      {
        title: target.name,
        detail: `its ${counted(disks, 'disk')} as of ${moment(point.at, now)} (${ago(point.at, now)}), through ${staging.name}`,
      },
      { title: 'report', detail: 'how long it took, and whether every disk came' },
      { title: 'cleanup', detail: 'the disks that it made are deleted again' },
    ],
    consequences: [
      'Nothing is lost or stopped: the machine, its replication and its backups are not touched.',
      'Once it has begun it cannot be cancelled. The disks cost until they are deleted; a small template stays in the staging account.',
      'It shows that the data can be had in the other region, not that the application starts there: for that, restore a VM.',
    ],
    checks,
    facts: {
      decisive: {
        machine: item.vmId.toLowerCase(),
        region,
        point: point.id.toLowerCase(),
        group: group.id.toLowerCase(),
        'staging account': staging.id.toLowerCase(),
      },
      bounded: {},
      shown: { disks: String(disks) },
    },
    writes: drillWrites(drill),
    vms: 1,
    work: {
      workflow: 'cross-region-drill',
      order: {
        machine: target.name,
        pointName: moment(point.at, now),
        ...{ itemId: item.id, pointId: point.id, vmId: item.vmId, vaultId: vault.id, region },
        ...{ stagingAccountId: staging.id, group: { id: group.id, isNew: group.isNew }, disks },
      },
      locks: [{ machine: group.id.toLowerCase(), kind: 'move' }],
    },
  };
};

const drillWrites = ({ item, vault, region, point, group, staging }: Complete): readonly Write[] => {
  const source = { point, vmId: item.vmId, region, subscription: subscriptionIn(vault.id) };
  const disks = `${group.id}/providers/Microsoft.Compute/disks`;
  return [
    ...groupWrite(group),
    ...secondaryCalls({ source }),
    {
      action: 'Microsoft.Storage/storageAccounts/blobServices/containers/write',
      resource: staging.id,
      call: { method: 'PUT' },
    },
    { action: 'Microsoft.Compute/disks/write', resource: disks, of: item.vmId, call: { method: 'PUT' } },
    { action: 'Microsoft.Compute/disks/delete', resource: disks, of: item.vmId, call: { method: 'DELETE' } },
  ];
};

const oneByOne = (title: string, { name }: Target): Plan =>
  refusedPlan({
    title,
    subject: name,
    why: 'Cross Region Restore is practised with one VM at a time.',
    fix: 'Name one of its VMs: drill <vm> --by cross-region-restore',
  });

const notCopied = (title: string, { name }: Target, vault: Vault | undefined): Plan =>
  refusedPlan({
    title,
    subject: name,
    why: vault
      ? `vault ${vault.name} does not let its backups be restored in another region.`
      : 'no vault that I see backs it up.',
    fix: vault ? `To let it: vault enable-cross-region ${vault.name}` : `To see what could protect it: options ${name}`,
  });
