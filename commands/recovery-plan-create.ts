import { arg } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { words } from '../src/definitions/kinds.ts';
import { planArguments } from '../src/definitions/plan-arguments.ts';
import { planCreation } from '../src/plans/recovery/keep-plan.ts';

export const createRecoveryPlan = defineChange({
  name: 'recovery-plan create',
  topic: 'recovery-plans',
  summary: 'Put machines into groups that Azure starts one after the other, with actions between them.',
  access: { level: 'contributor', area: 'recovery' },
  danger: 'reversible',
  args: { name: arg(words, { help: 'How it is called', example: 'plan-payments' }), ...planArguments },
  plan: ({ name, group: groups, manual = [], runbook = [], script = [] }, context) =>
    planCreation(name, { groups, manual, runbook, script }, context),
});
