import { small } from '../../../../rehearsal/azure/scenarios/small.ts';
import type { FaultMatch } from '../../../../rehearsal/azure/wire/faults.ts';
import { placesIn } from '../../../../rehearsal/azure/world/places.ts';
import type { Scenario, ScenarioApplication } from '../../../../rehearsal/azure/world/scenario.ts';
import type { ProtectedItem } from '../../../../src/ports/azure/recovery.ts';
import type { OperationStanding, OperationToken } from '../../../../src/ports/azure/write.ts';
import type { FixtureOptions } from '../../../rehearsal/azure/fixture.ts';
import { type AzureWorld, reread, startAzureWorld } from '../azure-world.ts';

const replication = { vault: 'vault-recovery', target: 'westus' };
const application: ScenarioApplication = { name: 'app', location: 'eastus', replication, machines: [] };

/** A machine in each stage of its protection, and one that is not protected yet. */
const stages: Scenario = {
  ...small,
  name: 'stages',
  applications: [
    {
      ...application,
      plan: [['web-01']],
      machines: [
        { name: 'web-01' },
        { name: 'web-02', replication: 'initial' },
        { name: 'app-01', osType: 'Windows', replication: 'heartbeat-down' },
        { name: 'file-01', dataDisks: [64] },
        { name: 'bare-01', dataDisks: [64], replication: 'none' },
      ],
    },
    { ...application, name: 'drilled', plan: [['db-01']], machines: [{ name: 'db-01', replication: 'drill-pending' }] },
    {
      ...application,
      name: 'moved',
      plan: [['mail-01']],
      machines: [{ name: 'mail-01', dataDisks: [64], replication: 'failed-over' }],
    },
  ],
};

/** Three machines, all at rest, and a recovery plan of two groups. */
export const planned: Scenario = {
  ...small,
  name: 'planned',
  applications: [
    {
      ...application,
      plan: [['db-01'], ['web-01', 'web-02']],
      machines: [{ name: 'web-01' }, { name: 'web-02' }, { name: 'db-01', dataDisks: [128] }],
    },
  ],
};

export const places = placesIn(small.subscriptions[0]?.id ?? '');
export const vaultId = places.vault('vault-recovery');
export const fabricId = (region: string) => `${vaultId}/replicationFabrics/asr-a2a-default-${region}`;
export const containerId = (region: string) =>
  `${fabricId(region)}/replicationProtectionContainers/asr-a2a-default-${region}-container`;
export const itemId = (name: string) => `${containerId('eastus')}/replicationProtectedItems/${name}`;
export const policyId = `${vaultId}/replicationPolicies/24-hour-retention-policy`;
export const planOf = (application: string) => `${vaultId}/replicationRecoveryPlans/plan-${application}`;
export const diskId = (application: string, name: string) =>
  places.resource(application, 'Microsoft.Compute/disks', name);
/** In the region to which the machines are replicated. */
export const networkId = places.network('westus');

export const startRecoveryWorld = (scenario: Scenario = stages, options: FixtureOptions = {}): Promise<AzureWorld> =>
  startAzureWorld({ scenario, ...options });

export const machine = async ({ connected }: AzureWorld, name: string): Promise<ProtectedItem> => {
  const { value: items } = await connected.readers.recovery.items('fresh');
  const item = items.find(({ vmName }) => vmName === name);
  if (item === undefined) throw new Error(`${name} is not among ${items.map(({ vmName }) => vmName).join(', ')}`);
  return item;
};

/** Calls that are refused on purpose count as struck: they are recorded apart, since the specs know no refusals. */
export const expectRefusals = ({ azure }: AzureWorld, match: FaultMatch): void =>
  azure.faults.add(match, { kind: 'slow', milliseconds: 0 });

/** How a write ends: asked by another process, which knows its token alone. */
export const outcome = async (
  world: AzureWorld,
  token: OperationToken,
  { seconds = 1200, principal = 'owner' } = {},
): Promise<OperationStanding> => {
  world.azure.clock.advance(seconds);
  return world.connect({ principal }).writers.recovery.standing(reread(token));
};
