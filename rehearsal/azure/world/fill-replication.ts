import { createResourceGroup } from '../services/resources/provision.ts';
import { createRecoveryPlan, type ProtectionWish, protectVirtualMachine } from '../services/site-recovery/provision.ts';
import type { Places } from './places.ts';
import type { ReplicationStage, ScenarioApplication } from './scenario.ts';
import type { World } from './world.ts';

const WISHES: Readonly<Record<Exclude<ReplicationStage, 'none'>, Partial<ProtectionWish>>> = {
  protected: { lastDrillDaysAgo: 40 },
  initial: { stage: 'initial-replication', minutesInStage: 5 },
  'rpo-breached': { health: ['churn', 'cache-throttled'], healthSinceMinutes: 95, rpoSeconds: 5400 },
  'heartbeat-down': { health: ['heartbeat-lost'], healthSinceMinutes: 130 },
  'agent-expired': { health: ['agent-expiring'], agentVersion: '9.55.6765.1' },
  'drill-pending': { stage: 'test-failover-waiting', minutesInStage: 180 },
  'failed-over': { stage: 'failed-over', minutesInStage: 45 },
};

/** Replicates the application's machines, into a group beside the original with the name that Azure proposes. */
export function fillReplication(world: World, places: Places, application: ScenarioApplication): void {
  const { name, location, replication, machines, plan } = application;
  if (replication === undefined) return;
  const { vault, target, replicaDisks = true } = replication;
  const { subscriptionId } = places;
  const vaultId = places.vault(vault);
  createResourceGroup(world, { subscriptionId, name: `${name}-asr`, location: target });
  for (const machine of machines) {
    const stage = machine.replication ?? 'protected';
    if (stage === 'none') continue;
    protectVirtualMachine(world, {
      vaultId,
      vmId: places.machine(name, machine.name),
      targetRegion: target,
      recoveryResourceGroupId: places.group(`${name}-asr`),
      recoveryNetworkId: places.network(target),
      recoverySubnet: 'app',
      cacheAccountId: places.cacheAccount(location),
      replicaDisks,
      ...WISHES[stage],
    });
  }
  if (plan === undefined) return;
  const groups = plan.map((names) => ({ vmIds: names.map((machine) => places.machine(name, machine)) }));
  createRecoveryPlan(world, { vaultId, name: `plan-${name}`, source: location, target, groups });
}
