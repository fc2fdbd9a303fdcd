import type { PlanContext } from '../../definitions/command.ts';
import { AzureRefused, AzureUnreachable } from '../../errors/azure.ts';
import type { Vm } from '../../ports/azure/estate.ts';
import { attempt, gapsIn, listIn } from '../../protection/attempt.ts';
import { groupIn, sameId, subscriptionIn } from '../../protection/resource-id.ts';
import { warning } from '../../readiness/checks.ts';
import { gapSentences } from '../../views/gap-words.ts';
import { regionTitle } from '../../views/region-title.ts';
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
  /** The regions of old that do not answer: nothing can be replicated into them now. */
  readonly silent: readonly string[];
  readonly checks: readonly Check[];
}

/**
 * Asked of the machines of old themselves: Site Recovery keeps what a machine becomes elsewhere, and not what it was.
 * Compute leaves the keys out of what it says of a machine that does not run, so that the disks are asked as well.
 */
export const readHomes = async (machines: readonly Machine[], context: PlanContext): Promise<Homes> => {
  const { readers } = context;
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
  const silent = await silentOf(unseen, context);
  const gone = unseen.filter(({ item }) => !silent.includes(item.sourceRegion));
  return {
    of: (machine) => ({ groupId: groupOf(machine.item.vmId), keys, ...placeOf(oldOf(machine)) }),
    silent,
    checks: [...gone.map(notSeen), ...gapSentences(gapsIn(disks)).map((why) => warning('encryption', why, later))],
  };
};

const groupOf = (vmId: string): string => `/subscriptions/${subscriptionIn(vmId)}/resourceGroups/${groupIn(vmId)}`;

/** Azure's lists leave out what is in a region that is down, as if it were deleted: the region itself tells which it is. */
const silentOf = async (unseen: readonly Machine[], context: PlanContext): Promise<readonly string[]> => {
  const regions = new Map(unseen.map(({ item }) => [item.sourceRegion, subscriptionIn(item.vmId)]));
  const asked = [...regions].map(async ([region, subscription]) =>
    (await answers(region, subscription, context)) ? [] : [region],
  );
  return (await Promise.all(asked)).flat();
};

const answers = async (region: string, subscription: string, { readers }: PlanContext): Promise<boolean> => {
  try {
    await readers.estate.quotas(subscription, region);
    return true;
  } catch (error) {
    if (error instanceof AzureUnreachable) return false;
    // A refusal is an answer as well, unless it is that nobody is there.
    if (error instanceof AzureRefused) return (error.problem.status ?? 0) < 500;
    throw error;
  }
};

/** A machine is in a set or in a zone, never in both. */
const placeOf = (vm: Vm | undefined): Pick<Home, 'availabilitySetId' | 'zone'> => {
  if (vm?.availabilitySetId) return { availabilitySetId: vm.availabilitySetId };
  return vm?.zones[0] ? { zone: vm.zones[0] } : {};
};

const later = 'Where it matters, reprotect once they can be seen.';

const notSeen = ({ name, item }: Machine): Check =>
  warning(
    'machine of old',
    `Azure shows no ${name} in ${regionTitle(item.sourceRegion)}: its availability set or zone there is not known, and none is asked for.`,
    later,
  );
