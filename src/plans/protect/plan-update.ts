import type { PlanContext } from '../../definitions/command.ts';
import { AzureUnreachable } from '../../errors/azure.ts';
import type { VirtualNetwork, Vm } from '../../ports/azure/estate.ts';
import type { Target } from '../../ports/names.ts';
import { nameIn, regionKey, sameId, subscriptionIn } from '../../protection/resource-id.ts';
import { blocked, warning } from '../../readiness/checks.ts';
import { checkDisks } from '../../readiness/machine.ts';
import type { Check, Plan } from '../plan.ts';
import type { ProtectionChange, ProtectionUpdate } from './change.ts';
import { named } from './named.ts';
import { atRestCheck, changePlan, common, type Replicated, readReplicated } from './replicated.ts';

interface UpdateWanted {
  readonly vm: Target;
  readonly name?: string | undefined;
  readonly size?: string | undefined;
  readonly network?: string | undefined;
  readonly subnet?: string | undefined;
  readonly address?: string | undefined;
  readonly resourceGroup?: string | undefined;
  readonly availabilitySet?: string | undefined;
  readonly diskType?: string | undefined;
  readonly addDisks?: readonly string[] | undefined;
  readonly removeDisks?: readonly string[] | undefined;
  readonly updateAgent: boolean;
}

/** Changes what a machine becomes when it is failed over, or which of its disks are replicated. */
export const planUpdate = async (wanted: UpdateWanted, context: PlanContext): Promise<Plan> => {
  const { readers } = context;
  const { found, blocks } = await readReplicated([wanted.vm], context);
  const title = `change the protection of ${wanted.vm.name}`;
  const [machine] = found;
  const nothing = { title, machines: [], changes: [], lines: [], consequences: [], next: [] };
  if (!machine) return changePlan({ ...nothing, checks: blocks });
  const { value: vm } = await readers.estate.vm(machine.item.vmId);
  const networks = await readers.estate.networks(subscriptionIn(machine.item.recoveryNetworkId ?? vm.id));
  if (networks.missing.length > 0) throw new AzureUnreachable('see the networks', networks.missing.join(' '));
  const scene = { machine, vm, networks: networks.value, wanted };
  const network = networkOf(scene);
  const parts = [agentPart(scene), addPart(scene), removePart(scene), updatePart(scene, network.chosen)];
  const changes = parts.flatMap(({ change }) => change ?? []);
  const checks = [atRestCheck(machine, 'change it'), ...network.checks, ...parts.flatMap((each) => each.checks)];
  const touchesNetwork = [wanted.network, wanted.subnet, wanted.address].some((each) => each !== undefined);
  return changePlan({
    ...nothing,
    machines: [machine],
    changes,
    lines: parts.flatMap(({ lines }) => lines),
    consequences: consequencesOf(wanted, touchesNetwork),
    checks:
      changes.length > 0
        ? checks
        : [...checks, blocked('change', 'Nothing would change.', 'Say what: help protection-update')],
    next: [{ label: `Show ${wanted.vm.name}`, line: `status ${wanted.vm.name}` }],
    ...(wanted.removeDisks?.length ? { danger: 'data-loss' } : touchesNetwork ? { danger: 'outage' } : {}),
    attached: attached(machine, network.chosen, wanted),
  });
};

interface Scene {
  readonly machine: Replicated;
  readonly vm: Vm;
  readonly networks: readonly VirtualNetwork[];
  readonly wanted: UpdateWanted;
}

interface Part {
  readonly change?: ProtectionChange;
  readonly lines: Plan['lines'];
  readonly checks: readonly Check[];
}

const none: Part = { lines: [], checks: [] };

const consequencesOf = ({ removeDisks, addDisks }: UpdateWanted, touchesNetwork: boolean): readonly string[] => [
  'Nothing stops now: it counts from the next failover on.',
  ...(touchesNetwork ? ['A machine in another network is reached by another address, or by none.'] : []),
  ...(removeDisks?.length
    ? ['What you lose: the recovery points of the disks that are taken out, and their replicas.']
    : []),
  ...(addDisks?.length ? ['Until the new disks are copied, the recovery points are without them.'] : []),
];

const agentPart = ({ machine, wanted }: Scene): Part => {
  if (!wanted.updateAgent) return none;
  const { item, vm } = machine;
  return {
    change: { call: 'updateAgent', ...common(machine) },
    lines: [{ title: `update the agent of ${vm.name}`, detail: item.agentVersion ?? 'Azure does not say its version' }],
    checks: item.agentUpdateWaits ? [] : [warning('agent', 'Azure says that no update waits.')],
  };
};

/** The new disks go the way of those that are replicated already. */
const addPart = ({ machine, vm, wanted }: Scene): Part => {
  const { item } = machine;
  const names = wanted.addDisks ?? [];
  if (names.length === 0) return none;
  const attachedNames = vm.disks.map(({ name }) => name).join(', ');
  const disks = names.map((name) => ({ name, disk: vm.disks.find((each) => same(each.name, name)) }));
  const model = item.disks[0];
  const cacheAccountId = model?.cacheAccountId;
  const groupId = model?.recoveryResourceGroupId ?? item.recoveryResourceGroupId;
  const checks = disks.flatMap(({ name, disk }): readonly Check[] => {
    if (!disk) return [blocked(`disk ${name}`, `${vm.name} has no such disk.`, `It has: ${attachedNames}.`)];
    if (disk.id === undefined)
      return [
        blocked(
          `disk ${name}`,
          'It is unmanaged; those are replicated from the start or not at all.',
          'Convert it to a managed disk.',
        ),
      ];
    if (item.disks.some(({ id }) => sameId(id, disk.id)))
      return [blocked(`disk ${name}`, 'It is replicated already.', `See: status ${vm.name}`)];
    return checkDisks({ ...vm, disks: [disk] });
  });
  if (!cacheAccountId || !groupId)
    return {
      ...none,
      checks: [
        ...checks,
        blocked('cache account', 'Azure does not say which one it uses.', 'Protect it anew: unprotect, protect.'),
      ],
    };
  const orders = disks.flatMap(({ disk }) =>
    disk?.id === undefined
      ? []
      : [
          {
            diskId: disk.id,
            cacheAccountId,
            recoveryResourceGroupId: groupId,
            ...(disk.type && { replicaType: disk.type, targetType: disk.type }),
          },
        ],
  );
  return {
    change: { call: 'addDisks', ...common(machine), disks: orders },
    lines: names.map((name) => ({ title: `add disk ${name}`, detail: `into ${nameIn(groupId)}` })),
    checks,
  };
};

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const removePart = ({ machine, wanted }: Scene): Part => {
  const { item, vm } = machine;
  const names = wanted.removeDisks ?? [];
  if (names.length === 0) return none;
  const found = names.map((name) => ({ name, disk: item.disks.find((each) => same(each.name, name)) }));
  const replicated = item.disks.map(({ name }) => name).join(', ');
  return {
    change: { call: 'removeDisks', ...common(machine), diskIds: found.flatMap(({ disk }) => disk?.id ?? []) },
    lines: names.map((name) => ({ title: `take out disk ${name}`, detail: 'its replica is deleted' })),
    checks: found.flatMap(({ name, disk }) => {
      if (!disk) return [blocked(`disk ${name}`, `It is not replicated with ${vm.name}.`, `These are: ${replicated}.`)];
      return disk.role === 'os'
        ? [
            blocked(
              `disk ${name}`,
              'It is the system disk: without it nothing would start.',
              'Leave it in, or unprotect.',
            ),
          ]
        : [];
    }),
  };
};

interface ChosenNetwork {
  readonly chosen?: VirtualNetwork;
  readonly checks: readonly Check[];
}

/** The one that was named, else the one that it has: a subnet is looked for in it. */
const networkOf = ({ machine, networks, wanted }: Scene): ChosenNetwork => {
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
          `${found[0].name} is in ${found[0].region}, but the machine would be failed over to ${item.targetRegion}.`,
          `Choose a network in ${item.targetRegion}.`,
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

const updatePart = ({ machine, wanted, vm }: Scene, network: VirtualNetwork | undefined): Part => {
  const { item } = machine;
  const { resourceGroup: group, availabilitySet: set } = wanted;
  const groupId = group && idIn(`/subscriptions/${subscriptionIn(item.vmId)}/resourceGroups`, group);
  const setId =
    set && idIn(`${groupId ?? item.recoveryResourceGroupId}/providers/Microsoft.Compute/availabilitySets`, set);
  const nic = item.nics[0];
  const plugged = (network ?? wanted.address) !== undefined;
  const change: Omit<ProtectionUpdate, keyof ReturnType<typeof common> | 'call'> = {
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
const attached = ({ item }: Replicated, network: VirtualNetwork | undefined, wanted: UpdateWanted): Plan['writes'] => {
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
