import { AzureRefused, AzureUnreachable, OutcomeUnknown } from '../../src/errors/azure.ts';
import type { Step } from '../../src/operations/workflow.ts';
import type { OperationToken } from '../../src/ports/azure/write.ts';

/** What Azure does with the call of a step. */
export const traits = ['accepts', 'has done it', 'refuses', 'cannot be reached once', 'loses the answer'] as const;

export interface Trait {
  readonly answers: (typeof traits)[number];
  readonly dangerous: boolean;
  /** How often it says that it still works. */
  readonly polls: number;
  readonly fails: boolean;
  readonly stage: number;
}

export type FickleAzure = ReturnType<typeof createFickleAzure>;

/** An Azure that outlives the workers: what was sent to it, what it accepted, and how often it was asked. */
export const createFickleAzure = () => ({
  sent: [] as string[],
  accepted: new Set<string>(),
  polled: new Map<string, number>(),
  unreachable: new Set<string>(),
});

const problem = (name: string) => ({ what: name, code: '150097', message: `no quota for ${name}` });

export const fickleSteps = (lanes: readonly (readonly Trait[])[]): readonly Step<FickleAzure>[] =>
  lanes.flatMap((lane, number) => lane.map((trait, index) => fickleStep(`vm${number}`, `vm${number}-${index}`, trait)));

const fickleStep = (lane: string, name: string, trait: Trait): Step<FickleAzure> => {
  const { dangerous, stage, answers, polls, fails } = trait;
  const token: OperationToken = { kind: 'recovery-job', at: name, resource: name, acceptedAt: '' };
  return {
    ...{ name, lane, stage, dangerous, title: name },
    look: async ({ accepted }) => {
      if (answers === 'has done it') return { kind: 'done', evidence: 'was so' };
      return accepted.has(name) ? { kind: 'under-way', token } : { kind: 'to-do' };
    },
    act: async (azure) => {
      if (answers === 'cannot be reached once' && !azure.unreachable.has(name)) {
        azure.unreachable.add(name);
        throw new AzureUnreachable(name, new Error('no route'));
      }
      azure.sent.push(name);
      if (answers === 'refuses') throw new AzureRefused({ ...problem(name), status: 400 });
      azure.accepted.add(name);
      if (answers === 'loses the answer') throw new OutcomeUnknown(name, new Date(), new Error('connection lost'));
      return token;
    },
    standing: async ({ polled }) => {
      const times = (polled.get(name) ?? 0) + 1;
      polled.set(name, times);
      if (times <= polls) return { state: 'running', percent: times, askAgainInSeconds: 30 };
      return fails ? { state: 'failed', job: name, problem: problem(name) } : { state: 'succeeded', job: name };
    },
    reconcile: async ({ accepted }) => (accepted.has(name) ? { seen: 'under-way', token } : { seen: 'nothing' }),
  };
};
