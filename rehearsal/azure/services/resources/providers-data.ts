/** A resource type of a provider, with the newest api-versions first. */
interface ResourceType {
  readonly name: string;
  readonly apiVersions: readonly string[];
  /** Has a location of its own, and so appears in lists of resources. */
  readonly tracked: boolean;
}

const compute = ['2024-11-01', '2024-07-01', '2024-03-01', '2023-09-01'];
const disks = ['2024-03-02', '2023-10-02', '2023-04-02'];
const network = ['2024-05-01', '2024-03-01', '2024-01-01', '2023-11-01'];
const storage = ['2024-01-01', '2023-05-01', '2023-01-01'];
const vaults = ['2025-02-01', '2024-04-01', '2024-01-01', '2023-06-01', '2023-04-01'];

/** The providers that the rehearsal plays something of, and their types. */
export const providers: ReadonlyMap<string, readonly ResourceType[]> = new Map([
  [
    'Microsoft.Compute',
    [
      ...tracked(compute, 'virtualMachines', 'availabilitySets', 'restorePointCollections'),
      ...tracked(disks, 'disks', 'snapshots', 'diskEncryptionSets', 'diskAccesses'),
      ...nested(
        compute,
        'restorePointCollections/restorePoints',
        'virtualMachines/extensions',
        'locations/usages',
        'skus',
      ),
    ],
  ],
  // Of the model before the Resource Manager: seen in lists, and nothing more.
  ['Microsoft.ClassicCompute', tracked(['2016-11-01'], 'virtualMachines')],
  [
    'Microsoft.Network',
    [
      ...tracked(
        network,
        'virtualNetworks',
        'networkInterfaces',
        'networkSecurityGroups',
        'publicIPAddresses',
        'routeTables',
        'networkWatchers',
        'virtualNetworkGateways',
        'privateEndpoints',
      ),
      ...nested(network, 'virtualNetworks/subnets', 'networkSecurityGroups/securityRules', 'locations/serviceTags'),
    ],
  ],
  [
    'Microsoft.Storage',
    [...tracked(storage, 'storageAccounts'), ...nested(storage, 'storageAccounts/blobServices', 'locations/usages')],
  ],
  [
    'Microsoft.RecoveryServices',
    [
      ...tracked(vaults, 'vaults'),
      ...nested(vaults, 'vaults/replicationFabrics', 'vaults/backupFabrics', 'locations/backupStatus'),
    ],
  ],
  ['Microsoft.ManagedIdentity', tracked(['2023-01-31', '2018-11-30'], 'userAssignedIdentities')],
  ['Microsoft.KeyVault', tracked(['2023-07-01', '2022-07-01'], 'vaults')],
  ['Microsoft.Automation', tracked(['2023-11-01'], 'automationAccounts')],
  [
    'Microsoft.Authorization',
    nested(['2022-04-01', '2020-10-01'], 'roleAssignments', 'roleDefinitions', 'permissions', 'locks'),
  ],
  ['Microsoft.Resources', nested(['2022-12-01', '2021-04-01'], 'resourceGroups', 'subscriptions', 'tags')],
  ['Microsoft.ResourceGraph', nested(['2024-04-01', '2021-03-01'], 'resources')],
]);

/** Full names of the types that lists of resources show. */
export const trackedTypes = typeNames(({ tracked: isTracked }) => isTracked);

/** Full names of everything that may lie in a resource group. */
export const typesInGroups = typeNames(() => true);

function typeNames(test: (type: ResourceType) => boolean): readonly string[] {
  return [...providers].flatMap(([namespace, types]) => types.filter(test).map(({ name }) => `${namespace}/${name}`));
}

function tracked(apiVersions: readonly string[], ...names: string[]): ResourceType[] {
  return names.map((name) => ({ name, apiVersions, tracked: true }));
}

function nested(apiVersions: readonly string[], ...names: string[]): ResourceType[] {
  return names.map((name) => ({ name, apiVersions, tracked: false }));
}
