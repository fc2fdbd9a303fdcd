import type { Running } from '../operations/workflow.ts';
import { attempt } from '../protection/attempt.ts';
import { listed, lossInWords, secondsBetween } from '../views/words.ts';
import { readOutcome } from './outcome.ts';
import type { Tools } from './tools.ts';

interface Loss {
  readonly machine: string;
  readonly seconds: number;
}

/** How old the points were that a failover has really used; both times are Azure's. Without them it goes on. */
export const readLosses = async ({ readers }: Tools, jobId: string | undefined): Promise<readonly Loss[]> => {
  if (!jobId) return [];
  const read = await attempt('the job', readers.recovery.job(jobId));
  const { startedAt, outcomes = [] } = read.read ? read.value : {};
  return outcomes.flatMap(({ vmName, pointAt }) =>
    startedAt && pointAt ? [{ machine: vmName, seconds: Math.max(0, secondsBetween(pointAt, startedAt)) }] : [],
  );
};

/** `Data lost: up to 41 min (pay-app-01), 2 min (pay-web-01).`, the most first; nothing where nothing is known. */
export const lossesInWords = (running: Running, steps: readonly string[]): readonly string[] => {
  const losses = steps
    .flatMap((step) => readOutcome(running.evidenceOf(step) ?? '')?.lost ?? [])
    .toSorted((a, b) => b.seconds - a.seconds);
  if (losses.length === 0) return [];
  const each = losses.map(({ machine, seconds }) => `${lossInWords(seconds)} (${machine})`);
  return [`Data lost: up to ${each.join(', ')}.`];
};

/** `pay-web-01 runs in West US.`, `4 VMs run in West US.` */
export const runsIn = (machines: readonly string[], region: string): string =>
  machines.length > 3
    ? `${machines.length} VMs run in ${region}.`
    : `${listed(machines)} ${machines.length === 1 ? 'runs' : 'run'} in ${region}.`;
