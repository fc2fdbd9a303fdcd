import { arg } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { recoveryPlan } from '../src/definitions/kinds.ts';
import { readPlans } from '../src/protection/read-plans.ts';
import { recoveryPlanCard } from '../src/views/recovery-plan.ts';

export const showRecoveryPlan = defineQuery({
  name: 'recovery-plan show',
  topic: 'recovery-plans',
  summary: 'Show the groups and actions of a recovery plan, and what Azure allows with it now.',
  access: { level: 'reader', area: 'recovery' },
  args: { plan: arg(recoveryPlan, { help: 'Which recovery plan', example: 'plan-payments' }) },
  answer: async ({ plan }, context) => recoveryPlanCard(await readPlans(plan, context), plan.name, context.offer),
});
