import type { RecoveryWriter } from '../../../src/ports/azure/recovery.ts';
import type { Core } from '../core/core.ts';
import { createItemWrites } from './item-writes.ts';
import { createJobSender } from './job-sender.ts';
import { jobStanding } from './job-standing.ts';
import { createPlanWrites } from './plan-writes.ts';
import { createProtectionWrites } from './protection-writes.ts';
import { reconcile } from './reconcile.ts';
import { createSetupWrites } from './setup-writes.ts';

export const createRecoveryWriter = (core: Core): RecoveryWriter => {
  const sendJob = createJobSender(core.send, core.timing.now);
  return {
    ...createItemWrites(sendJob),
    ...createProtectionWrites(sendJob),
    ...createSetupWrites(sendJob),
    ...createPlanWrites(sendJob),
    standing: (token) => (token.kind === 'recovery-job' ? jobStanding(core, token) : core.standing(token)),
    reconcile: (order) => reconcile(core, order),
  };
};
