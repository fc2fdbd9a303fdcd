import type { ProtectedItem } from '../../ports/azure/recovery.ts';
import { blocked, passed, warning } from '../../readiness/checks.ts';
import { allowedInstead } from '../../views/allowed-words.ts';
import { jobWords } from '../../views/job-words.ts';
import { counted, listed } from '../../views/words.ts';
import type { Check } from '../plan.ts';
import type { Machine, Moving } from './machines.ts';

interface Wish {
  /** What is done, e.g. `a failover`. */
  readonly what: string;
  readonly mayGo: (item: ProtectedItem) => boolean;
  readonly fix?: (machine: Machine) => string;
}

/** Those that Azure allows it for now. Of several machines the others stay, which everybody sees before agreeing. */
export const whoGoes = (moving: Moving, { what, mayGo, fix }: Wish) => {
  const { target, machines, absent } = moving;
  const going = machines.filter(({ item }) => mayGo(item));
  const staying = machines.filter(({ item }) => !mayGo(item));
  const stays = going.length > 0 ? warning : blocked;
  const checks: Check[] = [
    ...staying.map((machine) =>
      stays(
        machine.name,
        whyNot(what, machine.item),
        fix?.(machine) ?? allowedInstead(machine.item.allowed, `status ${machine.name}`),
      ),
    ),
    ...absent.map((name) => stays(name, 'Site Recovery does not replicate it.', 'Replicate it first: protect.')),
  ];
  if (machines.length + absent.length === 0)
    checks.push(blocked(target.name, 'there is no machine in it.', 'recovery-plan show tells what is in a plan.'));
  if (going.length > 0) checks.unshift(passed('what Azure allows', `${what} is among it for ${sayWho(going)}.`));
  return { going, checks };
};

const sayWho = (going: readonly Machine[]): string =>
  going.length > 3 ? counted(going.length, 'VM') : listed(going.map(({ name }) => name));

const whyNot = (what: string, item: ProtectedItem): string => {
  const busy = item.runningJob ? `, and its ${jobWords(item.runningJob.scenario)} runs` : '';
  return `Azure does not allow ${what} now (${item.stateAsAzureSays}${busy}).`;
};
