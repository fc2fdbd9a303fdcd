import { ArmError } from '../../../wire/errors.ts';
import type { ArmRequest } from '../../../wire/route.ts';
import type { ArmResource } from '../../../world/resources.ts';
import type { World } from '../../../world/world.ts';
import { findVault, type Vault, vaultIdOf } from '../../vaults/vault.ts';
import { notFound } from '../errors.ts';
import type { Container, Fabric, Mapping, NetworkMapping, Policy } from '../infrastructure/kinds.ts';
import type { ProtectedItem } from '../items/item.ts';
import { guidOf, types } from '../names.ts';
import type { Plan } from '../plans/plan.ts';

/** The vault that the request's path names. */
export function requireVault(request: ArmRequest): Vault {
  const { subscriptionId, resourceGroupName, resourceName } = request.params;
  const id = vaultIdOf(`${subscriptionId}`, `${resourceGroupName}`, `${resourceName}`);
  const vault = findVault(request.world, id);
  if (vault !== undefined) return vault;
  const message = `The Resource 'Microsoft.RecoveryServices/vaults/${resourceName}' under resource group '${resourceGroupName}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`;
  throw new ArmError(404, 'ResourceNotFound', message, { headers: { 'x-ms-failure-cause': 'gateway' } });
}

function find<Kind extends ArmResource>(world: World, type: string, id: string): Kind | undefined {
  const resource = world.resources.get(id);
  return resource?.type === type ? (resource as Kind) : undefined;
}

export const findFabric = (world: World, id: string) => find<Fabric>(world, types.fabric, plain(id));
export const findMapping = (world: World, id: string) => find<Mapping>(world, types.mapping, plain(id));
export const findNetworkMapping = (world: World, id: string) =>
  find<NetworkMapping>(world, types.networkMapping, plain(id));
export const findPolicy = (world: World, id: string) => find<Policy>(world, types.policy, plain(id));
export const findPlan = (world: World, id: string) => find<Plan>(world, types.plan, plain(id));
export const findItem = (world: World, id: string) =>
  find<ProtectedItem>(world, types.item, withContainerName(world, id));

export function findContainer(world: World, id: string): Container | undefined {
  return find<Container>(world, types.container, withContainerName(world, id));
}

function plain(id: string): string {
  return id.replace(/\/+$/, '');
}

/** The service itself writes a container's GUID where its name belongs (ids of recovery points). */
function withContainerName(world: World, id: string): string {
  const parts = /^(.*\/replicationProtectionContainers)\/([0-9a-f]{8}-[0-9a-f-]{27})(\/.*)?$/i.exec(plain(id));
  if (parts === null || world.resources.get(`${parts[1]}/${parts[2]}`) !== undefined) return plain(id);
  const fabricId = `${parts[1]}`.replace(/\/replicationProtectionContainers$/i, '');
  const meant = containersOf(world, fabricId).find(
    (container) => containerGuid(container.id) === parts[2]?.toLowerCase(),
  );
  return meant === undefined ? plain(id) : `${meant.id}${parts[3] ?? ''}`;
}

export function containersOf(world: World, scope: string): Container[] {
  return world.resources.list(types.container, scope) as Container[];
}

export function itemsOf(world: World, scope: string): ProtectedItem[] {
  return world.resources.list(types.item, scope) as ProtectedItem[];
}

export function containerGuid(containerId: string): string {
  return guidOf('container', containerId);
}

export function requireFabric(request: ArmRequest): Fabric {
  const id = fabricIdIn(request);
  return findFabric(request.world, id) ?? missing(request, 'fabric', request.params.fabricName);
}

export function requireContainer(request: ArmRequest): Container {
  requireFabric(request);
  const name = request.params.protectionContainerName;
  return findContainer(request.world, containerIdIn(request)) ?? missing(request, 'protection container', name);
}

export function requireItem(request: ArmRequest): ProtectedItem {
  requireContainer(request);
  const name = request.params.replicatedProtectedItemName;
  return findItem(request.world, itemIdIn(request)) ?? missing(request, 'replication protected item', name);
}

export function requirePlan(request: ArmRequest): Plan {
  const name = request.params.recoveryPlanName;
  return (
    findPlan(request.world, childId(requireVault(request).id, 'replicationRecoveryPlans', name)) ??
    missing(request, 'recovery plan', name)
  );
}

export function requirePolicy(request: ArmRequest): Policy {
  const name = request.params.policyName;
  return (
    findPolicy(request.world, childId(requireVault(request).id, 'replicationPolicies', name)) ??
    missing(request, 'policy', name)
  );
}

export function missing(request: ArmRequest, kind: string, name: string | undefined): never {
  throw notFound(request, kind, `${name}`);
}

export function fabricIdIn(request: ArmRequest): string {
  return childId(requireVault(request).id, 'replicationFabrics', request.params.fabricName);
}

export function containerIdIn(request: ArmRequest): string {
  return childId(fabricIdIn(request), 'replicationProtectionContainers', request.params.protectionContainerName);
}

export function itemIdIn(request: ArmRequest): string {
  return childId(containerIdIn(request), 'replicationProtectedItems', request.params.replicatedProtectedItemName);
}

export function childId(parentId: string, kind: string, name: string | undefined): string {
  return `${parentId}/${kind}/${name}`;
}
