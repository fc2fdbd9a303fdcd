import { regionTitle } from '../../views/region-title.ts';
import { gigabytes, moment } from '../../views/words.ts';
import type { Check, Plan, Write } from '../plan.ts';
import { type CopySource, readCopySource } from './copy-source.ts';
import { type RestorePlace, restorePlace } from './restore-place.ts';
import type { RestorePlanner, RestoreWish } from './restore-planner.ts';

/** From a restore point or a snapshot: new disks, and a new machine around them where one is wanted. */
export const restoreFromCopy: RestorePlanner = async (wanted, point, context) => {
  const source = await readCopySource(point, context);
  const place = await restorePlace(wanted, source, context);
  const { what, name, zone } = wanted;
  const machineId = wanted.point.resources[0] ?? '';
  const prefix = name ?? wanted.point.where;
  const when = point.at ? moment(point.at, context.now()) : 'an unknown time';
  const where = place.groupId.split('/').at(-1) ?? '';
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
    writes: writesOf(wanted, source, place, machineId),
    vms: 1,
    work: { workflow: 'restore-copy', order: orderOf(wanted, source, place, prefix), locks: [] },
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
) => ({
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
    place.size && {
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

const writesOf = (
  { what, name, zone }: RestoreWish,
  source: CopySource,
  place: RestorePlace,
  machineId: string,
): readonly Write[] => [
  ...(place.newGroup
    ? [
        {
          action: 'Microsoft.Resources/subscriptions/resourceGroups/write',
          resource: place.groupId,
          call: { method: 'PUT', body: { location: source.region } },
          az: `az group create --name ${place.groupId.split('/').at(-1)} --location ${source.region}`,
        } as const,
      ]
    : []),
  ...source.disks.flatMap(({ name: diskName, from, type }): readonly Write[] => {
    const id = `${place.groupId}/providers/${compute}/disks/${diskName}-{operation}`;
    const createOption = from.kind === 'snapshot' ? 'Copy' : 'Restore';
    return [
      // Of the machine whose data come back: whoever restores them has to be allowed to see them.
      { action: readAction[from.kind], resource: from.id, of: machineId, call: { method: 'POST' } },
      {
        action: `${compute}/disks/write`,
        resource: id,
        call: {
          method: 'PUT',
          body: {
            location: source.region,
            sku: { name: type },
            ...(zone && { zones: [zone] }),
            properties: { creationData: { createOption, sourceResourceId: from.id } },
          },
        },
        az: `az disk create --ids ${id} --location ${source.region} --sku ${type} --source ${from.id}`,
      },
    ];
  }),
  ...(what === 'vm' ? machineWrites(name ?? '', source.region, place) : []),
];

const readAction = {
  'disk-point': `${compute}/restorePointCollections/restorePoints/diskRestorePoints/beginGetAccess/action`,
  snapshot: `${compute}/snapshots/beginGetAccess/action`,
} as const;

const machineWrites = (
  name: string,
  region: string,
  { groupId, subnetId = '', size }: RestorePlace,
): readonly Write[] => [
  { action: 'Microsoft.Network/virtualNetworks/subnets/join/action', resource: subnetId, call: { method: 'POST' } },
  {
    action: 'Microsoft.Network/networkInterfaces/write',
    resource: `${groupId}/providers/Microsoft.Network/networkInterfaces/${name}-{operation}`,
    call: { method: 'PUT', body: { location: region, subnet: subnetId } },
  },
  {
    action: `${compute}/virtualMachines/write`,
    resource: `${groupId}/providers/${compute}/virtualMachines/${name}`,
    call: { method: 'PUT', body: { location: region, size } },
    az: `az vm create --name ${name} --location ${region} --size ${size} --attach-os-disk <the new disk> --subnet ${subnetId}`,
  },
];
