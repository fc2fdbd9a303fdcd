import type { ArmResource } from '../../../world/resources.ts';
import type { World } from '../../../world/world.ts';
import { nameOf } from '../../resources/ids.ts';

/** A region as the vault sees it. */
export interface Fabric extends ArmResource {
  readonly state: { readonly region: string; readonly friendlyName: string };
}

export interface Container extends ArmResource {
  readonly state: Record<string, never>;
}

/** Which container may be replicated to which, and by which policy. */
export interface Mapping extends ArmResource {
  readonly state: {
    readonly targetContainerId: string;
    readonly policyId: string;
    agentAutoUpdate: 'Enabled' | 'Disabled';
    automationAccountId: string | null;
    authentication: 'RunAsAccount' | 'SystemAssignedIdentity';
  };
}

export interface NetworkMapping extends ArmResource {
  readonly state: {
    readonly primaryNetworkId: string;
    recoveryNetworkId: string;
    readonly recoveryFabricId: string;
  };
}

/** All in minutes. */
export interface Policy extends ArmResource {
  readonly state: PolicyState;
}

export interface PolicyState {
  retention: number;
  appConsistentEvery: number;
  crashConsistentEvery: number;
  multiVmSync: 'Enabled' | 'Disabled';
}

/** Puts a resource into the world whose wire shape is made on reading. */
export function putKind<Kind extends ArmResource & { readonly state: unknown }>(
  world: World,
  type: string,
  id: string,
  state: Kind['state'],
): Kind {
  const resource = { id, name: nameOf(id), type, properties: {}, state } as ArmResource as Kind;
  world.resources.put(resource);
  return resource;
}
