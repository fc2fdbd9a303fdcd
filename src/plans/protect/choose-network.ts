import type { VirtualNetwork, Vm } from '../../ports/azure/estate.ts';
import { nameIn, sameId } from '../../protection/resource-id.ts';
import { regionTitle } from '../../views/region-title.ts';
import type { Check } from '../plan.ts';
import { named } from './named.ts';
import type { Foundation } from './order.ts';
import type { Scene } from './scene.ts';
import type { Pairing } from './vault-foundations.ts';
import type { ProtectWanted } from './wanted.ts';

export interface ChosenNetwork {
  readonly id?: string;
  readonly subnet?: string;
  /** It was there before, so that the machine is attached to something that others may own. */
  readonly isThere: boolean;
  readonly foundations: readonly Foundation[];
  readonly checks: readonly Check[];
}

type Around = Pick<Scene, 'networks' | 'cards' | 'setup' | 'source' | 'target'>;

/** The one that was named; else where its own network is mapped to; else one beside the original, by the portal's name. */
export const chooseNetwork = (
  vm: Vm,
  wanted: ProtectWanted,
  scene: Around,
  { groupId, pairing }: { readonly groupId: string; readonly pairing: Pairing },
): ChosenNetwork => {
  const card = scene.cards.get(vm.id);
  const own = scene.networks.find(({ id }) => sameId(id, card?.networkId));
  if (wanted.network !== undefined) return namedNetwork(wanted.network, wanted.subnet ?? card?.subnet, wanted, scene);
  if (!own) return refused(`Azure shows no network of ${vm.name}.`, 'Name the target network: --network <name>');
  const known = mappedTo(own, scene);
  const id = known?.id ?? `${groupId}/providers/Microsoft.Network/virtualNetworks/${own.name}-asr`;
  const there = known ?? scene.networks.find((each) => sameId(each.id, id));
  const chosen = there
    ? inNetwork(there, wanted.subnet ?? card?.subnet, wanted, scene)
    : copyOf(own, id, wanted.subnet ?? card?.subnet, scene);
  return known ? chosen : { ...chosen, foundations: [...chosen.foundations, ...mappingsOf(own, id, scene, pairing)] };
};

const mappedTo = (own: VirtualNetwork, { setup, networks, target }: Around): VirtualNetwork | undefined => {
  const targets = setup.networkMappings.filter((each) => sameId(each.networkId, own.id));
  return networks.find(
    (each) => each.region === target.name && targets.some(({ targetNetworkId }) => sameId(targetNetworkId, each.id)),
  );
};

const namedNetwork = (
  typed: string,
  subnet: string | undefined,
  wanted: ProtectWanted,
  scene: Around,
): ChosenNetwork => {
  const found = named(scene.networks, typed);
  const here = found.filter(({ region }) => region === scene.target.name);
  const [first] = here.length > 0 ? here : found;
  if (!first) return refused(`There is no network ${typed}.`, 'Leave --network out to have one created.');
  if (here.length > 1) return refused(`There are several networks ${typed}.`, `Say which: --network ${here[0]?.id}`);
  return inNetwork(first, subnet, wanted, scene);
};

/** The subnet of the same name, or else the first. */
const inNetwork = (
  network: VirtualNetwork,
  subnet: string | undefined,
  wanted: ProtectWanted,
  { target }: Around,
): ChosenNetwork => {
  if (network.region !== target.name) {
    return refused(
      `${network.name} is in ${regionTitle(network.region)}, but the machine would be failed over to ${target.title}.`,
      `Choose a network in ${target.title}, or leave --network out.`,
    );
  }
  const same = network.subnets.find(({ name }) => name.toLowerCase() === subnet?.toLowerCase());
  if (wanted.subnet !== undefined && !same) {
    const names = network.subnets.map(({ name }) => name).join(', ');
    return refused(`${network.name} has no subnet ${wanted.subnet}.`, `It has: ${names || 'none'}.`);
  }
  const chosen = same ?? network.subnets[0];
  if (!chosen) return refused(`${network.name} has no subnet.`, 'Choose another network: --network <name>');
  return { id: network.id, subnet: chosen.name, isThere: true, foundations: [], checks: [] };
};

/** Subnets that belong to a service of Azure are not for machines. */
const isForMachines = ({ name }: { readonly name: string }): boolean => !/^(?:Gateway|Azure|RouteServer)/u.test(name);

const copyOf = (own: VirtualNetwork, id: string, subnet: string | undefined, { target }: Around): ChosenNetwork => {
  const subnets = own.subnets.filter(isForMachines).map(({ name, prefix }) => ({ name, prefix }));
  const same = subnets.find(({ name }) => name.toLowerCase() === subnet?.toLowerCase()) ?? subnets[0];
  if (!same) return refused(`${own.name} has no subnet to copy.`, 'Name the target network: --network <name>');
  const network: Foundation = { kind: 'network', id, region: target.name, prefixes: [...own.prefixes], subnets };
  return { id, subnet: same.name, isThere: false, foundations: [network], checks: [] };
};

/** Both ways, so that what has failed over finds its way back. */
const mappingsOf = (
  own: VirtualNetwork,
  id: string,
  { source, target }: Around,
  pairing: Pairing,
): readonly Foundation[] => {
  const mapping = (
    fabricId: string,
    networkId: string,
    targetFabricId: string,
    targetNetworkId: string,
    to: string,
  ) => ({
    kind: 'network-mapping' as const,
    id: `${fabricId}/replicationNetworks/azureNetwork/replicationNetworkMappings/${nameIn(networkId)}-${to}`,
    networkId,
    targetFabricId,
    targetNetworkId,
  });
  return [
    mapping(pairing.sourceFabricId, own.id, pairing.targetFabricId, id, target.name),
    mapping(pairing.targetFabricId, id, pairing.sourceFabricId, own.id, source.name),
  ];
};

const refused = (why: string, fix: string): ChosenNetwork => ({
  isThere: false,
  foundations: [],
  checks: [{ outcome: 'block', subject: 'target network', why, fix }],
});
