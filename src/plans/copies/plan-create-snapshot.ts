import { snapshotBody } from '../../azure-bodies/copies.ts';
import type { PlanContext } from '../../definitions/command.ts';
import type { Vm, VmDisk } from '../../ports/azure/estate.ts';
import type { Target } from '../../ports/names.ts';
import { regionTitle } from '../../views/region-title.ts';
import { counted, gigabytes, listed } from '../../views/words.ts';
import type { Check, Plan, Write } from '../plan.ts';

interface Wanted {
  /** A machine with all of its disks, or one disk of it. */
  readonly target: Target;
  readonly full: boolean;
}

/** What making snapshots of a machine's disks, or of one, would do. */
export const planCreateSnapshot = async ({ target, full }: Wanted, { readers }: PlanContext): Promise<Plan> => {
  const { value: vm } = await readers.estate.vm(target.resources[0] ?? '');
  const disks = target.kind === 'vm' ? vm.disks : vm.disks.filter(({ name }) => isCalled(name, target.name));
  const kind = full ? 'full' : 'incremental';
  const size = disks.reduce((sum, { sizeGb = 0 }) => sum + sizeGb, 0);
  return {
    title: titleOf(disks, vm, kind),
    lines: disks.map(({ name, sizeGb }) => ({
      title: name,
      detail: `${kind}, in ${regionTitle(vm.region)}${sizeGb ? `, at most ${sizeGb} GB` : ''}`,
    })),
    consequences: [
      `Nothing is lost or stopped. ${gigabytes(size * 1024 ** 3)} is the upper bound of what is stored: Azure bills what is used.`,
      ...(disks.length > 1
        ? ['Each disk is taken at a moment of its own. For one moment of the whole VM make a restore point.']
        : []),
      ...(full ? ['Full snapshots cannot be copied to another region.'] : []),
    ],
    checks: checksOf(vm, disks, full),
    facts: {
      decisive: { vm: vm.id.toLowerCase(), kind, disks: disks.map(({ id = '' }) => id.toLowerCase()) },
      bounded: {},
      shown: { disks: counted(disks.length, 'disk') },
    },
    writes: disks.flatMap((disk) => writesOf(vm, disk, full)),
    vms: 1,
    work: {
      workflow: 'create-snapshots',
      order: {
        machine: vm.name,
        groupId: vm.id.split('/').slice(0, 5).join('/'),
        region: vm.region,
        incremental: !full,
        disks: disks.flatMap(({ id, name }) => (id ? [{ id, name }] : [])),
      },
      locks: [{ machine: vm.id.toLowerCase(), kind: 'copy' }],
    },
  };
};

/** Many of them by number: a title is read at a glance, and the lines name them. */
const titleOf = (disks: readonly VmDisk[], { name }: Vm, kind: 'full' | 'incremental'): string => {
  if (disks.length !== 1) return `make ${kind} snapshots of the ${counted(disks.length, 'disk')} of ${name}`;
  return `make ${kind === 'full' ? 'a full' : 'an incremental'} snapshot of ${disks[0]?.name} (${name})`;
};

const isCalled = (name: string, typed: string): boolean => name.toLowerCase() === typed.toLowerCase();

const writesOf = (vm: Vm, { id, name }: VmDisk, full: boolean): readonly Write[] => {
  if (!id) return [];
  const snapshot = `${vm.id.split('/').slice(0, 5).join('/')}/providers/Microsoft.Compute/snapshots/${name}-{operation}`;
  return [
    {
      action: 'Microsoft.Compute/disks/beginGetAccess/action',
      resource: id,
      of: vm.id,
      call: { method: 'POST' },
    },
    {
      action: 'Microsoft.Compute/snapshots/write',
      resource: snapshot,
      of: vm.id,
      call: { method: 'PUT', body: snapshotBody(vm.region, id, !full) },
      az: `az snapshot create --ids ${snapshot} --location ${vm.region} --source ${id} --incremental ${!full}`,
    },
  ];
};

const checksOf = (vm: Vm, disks: readonly VmDisk[], full: boolean): readonly Check[] => {
  const subject = vm.name;
  const unmanaged = disks.filter(({ id }) => id === undefined).map(({ name }) => name);
  const fast = disks.filter(({ type = '' }) => /^(?:UltraSSD|PremiumV2)_/iu.test(type)).map(({ name }) => name);
  const possible: readonly (Check | undefined)[] = [
    disks.length === 0 ? { outcome: 'block', subject, why: 'it has no such disk any more.' } : undefined,
    unmanaged.length > 0
      ? {
          outcome: 'block',
          subject,
          why: `${listed(unmanaged)} is no managed disk, and only those have snapshots.`,
        }
      : undefined,
    full && fast.length > 0
      ? {
          outcome: 'block',
          subject,
          why: `${listed(fast)}: of Ultra and Premium SSD v2 disks Azure makes incremental snapshots alone.`,
          fix: 'Leave --full away.',
        }
      : undefined,
  ];
  const checks = possible.filter((each) => each !== undefined);
  return checks.length > 0 ? checks : [{ outcome: 'passed', subject, why: 'snapshots can be made.' }];
};
