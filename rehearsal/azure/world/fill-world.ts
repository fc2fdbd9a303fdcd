import { putInGroups } from '../services/authorization/memberships.ts';
import { assign } from '../services/authorization/provision.ts';
import { setQuota } from '../services/compute/provision.ts';
import { createNetworkWatcher, createVirtualNetwork } from '../services/network/provision.ts';
import { createResourceGroup } from '../services/resources/provision.ts';
import { createStorageAccount, storageAccountType } from '../services/storage/provision.ts';
import { createVault } from '../services/vaults/provision.ts';
import { fillBackup } from './fill-backup.ts';
import { fillMachine } from './fill-machine.ts';
import { fillReplication } from './fill-replication.ts';
import { type Places, placesIn } from './places.ts';
import type { Scenario, ScenarioAccount, ScenarioRegion } from './scenario.ts';
import type { World } from './world.ts';

/** Puts everything of the scenario into a new world. */
export function fillWorld(world: World, scenario: Scenario): void {
  const places = placesIn(scenario.subscriptions[0]?.id ?? '');
  const { subscriptionId } = places;
  assignRoles(world, scenario, `/subscriptions/${subscriptionId}`);
  for (const region of scenario.regions) fillRegion(world, places, region);
  for (const { name, ...vault } of scenario.vaults) {
    createResourceGroup(world, { subscriptionId, name, location: vault.location });
    createVault(world, { id: places.vault(name), ...vault });
  }
  for (const application of scenario.applications) {
    const tags = { application: application.name };
    createResourceGroup(world, { subscriptionId, name: application.name, location: application.location, tags });
    for (const machine of application.machines) fillMachine(world, places, application, machine);
    fillBackup(world, places, application);
    fillReplication(world, places, application);
  }
  for (const account of scenario.accounts ?? []) fillAccount(world, places, scenario, account);
  for (const quota of scenario.quotas ?? []) setQuota(world, { subscriptionId, ...quota });
}

function assignRoles(world: World, { principals }: Scenario, everything: string): void {
  for (const { objectId, kind, roles, groups = [] } of principals) {
    putInGroups(world, objectId, groups);
    for (const { role, scope = everything } of roles) {
      const principalType = kind === 'user' ? 'User' : 'ServicePrincipal';
      assign(world, { principalId: objectId, role, scope, principalType });
    }
  }
}

function fillRegion(world: World, places: Places, { name: location, network, drillNetwork }: ScenarioRegion): void {
  const { subscriptionId } = places;
  createResourceGroup(world, { subscriptionId, name: places.networkGroup(location), location });
  fillNetwork(world, places.network(location), location, network);
  if (drillNetwork !== undefined) fillNetwork(world, places.drillNetwork(location), location, drillNetwork);
  createStorageAccount(world, { id: places.cacheAccount(location), location, sku: 'Standard_LRS' });
  const watcherId = places.resource(
    'NetworkWatcherRG',
    'Microsoft.Network/networkWatchers',
    `NetworkWatcher_${location}`,
  );
  if (world.resources.get(places.group('NetworkWatcherRG')) === undefined) {
    createResourceGroup(world, { subscriptionId, name: 'NetworkWatcherRG', location });
  }
  createNetworkWatcher(world, { id: watcherId, location });
}

/** Old enough for its copy to be there. */
function fillAccount(world: World, places: Places, { applications }: Scenario, wish: ScenarioAccount): void {
  const { name, application, sku } = wish;
  const location = applications.find((each) => each.name === application)?.location ?? '';
  const id = places.resource(application, storageAccountType, name);
  const account = createStorageAccount(world, { id, location, sku });
  account.properties.creationTime = new Date(world.clock.now() - 90 * 86_400_000).toISOString();
}

function fillNetwork(world: World, id: string, location: string, network: string): void {
  const subnets = [{ name: 'app', prefix: `${network}.0.0/17` }];
  createVirtualNetwork(world, { id, location, addressPrefix: `${network}.0.0/16`, subnets });
}
