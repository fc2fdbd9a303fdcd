import type { World } from '../../world/world.ts';
import { findVirtualMachine } from '../compute/provision.ts';
import type { VirtualMachine } from '../compute/shapes.ts';
import { regionNamed } from '../resources/regions.ts';
import { noteCommit } from './failover/after-failover.ts';
import { noteFailover } from './failover/outcome.ts';
import { createTarget } from './failover/target.ts';
import { shutDownSource } from './failover/unplanned-failover.ts';
import { type Pairing, type PairingWish, pairRegions } from './infrastructure/pairing.ts';
import { defaultCacheAccount, defaultDisks } from './items/default-disks.ts';
import type { ItemState, ProtectedItem, TroubleKind } from './items/item.ts';
import { createReplicas, itemOfMachine, putItem } from './items/item-store.ts';
import { mappedNetwork, newItemState } from './items/new-item.ts';
import { initialReplicationSeconds } from './items/progress.ts';
import { choosePoint, type RecoveryPoint } from './items/recovery-points.ts';
import { guidOf } from './names.ts';
import { type Plan, type PlanAction, putPlan } from './plans/plan.ts';
import { siteRecoveryState } from './state.ts';

/** Fabrics, containers, mappings, network mappings and the policy for a pair of regions. */
export function ensureReplicationInfrastructure(world: World, wish: PairingWish): Pairing {
  return pairRegions(world, { ...wish, source: regionName(wish.source), target: regionName(wish.target) });
}

function regionName(name: string): string {
  return regionNamed(name)?.name ?? name;
}

export interface ProtectionWish {
  readonly vaultId: string;
  readonly vmId: string;
  readonly targetRegion: string;
  readonly recoveryResourceGroupId: string;
  /** Default: the network mapped to the machine's own. */
  readonly recoveryNetworkId?: string;
  readonly recoverySubnet?: string;
  /** Default: one that is made for the machine's group. */
  readonly cacheAccountId?: string;
  readonly policyName?: string;
  /** Default: the machine's name. */
  readonly itemName?: string;
  readonly stage?:
    | 'enabling-failed'
    | 'initial-replication'
    | 'first-recovery-point'
    | 'protected'
    | 'test-failover-waiting'
    | 'failed-over'
    | 'committed';
  /** How long it has been in its stage; default: a month for the protected, ten minutes for the others. */
  readonly minutesInStage?: number;
  readonly health?: readonly TroubleKind[];
  /** Since when; default: two hours ago. */
  readonly healthSinceMinutes?: number;
  readonly rpoSeconds?: number;
  readonly multiVmGroup?: string;
  /** Default: never drilled. */
  readonly lastDrillDaysAgo?: number;
  readonly agentVersion?: string;
  readonly zone?: string;
  readonly availabilitySetId?: string;
  /** False spares the disks in the recovery region, where there are very many machines. */
  readonly replicaDisks?: boolean;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MONTH_IN_MINUTES = 30 * 24 * 60;

/** Puts a replicated machine into the world as if all had been done long ago. */
export function protectVirtualMachine(world: World, wish: ProtectionWish): ProtectedItem {
  const machine = findVirtualMachine(world, wish.vmId);
  if (machine === undefined) throw new Error(`no virtual machine ${wish.vmId} to protect`);
  const pairing = ensureReplicationInfrastructure(world, {
    vaultId: wish.vaultId,
    source: machine.location,
    target: wish.targetRegion,
    ...(wish.policyName !== undefined && { policyName: wish.policyName }),
  });
  const state = stateOf(world, machine, pairing, wish);
  const item = putItem(
    world,
    `${pairing.sourceContainerId}/replicationProtectedItems/${wish.itemName ?? machine.name}`,
    state,
  );
  if (wish.stage !== 'enabling-failed' && (wish.replicaDisks ?? true)) createReplicas(world, item);
  bringTo(world, item, wish);
  return item;
}

function stateOf(world: World, machine: VirtualMachine, pairing: Pairing, wish: ProtectionWish): ItemState {
  const cacheAccountId = wish.cacheAccountId ?? defaultCacheAccount(world, machine);
  const state = newItemState(world, machine, {
    policyId: pairing.policyId,
    containerId: pairing.sourceContainerId,
    recoveryContainerId: pairing.targetContainerId,
    recoveryResourceGroupId: wish.recoveryResourceGroupId,
    recoveryNetworkId: wish.recoveryNetworkId ?? mappedNetwork(world, machine.id, pairing.sourceContainerId),
    recoverySubnet: wish.recoverySubnet,
    availabilitySetId: wish.availabilitySetId,
    zone: wish.zone,
    disks: defaultDisks(world, machine, wish.recoveryResourceGroupId, cacheAccountId),
    group:
      wish.multiVmGroup === undefined
        ? undefined
        : { id: guidOf('group', wish.vaultId, wish.multiVmGroup), name: wish.multiVmGroup },
    settings: { nics: new Map() },
  });
  return { ...state, ...timesOf(world, state, wish), ...conditionOf(world, state, wish) };
}

function timesOf(
  world: World,
  state: ItemState,
  { stage = 'protected', minutesInStage }: ProtectionWish,
): Partial<ItemState> {
  const now = world.clock.now();
  if (stage === 'enabling-failed') return { phase: stage, since: now - (minutesInStage ?? 10) * MINUTE };
  const copying = initialReplicationSeconds(state.lifecycleId, state.disks) * 1000;
  if (stage === 'initial-replication' || stage === 'first-recovery-point') {
    const gone = (minutesInStage ?? (stage === 'initial-replication' ? 5 : 1)) * MINUTE;
    const since = stage === 'initial-replication' ? now - gone : now - gone - (copying - 5 * MINUTE);
    return { phase: 'replicating', since, protectedAt: since + copying };
  }
  const protectedAt = now - (stage === 'protected' ? (minutesInStage ?? MONTH_IN_MINUTES) : MONTH_IN_MINUTES) * MINUTE;
  return { phase: 'replicating', since: protectedAt - copying, protectedAt };
}

function conditionOf(world: World, state: ItemState, wish: ProtectionWish): Partial<ItemState> {
  const now = world.clock.now();
  const since = now - (wish.healthSinceMinutes ?? 120) * MINUTE;
  return {
    troubles: (wish.health ?? []).map((kind) => ({ kind, since })),
    rpoSeconds: wish.rpoSeconds,
    lastTestAt: wish.lastDrillDaysAgo === undefined ? undefined : now - wish.lastDrillDaysAgo * DAY,
    agentVersion: wish.agentVersion ?? state.agentVersion,
  };
}

function bringTo(world: World, item: ProtectedItem, { stage, minutesInStage = 10 }: ProtectionWish): void {
  const since = world.clock.now() - minutesInStage * MINUTE;
  if (stage === 'test-failover-waiting') startTest(world, item, since);
  if (stage === 'failed-over' || stage === 'committed') failOver(world, item, since);
  if (stage === 'committed') noteCommit(world, item);
}

function startTest(world: World, { state, ...rest }: ProtectedItem, at: number): void {
  const networkId = state.recoveryNetworkId;
  const machine = createTarget(world, { state, ...rest }, { kind: 'test', networkId });
  state.test = { at, vmId: machine.id, networkId: networkId ?? '', jobId: undefined };
  state.lastTestAt = at;
}

function failOver(world: World, item: ProtectedItem, at: number): void {
  const point: RecoveryPoint = choosePoint(world, item, undefined) ?? {
    id: world.guid(),
    time: at,
    type: 'CrashConsistent',
  };
  shutDownSource(world, item);
  createTarget(world, item, { kind: 'failover' });
  noteFailover(world, item, point);
  Object.assign(item.state, {
    since: at,
    lastFailoverAt: at,
    failover: item.state.failover && { ...item.state.failover, at },
  });
}

interface PlanWish {
  readonly vaultId: string;
  readonly name: string;
  readonly source: string;
  readonly target: string;
  readonly groups: readonly {
    /** Machines that are protected. */
    readonly vmIds: readonly string[];
    readonly startActions?: readonly PlanAction[];
    readonly endActions?: readonly PlanAction[];
  }[];
}

export function createRecoveryPlan(world: World, wish: PlanWish): Plan {
  const pairing = ensureReplicationInfrastructure(world, wish);
  const none = { members: [], startActions: [], endActions: [] };
  return putPlan(world, `${wish.vaultId}/replicationRecoveryPlans/${wish.name}`, {
    primaryFabricId: pairing.sourceFabricId,
    recoveryFabricId: pairing.targetFabricId,
    deploymentModel: 'ResourceManager',
    groups: [
      { type: 'Shutdown', ...none },
      { type: 'Failover', ...none },
      ...wish.groups.map(({ vmIds, startActions = [], endActions = [] }) => ({
        type: 'Boot' as const,
        members: vmIds.map((vmId) => lifecycleOf(world, vmId)),
        startActions,
        endActions,
      })),
    ],
    busy: undefined,
    lastFailoverAt: undefined,
    lastTestAt: undefined,
  });
}

function lifecycleOf(world: World, vmId: string): string {
  const item = itemOfMachine(world, vmId);
  if (item === undefined) throw new Error(`${vmId} is not protected and cannot be in a recovery plan`);
  return item.state.lifecycleId;
}

/** A data disk on which no partition was ever made: enabling the replication of its machine fails with 150039. */
export function leaveUninitialised(world: World, diskId: string): void {
  world.state(siteRecoveryState).uninitialisedDisks.add(diskId.toLowerCase());
}

/** Somebody has made a partition on it since. */
export function initialise(world: World, diskId: string): void {
  world.state(siteRecoveryState).uninitialisedDisks.delete(diskId.toLowerCase());
}

/** Something goes wrong with the replication of a machine from now on. */
export function troubleReplication(world: World, vmId: string, kind: TroubleKind): void {
  itemOfMachine(world, vmId)?.state.troubles.push({ kind, since: world.clock.now() });
}

/** Lets jobs of test failovers wait, suspended, for their clean-up, as they do with other kinds of replication. */
export function suspendTestFailovers(world: World): void {
  world.state(siteRecoveryState).testFailoverEnds = 'suspended';
}
