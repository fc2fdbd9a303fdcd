/** What a call needs a role for: Azure's name of the action, and where. */
export interface ActionOnResource {
  readonly action: string;
  readonly resource: string;
}

const verbs: Readonly<Record<string, string>> = {
  GET: 'read',
  HEAD: 'read',
  PUT: 'write',
  PATCH: 'write',
  DELETE: 'delete',
};

const vault = 'Microsoft.RecoveryServices/vaults';
const container = `${vault}/replicationFabrics/replicationProtectionContainers`;

/**
 * Azure's actions follow from verb and path; these few do not: the vault's lists are counted where the items live, and
 * Storage has one name for asking how any of its operations stands.
 */
const irregular: readonly (readonly [told: string, action: string])[] = [
  ['Microsoft.ResourceGraph/resources/action', 'Microsoft.ResourceGraph/resources/read'],
  ['Microsoft.Storage/locations/asyncoperations/read', 'Microsoft.Storage/operations/read'],
  [`${vault}/replicationProtectionContainers/read`, `${container}/read`],
  [`${vault}/replicationProtectionContainerMappings/read`, `${container}/replicationProtectionContainerMappings/read`],
  [`${vault}/replicationProtectedItems/read`, `${container}/replicationProtectedItems/read`],
  [`${vault}/replicationNetworks/read`, `${vault}/replicationFabrics/replicationNetworks/read`],
  [
    `${vault}/replicationNetworkMappings/read`,
    `${vault}/replicationFabrics/replicationNetworks/replicationNetworkMappings/read`,
  ],
];

const exceptions = new Map(irregular.map(([told, action]) => [told.toLowerCase(), action]));

/** The action of Azure's that a caller's roles must contain for this call. */
export const actionOf = (method: string, path: string): ActionOnResource => {
  const segments = path.split('/').filter(Boolean).map(decodeURIComponent);
  const { namespace, rest } = typeAndNames(segments);
  const isAction = method === 'POST' && rest.length % 2 === 1;
  const types = rest.filter((_, index) => index % 2 === 0);
  const action = [namespace, ...types, isAction ? 'action' : (verbs[method] ?? 'action')].join('/');
  const resource = isAction ? segments.slice(0, -1) : segments;
  return { action: exceptions.get(action.toLowerCase()) ?? action, resource: `/${resource.join('/')}` };
};

/** What comes before the first provider is of Microsoft.Resources. */
const typeAndNames = (segments: readonly string[]) => {
  const provider = segments.findLastIndex((segment) => segment.toLowerCase() === 'providers');
  const namespace = segments[provider + 1];
  if (provider >= 0 && namespace !== undefined) return { namespace, rest: segments.slice(provider + 2) };
  const rest = segments.map((segment) => (segment.toLowerCase() === 'resourcegroups' ? 'resourceGroups' : segment));
  return { namespace: 'Microsoft.Resources', rest };
};
