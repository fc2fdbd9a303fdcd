import { defineQuery } from '../src/definitions/command.ts';

export const verify = defineQuery({
  name: 'verify',
  topic: 'bot',
  summary: 'Check that the audit log is what was written: nothing changed, removed, reordered or cut off.',
  access: { level: 'contributor', area: 'any' },
  args: {},
  answer: (_values, { audit }) => audit.verify(),
});
