import { note, table } from '../messages/compose.ts';
import type { Block } from '../messages/message.ts';
import { type Concern, type MachineStatus, worstFirst } from '../protection/machine-status.ts';
import type { StatusReport } from '../protection/read-status.ts';
import { byApplication, byVault, type Rollup } from '../protection/rollup.ts';
import { rpoWords, standingWords, troubleWords } from './machine-words.ts';
import { counted } from './words.ts';

const mostMachines = 10;
const mostGroups = 15;

/** A fleet: rows of groups first, worst first, then the machines that somebody should look at. */
export const fleetBlocks = ({ machines, target, now }: StatusReport): readonly Block[] => {
  const vaults = target?.kind === 'vault' ? [] : byVault(machines);
  return [
    ...rollupBlocks('Application', byApplication(machines)),
    ...(vaults.length > 1 ? rollupBlocks('Vault', vaults) : []),
    ...worstBlocks(machines, now),
  ];
};

const rollupBlocks = (title: string, rollups: readonly Rollup[]): readonly Block[] => [
  table(
    [title, 'VMs', 'Protected', 'Over objective', 'First copy', 'In short'],
    rollups.slice(0, mostGroups).map(asRow),
  ),
  ...(rollups.length > mostGroups ? [note(`And ${rollups.length - mostGroups} more, none of them worse.`)] : []),
];

const asRow = ({ name, machines, protected: held, overObjective, firstCopy, concern }: Rollup): readonly string[] => [
  name,
  String(machines),
  String(held),
  String(overObjective),
  String(firstCopy),
  concernWords[concern],
];

const concernWords = {
  none: 'well',
  notice: 'something is under way',
  attention: 'needs attention',
  'at-risk': 'objective at risk',
  critical: 'in trouble',
} satisfies Record<Concern, string>;

const worstBlocks = (machines: readonly MachineStatus[], now: Date): readonly Block[] => {
  const wanting = machines.filter(({ concern }) => concern !== 'none' && concern !== 'notice').sort(worstFirst);
  if (wanting.length === 0) return [];
  const shown = wanting.slice(0, mostMachines);
  return [
    table(
      ['VM', 'State', 'RPO', 'What is wrong'],
      shown.map((machine) => [
        machine.name,
        standingWords(machine.standing),
        rpoWords(machine.rpo, now),
        troubleWords(machine, now),
      ]),
    ),
    ...(wanting.length > shown.length
      ? [note(`And ${counted(wanting.length - shown.length, 'VM')} more that need attention.`)]
      : []),
  ];
};
