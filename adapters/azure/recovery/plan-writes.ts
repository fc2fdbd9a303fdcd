import { commentsBody } from '../../../src/azure-bodies/moves.ts';
import {
  createPlanBody,
  planDrillBody,
  planFailoverBody,
  updatePlanBody,
} from '../../../src/azure-bodies/recovery-plans.ts';
import type { RecoveryPlanWriter } from '../../../src/ports/azure/recovery-plan-writer.ts';
import { nameOf } from '../core/ids.ts';
import type { SendJob } from './job-sender.ts';
import { childPath } from './paths.ts';

type Keeping = Pick<RecoveryPlanWriter, 'createPlan' | 'updatePlan' | 'deletePlan'>;

const createKeeping = (sendJob: SendJob): Keeping => ({
  createPlan: (order, sending) =>
    sendJob({
      what: `create the recovery plan ${nameOf(order.id)}`,
      resource: order.id,
      sending,
      begin: ({ replicationRecoveryPlans: plans }) => plans.beginCreate(...childPath(order.id), createPlanBody(order)),
    }),
  updatePlan: ({ id, groups }, sending) =>
    sendJob({
      what: `change the recovery plan ${nameOf(id)}`,
      resource: id,
      sending,
      begin: ({ replicationRecoveryPlans: plans }) => plans.beginUpdate(...childPath(id), updatePlanBody(groups)),
    }),
  deletePlan: ({ id }, sending) =>
    sendJob({
      what: `delete the recovery plan ${nameOf(id)}`,
      resource: id,
      deletes: true,
      sending,
      begin: ({ replicationRecoveryPlans: plans }) => plans.beginDelete(...childPath(id)),
    }),
});

export const createPlanWrites = (sendJob: SendJob): RecoveryPlanWriter => ({
  ...createKeeping(sendJob),
  failOverPlan: (order, sending) =>
    sendJob({
      what: `fail over the recovery plan ${nameOf(order.planId)}`,
      resource: order.planId,
      sending,
      begin: ({ replicationRecoveryPlans: plans }) =>
        plans.beginUnplannedFailover(...childPath(order.planId), planFailoverBody(order)),
    }),
  drillPlan: (order, sending) =>
    sendJob({
      what: `drill the recovery plan ${nameOf(order.planId)}`,
      resource: order.planId,
      sending,
      begin: ({ replicationRecoveryPlans: plans }) =>
        plans.beginTestFailover(...childPath(order.planId), planDrillBody(order)),
    }),
  cleanUpPlanDrill: ({ planId, notes }, sending) =>
    sendJob({
      what: `clean up the drill of the recovery plan ${nameOf(planId)}`,
      resource: planId,
      sending,
      begin: ({ replicationRecoveryPlans: plans }) =>
        plans.beginTestFailoverCleanup(...childPath(planId), commentsBody(notes)),
    }),
  commitPlan: ({ planId }, sending) =>
    sendJob({
      what: `commit the failover of the recovery plan ${nameOf(planId)}`,
      resource: planId,
      sending,
      begin: ({ replicationRecoveryPlans: plans }) => plans.beginFailoverCommit(...childPath(planId)),
    }),
  cancelPlanFailover: ({ planId }, sending) =>
    sendJob({
      what: `cancel the failover of the recovery plan ${nameOf(planId)}`,
      resource: planId,
      sending,
      begin: ({ replicationRecoveryPlans: plans }) => plans.beginFailoverCancel(...childPath(planId)),
    }),
  reprotectPlan: ({ planId }, sending) =>
    sendJob({
      what: `reprotect the recovery plan ${nameOf(planId)}`,
      resource: planId,
      sending,
      begin: ({ replicationRecoveryPlans: plans }) => plans.beginReprotect(...childPath(planId)),
    }),
});
