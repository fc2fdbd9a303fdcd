import type { Step } from '../../operations/workflow.ts';
import type { MachineOrder } from '../../plans/protect/order.ts';
import type { ProtectedItem } from '../../ports/azure/recovery.ts';
import type { OperationStanding } from '../../ports/azure/write.ts';
import { nameIn, sameId } from '../../protection/resource-id.ts';
import { standingOf } from '../../protection/standing.ts';
import { inWords } from '../../views/words.ts';
import type { Tools } from '../tools.ts';

interface Place {
  readonly lane: string;
  readonly stage: number;
}

const vaultIn = (id: string): string => id.split('/').slice(0, 9).join('/');

export const nameOfEnabling = ({ itemId }: MachineOrder): string => `enable-${nameIn(itemId)}`;
export const nameOfFirstCopy = ({ itemId }: MachineOrder): string => `first-copy-${nameIn(itemId)}`;

/** Begins the replication of a machine. */
export const enable = (machine: MachineOrder, place: Place): Step<Tools> => ({
  ...place,
  name: nameOfEnabling(machine),
  title: `begin to replicate ${machine.name}`,
  dangerous: false,
  look: async (tools) => {
    const item = await itemOf(machine, tools);
    if (!item) return { kind: 'to-do' };
    const { runningJob } = item;
    if (runningJob?.scenario !== 'EnableDr') return { kind: 'done', evidence: item.id };
    return { kind: 'under-way', token: { ...tokenOf(machine, 'recovery-job'), at: runningJob.jobId } };
  },
  act: ({ writers }, sending) => {
    const { name, ...order } = machine;
    return writers.recovery.protect(order, sending);
  },
  standing: async (tools, token) => {
    const standing = await tools.writers.recovery.standing(token);
    return standing.state === 'failed' || standing.state === 'cancelled'
      ? withRest(standing, machine, tools)
      : standing;
  },
  reconcile: ({ writers }, sent) =>
    writers.recovery.reconcile({ itemId: machine.itemId, scenario: 'protect', ...sent }),
});

type Failed = Extract<OperationStanding, { readonly state: 'failed' | 'cancelled' }>;

/** A job that fails may have created the item before: then it has to be removed before the next try. */
const withRest = async (failed: Failed, machine: MachineOrder, tools: Tools): Promise<OperationStanding> => {
  const item = await itemOf(machine, tools);
  return item ? { ...failed, problem: { ...failed.problem, leftBehind: item.id } } : failed;
};

/** Replication has begun; protected a machine is when all of it has arrived once, which takes hours. */
export const firstCopy = (machine: MachineOrder, place: Place): Step<Tools> => ({
  ...place,
  name: nameOfFirstCopy(machine),
  title: `the first copy of ${machine.name}`,
  dangerous: false,
  look: async () => ({ kind: 'under-way', token: tokenOf(machine, 'resource') }),
  act: () => Promise.reject(new Error('Nothing is sent while the first copy runs.')),
  standing: async (tools) => copyStanding(machine, await itemOf(machine, tools)),
  reconcile: async () => ({ seen: 'nothing' }),
});

const tokenOf = ({ itemId }: MachineOrder, kind: 'resource' | 'recovery-job') => ({
  kind,
  at: itemId,
  resource: itemId,
  acceptedAt: '',
});

const itemOf = async ({ itemId }: MachineOrder, { readers }: Tools): Promise<ProtectedItem | undefined> => {
  const { value: items } = await readers.recovery.items('fresh', [vaultIn(itemId)]);
  return items.find(({ id }) => sameId(id, itemId));
};

const lookAgainSeconds = 120;

const copyStanding = ({ name }: MachineOrder, item: ProtectedItem | undefined): OperationStanding => {
  if (!item) {
    const problem = {
      what: `replicate ${name}`,
      code: 'ProtectionGone',
      message: `${name} is not replicated any more: somebody else has ended it.`,
    };
    return { state: 'failed', problem };
  }
  if (item.failedToBegin) return { state: 'failed', problem: brokenProblem(name, item) };
  const standing = standingOf(item);
  const trouble = troubleOf(item);
  // The figure comes some minutes after the state; what is in trouble may never get one.
  if (standing.kind === 'protected' && (item.rpoSeconds !== undefined || trouble)) {
    return { state: 'succeeded', result: endOf(name, item) };
  }
  const words = standing.kind === 'first-copy' ? `${standing.percent} % copied` : waitWords(item);
  return {
    state: 'running',
    ...(standing.kind === 'first-copy' && { percent: standing.percent }),
    detail: trouble ? `${words}; Azure says (${trouble.code}): ${trouble.summary}` : words,
    askAgainInSeconds: lookAgainSeconds,
  };
};

/** Found so by who went on with it; the job that failed says why. */
const brokenProblem = (name: string, item: ProtectedItem) => ({
  what: `replicate ${name}`,
  code: 'FailedToBegin',
  message: `The replication of ${name} failed to begin (${item.stateAsAzureSays}).`,
  recommendedAction: `Its job says why: status ${name}`,
  leftBehind: item.id,
});

const waitWords = (item: ProtectedItem): string =>
  standingOf(item).kind === 'protected' ? 'protected; waits for its first RPO' : item.stateAsAzureSays;

const endOf = (name: string, item: ProtectedItem): string => {
  const rpo = item.rpoSeconds === undefined ? 'Azure gives no RPO yet' : `RPO ${inWords(item.rpoSeconds)}`;
  const trouble = troubleOf(item);
  return `${name} is protected; ${rpo}.${trouble ? ` Azure says (${trouble.code}): ${trouble.summary}` : ''}`;
};

/** A warning is none: that there has been no drill yet, for example. */
const troubleOf = ({ healthErrors }: ProtectedItem) => healthErrors.find(({ level }) => level === 'critical');
