import { type Concern, concerns, type MachineStatus, worse } from './machine-status.ts';
import { nameIn } from './resource-id.ts';

/** Many machines as one row. */
export interface Rollup {
  readonly name: string;
  readonly machines: number;
  readonly protected: number;
  readonly overObjective: number;
  readonly firstCopy: number;
  readonly concern: Concern;
}

/** One row for every application, worst first; machines of none are one row of their own. */
export const byApplication = (machines: readonly MachineStatus[]): readonly Rollup[] =>
  rolledUp(machines, (machine) => machine.application?.name ?? 'no application');

export const byVault = (machines: readonly MachineStatus[]): readonly Rollup[] =>
  rolledUp(machines, (machine) => (machine.item ? nameIn(machine.item.vaultId) : 'no vault'));

const rolledUp = (
  machines: readonly MachineStatus[],
  nameOf: (machine: MachineStatus) => string,
): readonly Rollup[] => {
  const groups = new Map<string, MachineStatus[]>();
  for (const machine of machines) groups.set(nameOf(machine), [...(groups.get(nameOf(machine)) ?? []), machine]);
  return [...groups].map(([name, members]) => rollup(name, members)).sort(worstFirst);
};

const rollup = (name: string, members: readonly MachineStatus[]): Rollup => {
  const count = (kind: MachineStatus['standing']['kind']) =>
    members.filter((machine) => machine.standing.kind === kind).length;
  return {
    name,
    machines: members.length,
    protected: count('protected') + count('drill-waits'),
    overObjective: members.filter((machine) => machine.rpo?.overSince).length,
    firstCopy: count('first-copy'),
    concern: members.map((machine) => machine.concern).reduce(worse, 'none'),
  };
};

const worstFirst = (a: Rollup, b: Rollup): number =>
  concerns.indexOf(b.concern) - concerns.indexOf(a.concern) || a.name.localeCompare(b.name);
