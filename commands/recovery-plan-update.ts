import { arg } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { recoveryPlan } from '../src/definitions/kinds.ts';
import { planArguments } from '../src/definitions/plan-arguments.ts';
import { planChange } from '../src/plans/recovery/keep-plan.ts';

export const updateRecoveryPlan = defineChange({
  name: 'recovery-plan update',
  topic: 'recovery-plans',
  summary: 'Replace the groups and actions of a recovery plan.',
  access: { level: 'contributor', area: 'recovery' },
  danger: 'reversible',
  args: { plan: arg(recoveryPlan, { help: 'Which recovery plan', example: 'plan-payments' }), ...planArguments },
  plan: ({ plan, group: groups, manual = [], runbook = [], script = [] }, context) =>
    planChange(plan, { groups, manual, runbook, script }, context),
});
