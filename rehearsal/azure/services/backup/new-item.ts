import type { ArmResource } from '../../world/resources.ts';
import type { World } from '../../world/world.ts';
import { nameOf } from '../resources/ids.ts';
import type { Vault } from '../vaults/vault.ts';
import type { ProtectedItem } from './item.ts';
import type { Machine } from './machine.ts';
import { ITEM_TYPE, itemIdOf, machineNameOf } from './names.ts';
import { numberFor } from './numbers.ts';

interface NewItem {
  readonly vault: Vault;
  readonly vmId: string;
  readonly policy: ArmResource;
  readonly machine: Machine;
}

/** An item that has no backups and no rhythm yet; it is not put into the world. */
export function makeItem(world: World, { vault, vmId, policy, machine }: NewItem): ProtectedItem {
  const containerName = machineNameOf(vmId);
  return {
    id: itemIdOf(vault.id, containerName),
    name: `VM;${containerName}`,
    type: ITEM_TYPE,
    properties: {
      friendlyName: nameOf(vmId),
      virtualMachineId: vmId,
      sourceResourceId: vmId,
      containerName,
      protectedItemDataId: numberFor(`${vault.id} ${vmId} ${world.clock.now()}`),
      policyId: policy.id,
      policyName: policy.name,
    },
    vaultId: vault.id,
    machine,
    history: { rhythm: undefined, taken: [] },
    softDeletedAt: undefined,
  };
}
