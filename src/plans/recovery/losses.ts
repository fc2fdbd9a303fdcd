import type { PointSelector } from '../../ports/azure/recovery.ts';
import { inWords, listed } from '../../views/words.ts';
import type { PlanFacts } from '../plan.ts';
import { lossOf, type MachineAtPoint } from './points.ts';

/** Approval covers so much more data loss than was shown. */
const graceMinutes = 15;

/** A point that was named is agreed to as it is; the others may be older by the time. */
export const boundsOf = (
  machines: readonly MachineAtPoint[],
  point: PointSelector,
  now: Date,
): PlanFacts['bounded'] => {
  if (point.kind === 'id') return {};
  return Object.fromEntries(
    machines.flatMap((machine) => {
      const minutes = lossOf(machine, now);
      const about = machines.length > 1 ? ` of ${machine.name}` : '';
      return minutes === undefined
        ? []
        : [[`data loss${about}`, { now: minutes, most: minutes + graceMinutes, unit: 'minutes' }]];
    }),
  );
};

export const lossSentence = (machines: readonly MachineAtPoint[], now: Date): string => {
  const losses = machines.map((machine) => ({ name: machine.name, minutes: lossOf(machine, now) }));
  const unknown = losses.flatMap(({ name, minutes }) => (minutes === undefined ? [name] : []));
  const known = losses
    .flatMap(({ name, minutes }) => (minutes === undefined ? [] : [{ name, minutes }]))
    .toSorted((a, b) => b.minutes - a.minutes);
  const most = known.map(({ name, minutes }, at) =>
    at === 0 ? `up to ${inWords(minutes * 60)} of data on ${name}` : `${inWords(minutes * 60)} on ${name}`,
  );
  const silent = unknown.length > 0 ? `not known. Azure gives no figure for ${listed(unknown)}` : '';
  if (most.length === 0) return `What you lose: ${silent}.`;
  return `What you lose: ${[listed(most), silent && `beyond that ${silent}`].filter(Boolean).join('; ')}.`;
};

export const stopSentence = (count: number, shutdownSource: boolean): string => {
  if (count === 1)
    return shutdownSource
      ? 'What stops: the source VM is shut down if it can be reached.'
      : 'What stops: nothing. The source VM goes on running, if it runs.';
  return shutdownSource
    ? 'What stops: the source VMs are shut down if they can be reached.'
    : 'What stops: nothing. The source VMs go on running, if they run.';
};
