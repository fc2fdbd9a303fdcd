import { actions, message, note, runs } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import { counted, listed } from './words.ts';

/** Drills that nobody has cleaned up: they cost money, and keep their machines from being failed over. */
export const drillReminder = (machines: readonly string[]): Message =>
  message(
    machines.length === 1
      ? `The drill of ${machines[0]} is not cleaned up yet.`
      : `The drills of ${counted(machines.length, 'VM')} are not cleaned up yet: ${listed(machines)}.`,
    'warning',
    note('Until then the test machines cost money, and Azure allows no failover of these VMs.'),
    actions(...machines.slice(0, 4).map((name) => runs(`Clean up the drill of ${name}`, `drill-cleanup ${name}`))),
  );
