import { actions, message, note, table } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { ProtectableReport } from '../protection/read-protectable.ts';
import { nextLine, type Offer } from './offer.ts';
import { lastNote, missingNotes } from './reading-notes.ts';
import { regionTitle } from './region-title.ts';
import { counted } from './words.ts';

type Machine = ProtectableReport['machines'][number];

export const protectableList = (report: ProtectableReport, offer: Offer): Message => {
  const { group, machines } = report;
  const open = machines.filter(isOpen);
  const names = open.map(({ name }) => name);
  const [first] = names;
  const buttons = [
    names.length > 1 ? offer(`Protect all ${names.length}`, `protect ${names.join(' ')}`) : undefined,
    first !== undefined && names.length === 1 ? offer(`Protect ${first}`, `protect ${first}`) : undefined,
    first !== undefined ? offer(`Check ${first}`, `check ${first}`) : undefined,
  ];
  if (machines.length === 0) {
    return message(
      `I see no VM in the resource group ${group}.`,
      'neutral',
      note('It is empty, it is called otherwise, or you may not see what is in it.'),
      ...missingNotes(report),
    );
  }
  return message(
    `${group}: ${counted(open.length, 'VM')} of ${machines.length} can be protected.`,
    'neutral',
    table(['VM', 'Region', 'Size', 'Disks', 'How it stands'], machines.map(asRow)),
    ...missingNotes(report),
    lastNote(nextLine(buttons), report),
    actions(...buttons),
  );
};

const isOpen = ({ item, blocks }: Machine): boolean => item === undefined && blocks.length === 0;

const asRow = (machine: Machine): readonly string[] => [
  machine.name,
  regionTitle(machine.region),
  machine.size,
  String(machine.disks),
  stateOf(machine),
];

const stateOf = ({ item, blocks }: Machine): string => {
  if (item?.failedToBegin)
    return `broken: its replication to ${regionTitle(item.targetRegion)} failed to begin; see check`;
  if (item) return `replicated to ${regionTitle(item.targetRegion)}`;
  const [first] = blocks;
  return first ? `cannot be replicated: ${first.why}` : 'can be protected';
};
