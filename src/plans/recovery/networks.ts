import type { PlanContext } from '../../definitions/command.ts';
import type { VirtualNetwork, Vm } from '../../ports/azure/estate.ts';
import type { ProtectedItem } from '../../ports/azure/recovery.ts';
import { attempt, listIn } from '../../protection/attempt.ts';
import { groupIn, nameIn, regionKey, sameId, subscriptionIn } from '../../protection/resource-id.ts';
import { blocked, passed, warning } from '../../readiness/checks.ts';
import { gapWords } from '../../views/gap-words.ts';
import { regionTitle } from '../../views/region-title.ts';
import { listed } from '../../views/words.ts';
import type { Check } from '../plan.ts';
import type { Machine } from './machines.ts';

interface DrillNetwork {
  /** Undefined where nothing goes by that name. */
  readonly network?: VirtualNetwork;
  readonly checks: readonly Check[];
}

/**
 * The network of a drill has to be apart from everything that works: test machines bear the names of the real ones,
 * know their passwords, and would talk to their databases.
 */
export const findDrillNetwork = async (
  typed: string,
  machines: readonly Machine[],
  context: PlanContext,
): Promise<DrillNetwork> => {
  const { networks, region, why, apart, vms } = await readNetworks(machines, context);
  const fix =
    apart.length > 0
      ? `In ${regionTitle(region)} stand apart from production: ${listed(apart)}.`
      : `There is none in ${regionTitle(region)} yet: make a network there that is peered with nothing.`;
  const [network, ...others] = networks.filter((each) => isCalled(each, typed));
  if (!network) return { checks: [blocked('drill network', `there is no network ${typed}.`, fix)] };
  if (others.length > 0)
    return {
      checks: [blocked('drill network', `several networks are called ${typed}.`, 'Name its group too: group/name.')],
    };
  const blocking = why(network);
  if (blocking) return { network, checks: [blocked(network.name, blocking, fix)] };
  const gaps = vms.read ? [] : [warning('drill network', gapWords(vms.missing))];
  return { network, checks: [passed('drill network', `${network.name} stands apart from production.`), ...gaps] };
};

/** The names of those that a drill may use, where its machines would start. */
export const networksApart = async (machines: readonly Machine[], context: PlanContext): Promise<readonly string[]> =>
  (await readNetworks(machines, context)).apart;

const readNetworks = async (machines: readonly Machine[], { readers }: PlanContext) => {
  const item = machines[0]?.item;
  const subscription = subscriptionIn(item?.recoveryResourceGroupId ?? item?.vmId ?? '');
  const [{ value: networks }, { value: items }, vms] = await Promise.all([
    readers.estate.networks(subscription),
    readers.recovery.items('shared'),
    attempt('which machines are in the network', readers.estate.vms('shared')),
  ]);
  const region = item?.targetRegion ?? '';
  const why = (network: VirtualNetwork): string | undefined => {
    if (regionKey(network.region) !== regionKey(region))
      return `it is in ${regionTitle(network.region)}, and the machines would start in ${regionTitle(region)}.`;
    return notApart(network, items, listIn(vms));
  };
  const apart = networks.filter((each) => why(each) === undefined).map(({ name }) => name);
  return { networks, region, why, apart, vms };
};

/** Why a network is production; undefined: nothing says so. */
const notApart = (network: VirtualNetwork, items: readonly ProtectedItem[], vms: readonly Vm[]): string | undefined => {
  // What machines would run in after a failover is production already: others may have been failed over into it.
  if (items.some(({ recoveryNetworkId }) => sameId(recoveryNetworkId, network.id)))
    return 'it is a production network: replicated machines run in it after a failover.';
  const holders = new Set(network.subnets.flatMap((each) => each.holders ?? []).map((id) => id.toLowerCase()));
  const worker = vms.find(
    (vm) =>
      vm.nicIds.some((id) => holders.has(id.toLowerCase())) && !items.some(({ drillVmId }) => sameId(drillVmId, vm.id)),
  );
  if (worker) return `it is a production network: ${worker.name} is in it.`;
  const peers = network.peeredWith ?? [];
  return peers.length > 0 ? `it is peered with ${listed(peers.map(nameIn))}, so it is not apart.` : undefined;
};

const isCalled = ({ id, name }: VirtualNetwork, typed: string): boolean =>
  sameId(id, typed) || sameId(name, typed) || sameId(`${groupIn(id)}/${name}`, typed);
