import { arg, flag } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { requestId, toggle } from '../src/definitions/kinds.ts';
import { readReport } from '../src/protection/read-report.ts';
import { nothingToReport, reportCard, reportPage } from '../src/views/report.ts';

export const report = defineQuery({
  name: 'report',
  topic: 'drills',
  summary: 'Show what a drill or a failover took and lost, phase by phase, against the objectives.',
  access: { level: 'reader', area: 'any' },
  args: {
    operation: arg(requestId, { help: 'Which operation', example: 'DR-1042' }),
    html: flag(toggle, { help: 'As a page to keep or to print' }),
  },
  answer: async ({ operation, html }, context) => {
    const state = await context.operations.state(operation, context.asker);
    if (!state) return nothingToReport(operation);
    const read = await readReport(state, context);
    return html ? reportPage(read) : reportCard(read, await context.operations.isPast(state));
  },
});
