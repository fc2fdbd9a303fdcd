import type { VirtualNetwork } from '../../ports/azure/estate.ts';
import type { ProtectionUpdate } from '../../ports/azure/protection-writer.ts';
import { regionKey, sameId, subscriptionIn } from '../../protection/resource-id.ts';
import { blocked } from '../../readiness/checks.ts';
import { regionTitle } from '../../views/region-title.ts';
import type { Check, Plan } from '../plan.ts';
import { named } from './named.ts';
import { common, type Replicated } from './replicated.ts';
import { none, type Part, type Scene, same, type UpdateWanted } from './update-scene.ts';

interface ChosenNetwork {
  readonly chosen?: VirtualNetwork;
  readonly checks: readonly Check[];
}

/** The one that was named, else the one that it has: a subnet is looked for in it. */
export const networkOf = ({ machine, networks, wanted }: Scene): ChosenNetwork => {
  const { item } = machine;
  const subject = 'target network';
  if (wanted.network === undefined && wanted.subnet === undefined) return { checks: [] };
  const found =
    wanted.network === undefined
      ? networks.filter(({ id }) => sameId(id, item.recoveryNetworkId))
      : named(networks, wanted.network);
  const here = found.filter(({ region }) => regionKey(region) === regionKey(item.targetRegion));
  const [chosen] = here;
  if (!found[0])
    return {
      checks: [blocked(subject, `There is no network ${wanted.network ?? 'that it uses'}.`, 'Name another: --network')],
    };
  if (!chosen) {
    return {
      checks: [
        blocked(
          subject,
          `${found[0].name} is in ${regionTitle(found[0].region)}, but the machine would be failed over to ${regionTitle(item.targetRegion)}.`,
          `Choose a network in ${regionTitle(item.targetRegion)}.`,
        ),
      ],
    };
  }
  const names = chosen.subnets.map(({ name }) => name);
  if (wanted.subnet !== undefined && !names.some((name) => same(name, wanted.subnet ?? ''))) {
    return {
      checks: [blocked(subject, `${chosen.name} has no subnet ${wanted.subnet}.`, `It has: ${names.join(', ')}.`)],
    };
  }
  return { chosen, checks: [] };
};

export const updatePart = ({ machine, wanted, vm }: Scene, network: VirtualNetwork | undefined): Part => {
  const { item } = machine;
  const { resourceGroup: group, availabilitySet: set } = wanted;
  const groupId = group && idIn(`/subscriptions/${subscriptionIn(item.vmId)}/resourceGroups`, group);
  const setId =
    set && idIn(`${groupId ?? item.recoveryResourceGroupId}/providers/Microsoft.Compute/availabilitySets`, set);
  const nic = item.nics[0];
  const plugged = (network ?? wanted.address) !== undefined;
  const change: Omit<ProtectionUpdate, 'itemId'> = {
    ...(wanted.name && { recoveryVmName: wanted.name }),
    ...(wanted.size && { recoverySize: wanted.size }),
    ...(wanted.network !== undefined && network && { recoveryNetworkId: network.id }),
    ...(groupId && { recoveryResourceGroupId: groupId }),
    ...(setId && { recoveryAvailabilitySetId: setId }),
    ...(plugged && nic && { nics: [nicOrder(nic, wanted, network)] }),
    ...(wanted.diskType && {
      disks: item.disks.map(({ id }) => ({ diskId: id, targetType: wanted.diskType ?? '' })),
    }),
  };
  if (Object.keys(change).length === 0) return none;
  const checks = [
    ...(set && vm.availabilitySetId === undefined
      ? [
          blocked(
            'availability set',
            `${vm.name} is in no availability set, and only what is in one can be failed over into one.`,
            'Leave --availability-set out.',
          ),
        ]
      : []),
    ...(plugged && !nic ? [blocked('network card', 'Azure shows none of it.', 'See: status')] : []),
  ];
  const shown = Object.entries({
    ...wanted,
    vm: undefined,
    addDisks: undefined,
    removeDisks: undefined,
    updateAgent: undefined,
  });
  return {
    change: { call: 'updateProtection', ...common(machine), ...change },
    lines: shown.flatMap(([what, value]) =>
      typeof value === 'string' ? [{ title: words[what] ?? what, detail: `${value} from the next failover on` }] : [],
    ),
    checks,
  };
};

const words: Readonly<Record<string, string>> = {
  resourceGroup: 'resource group',
  availabilitySet: 'availability set',
  diskType: 'kind of disks',
};

const idIn = (parent: string, typed: string): string => (typed.startsWith('/') ? typed : `${parent}/${typed}`);

const nicOrder = (
  nic: Replicated['item']['nics'][number],
  wanted: UpdateWanted,
  network: VirtualNetwork | undefined,
) => {
  const subnet = wanted.subnet ?? network?.subnets.find(({ name }) => same(name, nic.recoverySubnet ?? ''))?.name;
  const kept = subnet ?? network?.subnets[0]?.name ?? nic.recoverySubnet;
  return {
    nicId: nic.id,
    ipConfiguration: nic.ipConfiguration ?? 'ipconfig1',
    ...(kept !== undefined && { recoverySubnet: kept }),
    ...(wanted.address !== undefined && { recoveryAddress: wanted.address }),
  };
};

/** What was there before, and is used from now on. */
export const attached = (
  { item }: Replicated,
  network: VirtualNetwork | undefined,
  wanted: UpdateWanted,
): Plan['writes'] => {
  const attach = (action: string, resource: string) => ({ action, resource, call: { method: 'PUT' as const } });
  const group = wanted.resourceGroup;
  return [
    ...(network && wanted.network !== undefined
      ? [
          attach(
            'Microsoft.Network/virtualNetworks/subnets/join/action',
            `${network.id}/subnets/${wanted.subnet ?? network.subnets[0]?.name}`,
          ),
        ]
      : []),
    ...(group
      ? [
          attach(
            'Microsoft.Compute/virtualMachines/write',
            idIn(`/subscriptions/${subscriptionIn(item.vmId)}/resourceGroups`, group),
          ),
        ]
      : []),
  ];
};
