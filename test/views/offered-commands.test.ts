import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { operationCard } from '../../src/views/operation.ts';
import { outcomeWords } from '../../src/workflows/outcome.ts';
import { sampleOperation } from '../golden/operation-views.ts';
import { now } from '../sample/azure.ts';

const catalog = createCatalog(commands);
const allowed = [
  'TestFailoverCleanup',
  'Commit',
  'ChangePit',
  'SwitchProtection',
  'ReverseReplicate',
  'UnplannedFailover',
];

const buttonsAfter = (command: string) => {
  const { startedAt, started } = sampleOperation;
  const [step] = sampleOperation.steps ?? [];
  if (!step) throw new Error('The sample has no steps.');
  const card = operationCard(
    {
      ...sampleOperation,
      started: { ...started, command },
      steps: [{ ...step, standing: { kind: 'done', evidence: outcomeWords({ allowed }) } }],
      ended: { outcome: 'done', summary: 'done.', at: startedAt + 1000 },
    },
    now,
  );
  return card.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
};

test.each(['failover', 'reprotect', 'drill'])('every button after a %s is a command that there is', (command) => {
  const lines = buttonsAfter(command).flatMap((action) => (action.kind === 'command' ? [action.line] : []));

  expect(lines.length).toBeGreaterThanOrEqual(allowed.length);
  for (const line of lines) expect(catalog.find(line.split(' ')[0] ?? ''), line).toBeDefined();
});
