import type { AzureProblem } from '../errors/azure.ts';
import type { HealthError, ProtectedItem } from '../ports/azure/recovery.ts';
import { type Attempt, attempt } from './attempt.ts';
import type { MachineStatus } from './machine-status.ts';
import { sameId } from './resource-id.ts';
import type { Sight } from './sight.ts';

type Eyes = Pick<Sight, 'readers' | 'now'>;

const lookBackMs = 31 * 24 * 3600 * 1000;

/** Why the replication of a machine failed to begin: what is left of it does not say so, only the job that failed. */
export const whyNotBegun = async (
  { vmName, vaultId }: ProtectedItem,
  { readers, now }: Eyes,
): Promise<Attempt<AzureProblem | undefined>> => {
  const jobs = await attempt('past jobs', readers.recovery.jobs(new Date(now().getTime() - lookBackMs)));
  if (!jobs.read) return jobs;
  const [last] = jobs.value
    .filter(({ scenario, state }) => scenario === 'EnableDr' && state === 'failed')
    .filter((job) => sameId(job.vaultId, vaultId) && job.about.toLowerCase() === vmName.toLowerCase())
    .toSorted((a, b) => (b.startedAt?.getTime() ?? 0) - (a.startedAt?.getTime() ?? 0));
  if (!last) return { ...jobs, value: undefined };
  const whole = await attempt('the job that failed', readers.recovery.job(last.id));
  return whole.read ? { ...whole, value: whole.value.problems[0] } : whole;
};

/** Each costs a read, and of many that failed at once the cause is mostly one: `check` tells it of each. */
const mostReasons = 2;

/** The same for the first of them, as what is wrong with each. */
export const withReasons = async (machines: readonly MachineStatus[], eyes: Eyes) => {
  const broken = machines.filter(({ standing }) => standing.kind === 'failed-to-begin').slice(0, mostReasons);
  const asked = await Promise.all(
    machines.map(async (machine) => {
      if (!broken.includes(machine) || !machine.item) return { machine };
      const tried = await whyNotBegun(machine.item, eyes);
      const problem = tried.read ? tried.value : undefined;
      return { machine: { ...machine, ...(problem && { error: asError(problem) }) }, tried };
    }),
  );
  return { machines: asked.map(({ machine }) => machine), tried: asked.flatMap(({ tried }) => tried ?? []) };
};

const asError = ({ code, message, possibleCauses = '', recommendedAction = '' }: AzureProblem): HealthError => ({
  code,
  summary: message,
  possibleCauses,
  recommendedAction,
  level: 'critical',
});
