import type { PlanContext } from '../../definitions/command.ts';
import type { Vm } from '../../ports/azure/estate.ts';
import { attempt, gapsIn, listIn } from '../../protection/attempt.ts';
import { groupIn, sameId, subscriptionIn } from '../../protection/resource-id.ts';
import { warning } from '../../readiness/checks.ts';
import type { Check } from '../plan.ts';
import type { Machine } from './machines.ts';

/** Where a machine that is failed over came from, and so goes back to. */
export interface Home {
  readonly groupId: string;
  readonly availabilitySetId?: string;
  readonly zone?: string;
  /** Of a disk of old, by its id in small letters: the set of keys that encrypts it there. */
  readonly keys: ReadonlyMap<string, string>;
}

interface Homes {
  of(machine: Machine): Home;
  readonly checks: readonly Check[];
}

/**
 * Asked of the machines of old themselves: Site Recovery keeps what a machine becomes elsewhere, and not what it was.
 * Compute leaves the keys out of what it says of a machine that does not run, so that the disks are asked as well.
 */
export const readHomes = async (machines: readonly Machine[], { readers }: PlanContext): Promise<Homes> => {
  const groups = [...new Set(machines.map(({ item }) => groupOf(item.vmId)))];
  const [vms, ...disks] = await Promise.all([
    attempt('the machines of old', readers.estate.vms('fresh')),
    ...groups.map((group) => attempt(`the disks of ${group.split('/').at(-1)}`, readers.estate.disksIn(group))),
  ]);
  const keys = new Map(
    disks
      .flatMap(listIn)
      .flatMap(({ id, encryptionSetId }) => (encryptionSetId ? [[id.toLowerCase(), encryptionSetId]] : [])),
  );
  const oldOf = ({ item }: Machine): Vm | undefined => listIn(vms).find(({ id }) => sameId(id, item.vmId));
  const unseen = machines.filter((machine) => !oldOf(machine));
  return {
    of: (machine) => ({ groupId: groupOf(machine.item.vmId), keys, ...placeOf(oldOf(machine)) }),
    checks: [...unseen.map(notSeen), ...gapsIn(disks).map((why) => warning('encryption', why, later))],
  };
};

const groupOf = (vmId: string): string => `/subscriptions/${subscriptionIn(vmId)}/resourceGroups/${groupIn(vmId)}`;

/** A machine is in a set or in a zone, never in both. */
const placeOf = (vm: Vm | undefined): Pick<Home, 'availabilitySetId' | 'zone'> => {
  if (vm?.availabilitySetId) return { availabilitySetId: vm.availabilitySetId };
  return vm?.zones[0] ? { zone: vm.zones[0] } : {};
};

const later = 'Where it matters, reprotect once they can be seen.';

const notSeen = ({ name, item }: Machine): Check =>
  warning(
    'machine of old',
    `Azure shows no ${name} in ${item.sourceRegion}: its availability set or zone there is not known, and none is asked for.`,
    later,
  );
