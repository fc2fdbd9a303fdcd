import { arg } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { statusTarget } from '../src/definitions/kinds.ts';
import { readStatus } from '../src/protection/read-status.ts';
import { statusCard } from '../src/views/status.ts';

export const status = defineQuery({
  name: 'status',
  topic: 'see',
  summary: 'Show how well a VM, an application, a vault, a region or everything is protected.',
  access: { level: 'reader', area: 'any' },
  args: {
    target: arg(statusTarget, { help: 'Whose; nothing means all', example: 'payments', optional: true }),
  },
  answer: async ({ target }, context) => statusCard(await readStatus(target, context), context.offer),
});
