import { diskBody, machineBody, networkCardBody } from '../../azure-bodies/copies.ts';
import { groupBody } from '../../azure-bodies/places.ts';
import type { NewDisk } from '../../ports/azure/copies.ts';
import { regionTitle } from '../../views/region-title.ts';
import { gigabytes, moment } from '../../views/words.ts';
import type { Check, Plan, Write } from '../plan.ts';
import { type CopySource, readCopySource } from './copy-source.ts';
import { cardOf, diskOf, type MachineAround, machineOf, type RestoreOrder } from './restore-order.ts';
import { type RestorePlace, restorePlace } from './restore-place.ts';
import type { RestorePlanner, RestoreWish } from './restore-planner.ts';

/** From a restore point or a snapshot: new disks, and a new machine around them where one is wanted. */
export const restoreFromCopy: RestorePlanner = async (wanted, point, context) => {
  const source = await readCopySource(point, context);
  const place = await restorePlace(wanted, source, context);
  const { what, name, zone } = wanted;
  const prefix = name ?? wanted.point.where;
  const when = point.at ? moment(point.at, context.now()) : 'an unknown time';
  const where = place.groupId.split('/').at(-1) ?? '';
  const order = orderOf(wanted, source, place, prefix);
  return {
    title: `make ${what === 'vm' ? `VM ${name}` : 'disks'} from ${wanted.point.name} of ${wanted.point.where}, in ${where} (${regionTitle(source.region)})`,
    lines: linesOf(wanted, source, place),
    consequences: [
      `What comes back is what was there at ${when}. Nothing that exists is touched.`,
      ...(what === 'vm' ? ['It gets a new address in the network, and no public one.'] : []),
    ],
    checks: checksOf(wanted, source, place),
    facts: {
      decisive: {
        point: point.resourceId.toLowerCase(),
        into: place.groupId.toLowerCase(),
        what: what === 'vm' ? `VM ${name}` : 'disks',
        disks: source.disks.map(({ from }) => from.id.toLowerCase()),
        ...(place.subnetId && { subnet: place.subnetId.toLowerCase() }),
        ...(zone && { zone }),
      },
      bounded: {},
      shown: {},
    },
    writes: writesOf(order, wanted.point.resources[0] ?? ''),
    vms: 1,
    work: { workflow: 'restore-copy', order, locks: [] },
  };
};

const checksOf = (
  { point, stagingAccount }: RestoreWish,
  source: CopySource,
  place: RestorePlace,
): readonly Check[] => {
  const found: readonly Check[] = [
    ...(source.notNow ? [{ outcome: 'block', subject: point.name, why: `${source.notNow}.` } as const] : []),
    ...place.checks,
    ...(stagingAccount
      ? [
          {
            outcome: 'warning',
            subject: '--staging-account',
            why: 'only Azure Backup needs one; it is not used.',
          } as const,
        ]
      : []),
  ];
  return found.length > 0 ? found : [{ outcome: 'passed', subject: point.name, why: 'all of it is there.' }];
};

const linesOf = ({ what, name, zone }: RestoreWish, source: CopySource, place: RestorePlace): Plan['lines'] => [
  ...(place.newGroup ? [{ title: 'resource group', detail: `a new one, ${place.groupId.split('/').at(-1)}` }] : []),
  ...source.disks.map((disk) => ({
    title: disk.name,
    detail: `a new disk of ${gigabytes(disk.sizeBytes)}, ${disk.type}${zone ? `, zone ${zone}` : ''}`,
  })),
  ...(what === 'vm'
    ? [
        {
          title: name ?? '',
          detail: `${place.size ?? 'of unknown size'}, in ${place.subnetId?.split('/').at(-1) ?? 'no subnet'}`,
        },
      ]
    : []),
];

const orderOf = (
  { what, name, zone, point }: RestoreWish,
  source: CopySource,
  place: RestorePlace,
  prefix: string,
): RestoreOrder => ({
  groupId: place.groupId,
  newGroup: place.newGroup,
  region: source.region,
  prefix,
  tags: { 'lifeboat-restored-from': `${point.where}/${point.name}` },
  ...(zone && { zone }),
  disks: source.disks.map(({ name: diskName, from, type, lun }) => ({
    name: diskName,
    from,
    type,
    ...(lun !== undefined && { lun }),
  })),
  ...(what === 'vm' &&
    name &&
    place.subnetId &&
    place.size &&
    source.os !== 'unknown' && {
      machine: {
        name,
        size: place.size,
        os: source.os,
        trustedLaunch: source.trustedLaunch,
        subnetId: place.subnetId,
      },
    }),
});

const compute = 'Microsoft.Compute';

/** What the operation calls what it makes. */
const run = '{operation}-{time}';

const writesOf = (order: RestoreOrder, sourceVmId: string): readonly Write[] => [
  ...(order.newGroup ? [groupWrite(order)] : []),
  ...order.disks.flatMap((disk) => [
    // Of the machine whose data come back: whoever restores them has to be allowed to see them.
    { action: readAction[disk.from.kind], resource: disk.from.id, of: sourceVmId, call: { method: 'POST' } } as const,
    diskWrite(diskOf(order, disk, run)),
  ]),
  ...(order.machine ? machineWrites(order, order.machine) : []),
];

const groupWrite = ({ groupId, region, tags }: RestoreOrder): Write => ({
  action: 'Microsoft.Resources/subscriptions/resourceGroups/write',
  resource: groupId,
  call: { method: 'PUT', body: groupBody({ region, tags }) },
  az: `az group create --name ${groupId.split('/').at(-1)} --location ${region}`,
});

const readAction = {
  'disk-point': `${compute}/restorePointCollections/restorePoints/diskRestorePoints/beginGetAccess/action`,
  snapshot: `${compute}/snapshots/beginGetAccess/action`,
} as const;

const diskWrite = (disk: NewDisk): Write => ({
  action: `${compute}/disks/write`,
  resource: disk.id,
  call: { method: 'PUT', body: diskBody(disk) },
  az: `az disk create --ids ${disk.id} --location ${disk.region} --sku ${disk.type} --source ${disk.from.id}`,
});

const machineWrites = (order: RestoreOrder, around: MachineAround): readonly Write[] => {
  const { name, size, subnetId } = around;
  const card = cardOf(order, around, run);
  const machine = machineOf(order, around, run);
  return [
    { action: 'Microsoft.Network/virtualNetworks/subnets/join/action', resource: subnetId, call: { method: 'POST' } },
    {
      action: 'Microsoft.Network/networkInterfaces/write',
      resource: card.id,
      call: { method: 'PUT', body: networkCardBody(card) },
    },
    {
      action: `${compute}/virtualMachines/write`,
      resource: machine.id,
      call: { method: 'PUT', body: machineBody(machine) },
      az: `az vm create --name ${name} --location ${order.region} --size ${size} --attach-os-disk ${machine.osDiskId} --subnet ${subnetId}`,
    },
  ];
};
