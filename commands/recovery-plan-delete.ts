import { arg } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { recoveryPlan } from '../src/definitions/kinds.ts';
import { planDeletion } from '../src/plans/recovery/keep-plan.ts';

export const deleteRecoveryPlan = defineChange({
  name: 'recovery-plan delete',
  topic: 'recovery-plans',
  summary: 'Delete a recovery plan; its machines stay replicated.',
  access: { level: 'contributor', area: 'recovery' },
  danger: 'data-loss',
  args: { plan: arg(recoveryPlan, { help: 'Which recovery plan', example: 'plan-payments' }) },
  plan: ({ plan }, context) => planDeletion(plan, context),
});
