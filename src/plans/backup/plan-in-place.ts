import type { PlanContext } from '../../definitions/command.ts';
import { AzureReadInPart } from '../../errors/azure.ts';
import type { StorageAccount, Vm } from '../../ports/azure/estate.ts';
import type { ProtectedItem } from '../../ports/azure/recovery.ts';
import type { Target } from '../../ports/names.ts';
import type { Point } from '../../protection/point.ts';
import { readPoints } from '../../protection/read-points.ts';
import { idsOf } from '../../protection/standing.ts';
import { blocked, passed, warning } from '../../readiness/checks.ts';
import { ago, counted, moment } from '../../views/words.ts';
import type { Check, Plan } from '../plan.ts';
import { refusedPlan } from '../refused-plan.ts';
import { itemAction } from './back-up-work.ts';
import { encryptionChecks } from './restore-limits.ts';
import { findStaging } from './restore-places.ts';
import { type RestoreSource, readSource } from './restore-source.ts';

interface Wanted {
  readonly point: Target;
  readonly stagingAccount: string | undefined;
}

/** Puts a machine's disks back to how they were: what is on them now is exchanged. */
export const planInPlace = async (wanted: Wanted, context: PlanContext): Promise<Plan> => {
  const { point: target } = wanted;
  const title = `put the disks of ${target.where} back to ${target.name}`;
  const point = await pointNamed(target, context);
  if (point?.mechanism !== 'backup') return notInPlace(title, target, point);
  const source = await readSource(target, point, context);
  const [{ value: vm }, { value: items }, staging] = await Promise.all([
    context.readers.estate.vm(source.vmId),
    context.readers.recovery.items('fresh'),
    findStaging(wanted.stagingAccount, source, context.readers),
  ]);
  const replicated = items.find((each) => idsOf(each).some((id) => id.toLowerCase() === source.vmId.toLowerCase()));
  const checks = [
    ...source.checks,
    ...staging.remarks,
    ...diskChecks(vm),
    replicationCheck(replicated),
    ...encryptionChecks(source),
  ];
  if (!staging.is) return { ...refusedPlan({ title, subject: '', why: '' }), checks };
  return inPlacePlan({ source, vm, staging: staging.is, checks, title }, context.now());
};

const pointNamed = async (target: Target, context: PlanContext): Promise<Point | undefined> => {
  const machine = { ...target, kind: 'vm', name: target.where } as const;
  const { points, missing } = await readPoints(machine, { ...context, mayRead: () => true });
  const found = points.find((each) => each.id === target.name.toLowerCase());
  // Not found in half of Azure is not "there is none".
  if (!found && missing.length > 0) throw new AzureReadInPart(`find ${target.name}`, missing);
  return found;
};

const notInPlace = (title: string, { name, where }: Target, point: Point | undefined): Plan => {
  const others = `Type: restore disks ${where}/${name}, and exchange the disks by hand`;
  if (!point)
    return refusedPlan({ title, subject: name, why: `${where} has no such point.`, fix: `Type: points ${where}` });
  if (point.mechanism === 'backup-secondary')
    return refusedPlan({
      title,
      subject: name,
      why: 'it is in the secondary region, from where Azure puts nothing back in place.',
      fix: `Type: restore vm ${where}/${name}`,
    });
  return refusedPlan({
    title,
    subject: name,
    why: 'only points of Azure Backup can be put back in place.',
    fix: others,
  });
};

const diskChecks = (vm: Vm): readonly Check[] => {
  const blobs = vm.disks.filter(({ blobUri }) => blobUri !== undefined);
  if (blobs.length > 0)
    return [
      blocked(
        'disks',
        `${vm.name} has disks that are page blobs, which Azure Backup does not exchange.`,
        'Restore a new VM instead.',
      ),
    ];
  return [passed('disks', `${vm.name} is there, with ${counted(vm.disks.length, 'managed disk')}.`)];
};

const replicationCheck = (item: ProtectedItem | undefined): Check =>
  item
    ? warning(
        'replication',
        'Site Recovery replicates the disks that are taken away, and does not follow the new ones by itself.',
        `Afterwards protect ${item.vmName} anew; until then it cannot fail over.`,
      )
    : passed('replication', 'Site Recovery does not replicate it.');

interface Complete {
  readonly source: RestoreSource;
  readonly vm: Vm;
  readonly staging: StorageAccount;
  readonly checks: readonly Check[];
  readonly title: string;
}

const inPlacePlan = ({ source, vm, staging, checks, title }: Complete, now: Date): Plan => {
  const { point, vault } = source;
  const age = ago(point.at, now);
  return {
    title,
    lines: [
      { title: 'validation', detail: 'Azure Backup checks the order before anything is changed' },
      {
        title: source.name,
        detail: `of ${moment(point.at, now)} (${age}), from vault ${vault}, through ${staging.name}`,
      },
      ...vm.disks.map(({ name, sizeGb }) => ({
        title: name,
        detail: `exchanged${sizeGb === undefined ? '' : `, ${sizeGb} GB`}; the disk of now stays in ${vm.resourceGroup}, attached to nothing`,
      })),
    ],
    consequences: [
      `What you lose: everything that ${vm.name} wrote in the ${age.replace(/ ago$/u, '')} since then. Disks that it was given since are taken off it as well.`,
      `What stops: ${vm.name} is shut down for it, usually for half an hour or more.`,
      'Not undone by this bot: to go back, somebody attaches the old disks by hand. They cost until somebody deletes them.',
    ],
    checks,
    facts: {
      decisive: {
        machine: vm.id.toLowerCase(),
        point: point.id.toLowerCase(),
        'disks that are exchanged': vm.disks.map(({ name }) => name),
        'staging account': staging.id.toLowerCase(),
      },
      bounded: {},
      shown: { 'time of the point': point.at.toISOString() },
    },
    writes: [
      {
        action: 'Microsoft.RecoveryServices/vaults/backupTriggerValidateOperation/action',
        resource: source.vaultId,
        of: vm.id,
        call: { method: 'POST' },
      },
      {
        action: `${itemAction}/recoveryPoints/restore/action`,
        resource: point.id,
        of: vm.id,
        call: { method: 'POST' },
        az: `az backup restore restore-disks --ids "${source.itemId}" --rp-name ${point.id.split('/').at(-1)} --storage-account ${staging.id} --restore-mode OriginalLocation`,
      },
      {
        action: 'Microsoft.Storage/storageAccounts/blobServices/containers/write',
        resource: staging.id,
        call: { method: 'PUT' },
      },
      { action: 'Microsoft.Compute/virtualMachines/write', resource: vm.id, call: { method: 'PATCH' } },
    ],
    vms: 1,
    work: {
      workflow: 'restore-in-place',
      order: {
        machine: source.machine,
        pointName: source.name,
        itemId: source.itemId,
        pointId: point.id,
        vmId: vm.id,
        vaultId: source.vaultId,
        region: source.region,
        stagingAccountId: staging.id,
      },
      locks: [{ machine: vm.id.toLowerCase(), kind: 'restore' }],
    },
  };
};
