/** Where a scenario's things lie: what one part of the filling makes, another refers to by these ids. */
export interface Places {
  readonly subscriptionId: string;
  group(name: string): string;
  resource(group: string, type: string, name: string): string;
  networkGroup(region: string): string;
  network(region: string): string;
  drillNetwork(region: string): string;
  subnet(region: string): string;
  cacheAccount(region: string): string;
  vault(name: string): string;
  machine(application: string, name: string): string;
}

export function placesIn(subscriptionId: string): Places {
  const group = (name: string) => `/subscriptions/${subscriptionId}/resourceGroups/${name}`;
  const resource = (groupName: string, type: string, name: string) => `${group(groupName)}/providers/${type}/${name}`;
  const networkGroup = (region: string) => `network-${region}`;
  const network = (region: string) =>
    resource(networkGroup(region), 'Microsoft.Network/virtualNetworks', `vnet-${region}`);
  return {
    subscriptionId,
    group,
    resource,
    networkGroup,
    network,
    drillNetwork: (region) =>
      resource(networkGroup(region), 'Microsoft.Network/virtualNetworks', `vnet-drill-${region}`),
    subnet: (region) => `${network(region)}/subnets/app`,
    cacheAccount: (region) => resource(networkGroup(region), 'Microsoft.Storage/storageAccounts', `cache${region}01`),
    vault: (name) => resource(name, 'Microsoft.RecoveryServices/vaults', name),
    machine: (application, name) => resource(application, 'Microsoft.Compute/virtualMachines', name),
  };
}
