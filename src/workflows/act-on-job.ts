import { z } from 'zod';
import type { Look, Step, Workflow } from '../operations/workflow.ts';
import type { Job } from '../ports/azure/job.ts';
import { sameId } from '../protection/resource-id.ts';
import type { Tools } from './tools.ts';

const actionOrder = z.object({
  jobId: z.string(),
  service: z.enum(['recovery', 'backup', 'cross-region-restore']),
  /** As people call it. */
  name: z.string(),
  action: z.enum(['cancel', 'restart', 'resume']),
  notes: z.string(),
  vaultId: z.string(),
  vmId: z.string(),
});

type ActionOrder = z.infer<typeof actionOrder>;

/** Cancels, restarts or resumes one of Azure's jobs. */
export const actOnJob: Workflow<ActionOrder, Tools> = {
  name: 'act-on-job',
  version: 1,
  readOrder: (order) => actionOrder.parse(order),
  steps: (order) => [actStep(order)],
};

const actStep = (order: ActionOrder): Step<Tools> => ({
  name: order.action,
  title: `${order.action} ${order.name}`,
  // What is started again moves machines, as it did the first time; the others leave nothing to be done twice.
  dangerous: order.action === 'restart',
  look: async (tools) => look(order, await readJob(tools, order)),
  act: ({ writers }, sending) =>
    order.service === 'recovery'
      ? writers.recovery.jobAction({ jobId: order.jobId, action: order.action, notes: order.notes }, sending)
      : writers.backup.cancelJob({ jobId: order.jobId }, sending),
  standing: async (tools, token) => {
    if (order.service !== 'recovery') return tools.writers.backup.standing(token);
    // Where Azure names the job itself, its own end is none of this step's.
    if (!sameId(token.at, order.jobId)) return tools.writers.recovery.standing(token);
    const job = await readJob(tools, order);
    return hasTaken(order, job)
      ? { state: 'succeeded', job: job.id }
      : { state: 'running', job: job.id, askAgainInSeconds: 10 };
  },
  reconcile: async (tools, sent) => {
    const { jobId, service, vaultId, vmId } = order;
    if (hasTaken(order, await readJob(tools, order))) return { seen: 'done', evidence: jobId };
    // What is started again is another job: the one that was named stays failed.
    return service === 'recovery'
      ? tools.writers.recovery.reconcile({ itemId: jobId, scenario: 'jobAction', ...sent })
      : tools.writers.backup.reconcile({ call: 'cancelJob', vaultId, vmId, jobId, ...sent });
  },
});

const readJob = async ({ readers }: Tools, { jobId, service }: ActionOrder): Promise<Job> =>
  (await (service === 'recovery' ? readers.recovery.job(jobId) : readers.backup.job(jobId))).value;

const look = (order: ActionOrder, job: Job): Look =>
  job.allowed.includes(order.action) || !hasTaken(order, job) ? { kind: 'to-do' } : { kind: 'done', evidence: job.id };

const hasTaken = ({ action }: ActionOrder, { state }: Job): boolean => {
  if (action === 'cancel') return state === 'cancelled';
  return action === 'resume' ? state !== 'suspended' : state === 'running' || state === 'succeeded';
};
