import { createHash } from 'node:crypto';

/** Paths as the specs write them. */
export const VAULT =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.RecoveryServices/vaults/{resourceName}';
export const FABRIC = `${VAULT}/replicationFabrics/{fabricName}`;
export const CONTAINER = `${FABRIC}/replicationProtectionContainers/{protectionContainerName}`;
export const MAPPING = `${CONTAINER}/replicationProtectionContainerMappings/{mappingName}`;
export const ITEM = `${CONTAINER}/replicationProtectedItems/{replicatedProtectedItemName}`;
export const NETWORK = `${FABRIC}/replicationNetworks/{networkName}`;
export const NETWORK_MAPPING = `${NETWORK}/replicationNetworkMappings/{networkMappingName}`;
export const POLICY = `${VAULT}/replicationPolicies/{policyName}`;
export const PLAN = `${VAULT}/replicationRecoveryPlans/{recoveryPlanName}`;
export const JOB = `${VAULT}/replicationJobs/{jobName}`;

const VAULTS = 'Microsoft.RecoveryServices/vaults';

export const types = {
  fabric: `${VAULTS}/replicationFabrics`,
  container: `${VAULTS}/replicationFabrics/replicationProtectionContainers`,
  mapping: `${VAULTS}/replicationFabrics/replicationProtectionContainers/replicationProtectionContainerMappings`,
  item: `${VAULTS}/replicationFabrics/replicationProtectionContainers/replicationProtectedItems`,
  protectableItem: `${VAULTS}/replicationFabrics/replicationProtectionContainers/replicationProtectableItems`,
  recoveryPoint: `${VAULTS}/replicationFabrics/replicationProtectionContainers/replicationProtectedItems/recoveryPoints`,
  targetSize: `${VAULTS}/replicationFabrics/replicationProtectionContainers/replicationProtectedItems/targetComputeSizes`,
  network: `${VAULTS}/replicationFabrics/replicationNetworks`,
  networkMapping: `${VAULTS}/replicationFabrics/replicationNetworks/replicationNetworkMappings`,
  policy: `${VAULTS}/replicationPolicies`,
  plan: `${VAULTS}/replicationRecoveryPlans`,
  job: `${VAULTS}/replicationJobs`,
  event: `${VAULTS}/replicationEvents`,
  intent: `${VAULTS}/replicationProtectionIntents`,
  vaultHealth: `${VAULTS}/replicationVaultHealth`,
  vaultSetting: `${VAULTS}/replicationVaultSettings`,
  operatingSystems: `${VAULTS}/replicationSupportedOperatingSystems`,
} as const;

/** The service writes ids with a capital S in front, unlike everybody else. */
export function serviceId(id: string): string {
  return id.replace(/^\/subscriptions\//i, '/Subscriptions/');
}

/** A GUID that always is the same for the same thing, as the service makes them for fabrics, containers and machines. */
export function guidOf(...parts: readonly (string | number)[]): string {
  const hex = createHash('sha1').update(parts.join('|').toLowerCase()).digest('hex');
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A number from 0 to `below` - 1 that always is the same for the same thing. */
export function spread(below: number, ...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of parts.join('|')) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return ((hash ^ (hash >>> 15)) >>> 0) % below;
}

/** The resource that a resource of the vault lies in, two segments up. */
export function parentOf(id: string): string {
  return id.split('/').slice(0, -2).join('/');
}

export function vaultIdIn(id: string): string {
  return id.split('/').slice(0, 9).join('/');
}
