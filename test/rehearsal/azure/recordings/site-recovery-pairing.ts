import { type Estate, SOURCE, TARGET } from '../site-recovery/estate.ts';
import type { Wire } from './wire.ts';

export interface Pairing {
  readonly estate: Estate;
  readonly wire: Wire;
  readonly vault: string;
  readonly home: Place;
  readonly away: Place;
  readonly policy: string;
}

/** Where machines are replicated from and to. */
export interface Place {
  readonly fabric: string;
  readonly container: string;
  readonly mapping: string;
  readonly networkMapping: string;
  readonly item: string;
}

export const MACHINE = 'shop-db-01';
export const A2A = { instanceType: 'A2A' };

export function placeIn(vault: string, name: string): Place {
  const fabric = `${vault}/replicationFabrics/${name}`;
  const container = `${fabric}/replicationProtectionContainers/${name}-c`;
  return {
    fabric,
    container,
    mapping: `${container}/replicationProtectionContainerMappings/from-${name}`,
    networkMapping: `${fabric}/replicationNetworks/azureNetwork/replicationNetworkMappings/from-${name}`,
    item: `${container}/replicationProtectedItems/${MACHINE}`,
  };
}

/** Everything that the replication of machines needs. */
export async function pair({ wire, vault, home, away, policy, estate }: Pairing): Promise<void> {
  for (const [{ fabric, container }, location] of [
    [home, SOURCE],
    [away, TARGET],
  ] as const) {
    await wire.send('PUT', fabric, { properties: { customDetails: { instanceType: 'Azure', location } } });
    await wire.get(fabric);
    await wire.send('PUT', container, { properties: { providerSpecificInput: [A2A] } });
    await wire.get(container);
  }
  const rules = { ...A2A, multiVmSyncStatus: 'Enable' };
  await wire.send('PUT', policy, { properties: { providerSpecificInput: rules } });
  await wire.get(policy);
  await wire.send('PATCH', policy, {
    properties: { replicationProviderSettings: { ...rules, recoveryPointHistory: 720 } },
  });
  const { ids } = estate;
  await mapTo(wire, home, away, policy, [ids.network('vnet-app'), ids.network('vnet-app-asr', 'rg-app-asr')]);
  await mapTo(wire, away, home, policy, [ids.network('vnet-app-asr', 'rg-app-asr'), ids.network('vnet-app')]);
  for (const list of ['Fabrics', 'Policies', 'ProtectionContainers', 'NetworkMappings', 'Networks']) {
    await wire.get(`${vault}/replication${list}`);
  }
}

async function mapTo(wire: Wire, from: Place, to: Place, policyId: string, networks: readonly string[]): Promise<void> {
  const [primaryNetworkId, recoveryNetworkId] = networks;
  await wire.send('PUT', from.mapping, {
    properties: {
      targetProtectionContainerId: to.container,
      policyId,
      providerSpecificInput: { ...A2A, agentAutoUpdateStatus: 'Disabled' },
    },
  });
  await wire.get(from.mapping);
  await wire.send('PUT', from.networkMapping, {
    properties: {
      recoveryFabricName: to.fabric.split('/').at(-1),
      recoveryNetworkId,
      fabricSpecificDetails: { instanceType: 'AzureToAzure', primaryNetworkId },
    },
  });
  await wire.get(from.networkMapping);
}

export const AUTOMATED = {
  properties: {
    providerSpecificInput: {
      ...A2A,
      agentAutoUpdateStatus: 'Enabled',
      automationAccountAuthenticationType: 'SystemAssignedIdentity',
      automationAccountArmId:
        '/subscriptions/0/resourceGroups/rg-dr/providers/Microsoft.Automation/automationAccounts/agents',
    },
  },
};
