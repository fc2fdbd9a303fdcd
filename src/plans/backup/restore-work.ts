import type { StorageAccount } from '../../ports/azure/estate.ts';
import type { Plan, Write } from '../plan.ts';
import type { RestoreWish } from '../restore/restore-planner.ts';
import { itemAction } from './back-up-work.ts';
import type { TargetGroup, TargetSubnet } from './restore-places.ts';
import type { RestoreSource } from './restore-source.ts';

interface Places {
  readonly wanted: RestoreWish;
  readonly source: RestoreSource;
  readonly group: TargetGroup;
  readonly staging: StorageAccount;
  readonly subnet: TargetSubnet | undefined;
}

/** What the workflow makes its steps from. */
export const restoreWork = ({ wanted, source, group, staging, subnet }: Places): Plan['work'] => ({
  workflow: 'restore-from-backup',
  order: {
    machine: source.machine,
    pointName: source.name,
    itemId: source.itemId,
    pointId: source.point.id,
    vmId: source.vmId,
    vaultId: source.vaultId,
    region: source.region,
    secondary: source.secondary,
    stagingAccountId: staging.id,
    group: { id: group.id, isNew: group.isNew },
    ...(wanted.zone !== undefined && { zone: wanted.zone }),
    ...(subnet && {
      newMachine: { name: wanted.name ?? '', networkId: subnet.networkId, subnet: subnet.subnet },
    }),
  },
  // It writes only what is new: the machine itself is left to whoever moves it.
  locks: [{ machine: lockedBy({ wanted, source, group }), kind: subnet ? 'restore' : 'copy' }],
});

const lockedBy = ({ wanted, source, group }: Pick<Places, 'wanted' | 'source' | 'group'>): string =>
  wanted.what === 'vm' ? machineId(group, wanted).toLowerCase() : source.vmId.toLowerCase();

const machineId = (group: TargetGroup, { name }: RestoreWish): string =>
  `${group.id}/providers/Microsoft.Compute/virtualMachines/${name}`;

/** All that Azure Backup does with it in the end, at the place where it does it. */
export const restoreWrites = (places: Places): readonly Write[] => [
  ...groupWrite(places.group),
  ...(places.source.secondary ? secondaryCalls(places) : primaryCalls(places)),
  {
    action: 'Microsoft.Storage/storageAccounts/blobServices/containers/write',
    resource: places.staging.id,
    call: { method: 'PUT' },
  },
  ...madeBy(places),
];

export const groupWrite = ({ id, isNew }: TargetGroup): readonly Write[] =>
  isNew
    ? [{ action: 'Microsoft.Resources/subscriptions/resourceGroups/write', resource: id, call: { method: 'PUT' } }]
    : [];

const primaryCalls = ({ source }: Places): readonly Write[] => [
  {
    action: 'Microsoft.RecoveryServices/vaults/backupTriggerValidateOperation/action',
    resource: source.vaultId,
    of: source.vmId,
    call: { method: 'POST' },
  },
  {
    action: `${itemAction}/recoveryPoints/restore/action`,
    resource: source.point.id,
    of: source.vmId,
    call: { method: 'POST' },
  },
];

interface SecondaryPlace {
  readonly source: Pick<RestoreSource, 'point' | 'vmId' | 'subscription' | 'region'>;
}

/** The access token that the first of them reads lets anybody restore the machine: whoever asks needs its rights. */
export const secondaryCalls = ({ source }: SecondaryPlace): readonly Write[] => [
  {
    action: `${itemAction}/recoveryPoints/accessToken/action`,
    resource: source.point.id,
    of: source.vmId,
    call: { method: 'POST' },
  },
  {
    action: 'Microsoft.RecoveryServices/locations/backupCrossRegionRestore/action',
    resource: `/subscriptions/${source.subscription}/providers/Microsoft.RecoveryServices/locations/${source.region}`,
    of: source.vmId,
    call: { method: 'POST' },
  },
];

const madeBy = ({ wanted, source, group, staging, subnet }: Places): readonly Write[] => {
  const compute = `${group.id}/providers/Microsoft.Compute`;
  const disks: Write = {
    action: 'Microsoft.Compute/disks/write',
    resource: `${compute}/disks`,
    call: { method: 'PUT' },
    az: azLine({ wanted, source, group, staging, subnet }),
  };
  if (!subnet) return [disks];
  return [
    disks,
    { action: 'Microsoft.Compute/virtualMachines/write', resource: machineId(group, wanted), call: { method: 'PUT' } },
    {
      action: 'Microsoft.Network/networkInterfaces/write',
      resource: `${group.id}/providers/Microsoft.Network/networkInterfaces`,
      call: { method: 'PUT' },
    },
    {
      action: 'Microsoft.Network/virtualNetworks/subnets/join/action',
      resource: subnet.subnetId,
      call: { method: 'POST' },
    },
  ];
};

/** The same by hand: the way out when the bot is gone. */
const azLine = ({ wanted, source, group, staging, subnet }: Places): string =>
  [
    'az backup restore restore-disks',
    `--ids "${source.itemId}"`,
    `--rp-name ${source.point.id.split('/').at(-1)}`,
    `--storage-account ${staging.id}`,
    `--target-resource-group ${group.name}`,
    ...(source.secondary ? ['--use-secondary-region'] : []),
    ...(wanted.zone === undefined ? [] : [`--target-zone ${wanted.zone}`]),
    ...(subnet
      ? [
          '--restore-mode AlternateLocation',
          `--target-vm-name ${wanted.name}`,
          `--target-vnet-name ${subnet.network}`,
          `--target-vnet-resource-group ${subnet.networkId.split('/')[4]}`,
          `--target-subnet-name ${subnet.subnet}`,
        ]
      : []),
  ].join(' ');
