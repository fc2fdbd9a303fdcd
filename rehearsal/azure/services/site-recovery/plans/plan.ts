import type { ArmResource } from '../../../world/resources.ts';
import type { World } from '../../../world/world.ts';
import { putKind } from '../infrastructure/kinds.ts';
import type { ProtectedItem } from '../items/item.ts';
import { types, vaultIdIn } from '../names.ts';
import { itemsOf } from '../vault/lookup.ts';

/** A recovery plan. Its members are known by their lifecycle, since their ids change with the direction. */
export interface Plan extends ArmResource {
  readonly state: PlanState;
}

export interface PlanState {
  readonly primaryFabricId: string;
  readonly recoveryFabricId: string;
  readonly deploymentModel: string;
  groups: PlanGroup[];
  busy: string | undefined;
  lastFailoverAt: number | undefined;
  lastTestAt: number | undefined;
}

export interface PlanGroup {
  readonly type: 'Shutdown' | 'Failover' | 'Boot';
  /** Lifecycle ids. */
  members: string[];
  readonly startActions: readonly PlanAction[];
  readonly endActions: readonly PlanAction[];
}

/** What happens before or after a group, as it was sent. */
export interface PlanAction {
  readonly actionName: string;
  readonly failoverTypes: readonly string[];
  readonly failoverDirections: readonly string[];
  readonly customDetails: Readonly<Record<string, unknown>>;
}

export function putPlan(world: World, id: string, state: PlanState): Plan {
  return putKind<Plan>(world, types.plan, id, state);
}

export function plansOf(world: World, vaultId: string): Plan[] {
  return world.resources.list(types.plan, vaultId) as Plan[];
}

/** The members as they are now, by lifecycle id. */
export function itemsByLifecycle(world: World, plan: Plan): Map<string, ProtectedItem> {
  const wanted = new Set(plan.state.groups.flatMap(({ members }) => members));
  const items = itemsOf(world, vaultIdIn(plan.id)).filter(({ state }) => wanted.has(state.lifecycleId));
  return new Map(items.map((item) => [item.state.lifecycleId, item]));
}

export function membersOf(world: World, plan: Plan): ProtectedItem[] {
  const items = itemsByLifecycle(world, plan);
  const ids = plan.state.groups.flatMap(({ members }) => members);
  return ids.map((id) => items.get(id)).filter((item) => item !== undefined);
}

export function dropFromPlans(world: World, item: ProtectedItem): void {
  for (const { state } of plansOf(world, vaultIdIn(item.id))) {
    for (const group of state.groups) group.members = group.members.filter((id) => id !== item.state.lifecycleId);
  }
}
