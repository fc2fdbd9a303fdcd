import { arg } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { words } from '../src/definitions/kinds.ts';
import { planAdoption } from '../src/plans/plan-adoption.ts';

export const adopt = defineChange({
  name: 'adopt',
  topic: 'running',
  summary: 'Follow a job that somebody began elsewhere as an operation, to its end.',
  access: { level: 'operator', area: 'any' },
  danger: 'reversible',
  additive: true,
  args: { job: arg(words, { help: 'The job, by its id or the beginning of it', example: '3f2a9c01' }) },
  plan: ({ job }, context) => planAdoption(job, context),
});
