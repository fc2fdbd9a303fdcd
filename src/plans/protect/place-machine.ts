import { createHash } from 'node:crypto';
import type { PlanContext } from '../../definitions/command.ts';
import type { Vm } from '../../ports/azure/estate.ts';
import { nameIn, sameId } from '../../protection/resource-id.ts';
import { checkTargetGroup } from '../../readiness/places.ts';
import type { Check } from '../plan.ts';
import { chooseAvailability } from './choose-availability.ts';
import type { ChosenCache } from './choose-cache.ts';
import { chooseDisks } from './choose-disks.ts';
import { type ChosenNetwork, chooseNetwork } from './choose-network.ts';
import type { Foundation, MachineOrder } from './order.ts';
import type { Scene } from './scene.ts';
import type { Pairing } from './vault-foundations.ts';
import type { ProtectWanted } from './wanted.ts';

/** One machine of a protection: where its replica goes, and what has to be made for it. */
export interface PlacedMachine {
  readonly vm: Vm;
  readonly order: MachineOrder;
  readonly network: ChosenNetwork;
  readonly groupIsThere: boolean;
  readonly foundations: readonly Foundation[];
  readonly checks: readonly Check[];
}

interface Common {
  readonly wanted: ProtectWanted;
  readonly scene: Scene;
  readonly policyId: string;
  readonly pairing: Pairing;
  readonly cache: ChosenCache;
}

export const placeMachine = async (vm: Vm, common: Common, { readers }: PlanContext): Promise<PlacedMachine> => {
  const { wanted, scene, pairing, cache } = common;
  const groupId = idOfGroup(wanted.resourceGroup ?? besideGroup(vm), scene.subscription);
  const group = (await readers.places.resourceGroup(groupId)).value;
  const readSet = async (id: string) => (await readers.estate.availabilitySet(id)).value;
  const network = chooseNetwork(vm, wanted, scene, { groupId: networkGroupOf(vm, wanted, scene), pairing });
  const availability = await chooseAvailability(vm, wanted, { groupId, scene, readSet });
  const disks = chooseDisks(vm, wanted, { groupId, cacheId: cache.id, scene });
  const created: readonly Foundation[] = group ? [] : [{ kind: 'group', id: groupId, region: scene.target.name }];
  return {
    vm,
    network,
    groupIsThere: group !== undefined,
    foundations: [...created, ...network.foundations, ...availability.foundations, ...disks.foundations],
    checks: [
      checkTargetGroup(nameIn(groupId), group, scene.source, `protect ${vm.name}`),
      ...network.checks,
      ...availability.checks,
      ...disks.checks,
    ],
    order: {
      name: vm.name,
      itemId: `${pairing.sourceContainerId}/replicationProtectedItems/${itemName(vm)}`,
      vmId: vm.id,
      policyId: common.policyId,
      recoveryContainerId: pairing.targetContainerId,
      recoveryResourceGroupId: groupId,
      ...(network.id !== undefined && { recoveryNetworkId: network.id }),
      ...(network.subnet !== undefined && { recoverySubnet: network.subnet }),
      ...(availability.setId !== undefined && { recoveryAvailabilitySetId: availability.setId }),
      ...(availability.zone !== undefined && { recoveryZone: availability.zone }),
      ...(wanted.group !== undefined && { multiVmGroup: wanted.group }),
      disks: disks.disks,
      ...(disks.blobDisks && { blobDisks: disks.blobDisks }),
    },
  };
};

/** Machines that share a network share its copy too, whatever groups they are in. */
const networkGroupOf = (vm: Vm, { resourceGroup }: ProtectWanted, { vms, cards, subscription }: Scene): string => {
  const own = cards.get(vm.id)?.networkId;
  const first = vms.find(({ id }) => sameId(cards.get(id)?.networkId, own)) ?? vm;
  return idOfGroup(resourceGroup ?? besideGroup(first), subscription);
};

/** Azure's lists shout the names of groups: what is made anew gets a quiet one. */
const besideGroup = ({ resourceGroup }: Vm): string =>
  `${/[a-z]/u.test(resourceGroup) ? resourceGroup : resourceGroup.toLowerCase()}-asr`;

const idOfGroup = (typed: string, subscription: string): string =>
  typed.startsWith('/') ? typed : `/subscriptions/${subscription}/resourceGroups/${typed}`;

/** Two machines of different groups may bear one name; the same machine always gets the same. */
const itemName = ({ name, id }: Vm): string =>
  `${name.slice(0, 50)}-${createHash('sha256').update(id.toLowerCase()).digest('hex').slice(0, 6)}`;
