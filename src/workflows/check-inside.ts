import { z } from 'zod';
import type { Closing, Step, Workflow } from '../operations/workflow.ts';
import { readFindings } from '../readiness/inside/read-findings.ts';
import { findingsVerdict, findingWords } from '../views/findings.ts';
import type { Tools } from './tools.ts';

const order = z.object({
  vmId: z.string(),
  machine: z.string(),
  os: z.enum(['linux', 'windows']),
  script: z.array(z.string()),
});

type InsideOrder = z.infer<typeof order>;

/** Runs the script inside, once at a time, and tells what it has found. Running it again does no harm. */
export const checkInside: Workflow<InsideOrder, Tools> = {
  name: 'check-inside',
  version: 1,
  readOrder: (stored) => order.parse(stored),
  steps: (inside) => [run(inside)],
  closing: (inside, running) => closingOf(inside, running.evidenceOf('run-inside')),
};

const run = ({ vmId, machine, os, script }: InsideOrder): Step<Tools> => ({
  name: 'run-inside',
  title: `look inside ${machine}`,
  dangerous: false,
  look: async () => ({ kind: 'to-do' }),
  act: ({ writers }, sending) => writers.machines.runInside({ vmId, os, script }, sending),
  standing: ({ writers }, token) => writers.machines.standing(token),
  reconcile: async () => ({ seen: 'nothing' }),
});

const closingOf = ({ machine }: InsideOrder, output: string | undefined): Closing => {
  if (output === undefined) return { sentences: [], next: [] };
  const checks = readFindings(output);
  return {
    sentences: [findingsVerdict(machine, checks), ...checks.map(findingWords)],
    next: [{ label: `Check ${machine} from outside`, line: `check ${machine}` }],
  };
};
