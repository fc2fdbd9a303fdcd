import type { PointSelector, RecoveryPlanGroup } from './recovery.ts';
import type { OperationToken, Sending } from './write.ts';

/** Changes recovery plans, and carries them out. */
export interface RecoveryPlanWriter {
  createPlan(order: NewPlanOrder, sending: Sending): Promise<OperationToken>;
  updatePlan(
    order: { readonly id: string; readonly groups: readonly RecoveryPlanGroup[] },
    sending: Sending,
  ): Promise<OperationToken>;
  deletePlan(order: { readonly id: string }, sending: Sending): Promise<OperationToken>;
  failOverPlan(order: PlanFailoverOrder, sending: Sending): Promise<OperationToken>;
  drillPlan(order: PlanDrillOrder, sending: Sending): Promise<OperationToken>;
  cleanUpPlanDrill(
    order: { readonly planId: string; readonly notes: string },
    sending: Sending,
  ): Promise<OperationToken>;
  commitPlan(order: { readonly planId: string }, sending: Sending): Promise<OperationToken>;
  cancelPlanFailover(order: { readonly planId: string }, sending: Sending): Promise<OperationToken>;
  /** Known to fail for machines with managed disks, which it cannot name: those are reprotected one by one. */
  reprotectPlan(order: { readonly planId: string }, sending: Sending): Promise<OperationToken>;
}

export interface NewPlanOrder {
  readonly id: string;
  readonly primaryFabricId: string;
  readonly recoveryFabricId: string;
  readonly groups: readonly RecoveryPlanGroup[];
}

export interface PlanFailoverOrder {
  readonly planId: string;
  readonly point: PlanPoint;
  readonly shutdownSource: boolean;
  readonly direction: PlanDirection;
}

export interface PlanDrillOrder {
  readonly planId: string;
  readonly networkId: string;
  readonly point: PlanPoint;
  readonly direction: PlanDirection;
}

/** A whole plan takes a kind of point; a certain one has only a machine. */
export type PlanPoint = Exclude<PointSelector, { readonly kind: 'id' }>['kind'];

/** A plan keeps its ends when its machines have moved: failing back is the other direction of the same plan. */
export type PlanDirection = 'to-recovery' | 'to-primary';
