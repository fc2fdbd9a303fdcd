import { defineQuery } from '../src/definitions/command.ts';
import { readPlans } from '../src/protection/read-plans.ts';
import { recoveryPlanList } from '../src/views/recovery-plan.ts';

export const listRecoveryPlans = defineQuery({
  name: 'recovery-plan list',
  topic: 'recovery-plans',
  summary: 'Show every recovery plan.',
  access: { level: 'reader', area: 'recovery' },
  args: {},
  answer: async (_values, context) => recoveryPlanList(await readPlans(undefined, context), context.offer),
});
