import { actions, facts, message, note, table } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { OptionsReport } from '../protection/read-options.ts';
import { nextLine, type Offer } from './offer.ts';
import { type Option, optionsOf } from './option-rows.ts';
import { lastNote, missingNotes } from './reading-notes.ts';
import { listed } from './words.ts';

/** What protects a machine now and what could, side by side: what each covers, loses, takes and costs. */
export const optionsCard = (report: OptionsReport, offer: Offer): Message => {
  const { machine, leftOut } = report;
  const all = optionsOf(report);
  const survives = outliving(all).length > 0;
  const first = all.find(({ is, covers, command }) => is === 'off' && covers.includes('VM') && isComplete(command));
  const buttons = [
    first && !survives ? offer(`Switch on ${first.name}`, first.command) : undefined,
    mayHavePoints(report) ? offer(`Show points of ${machine}`, `points ${machine}`) : undefined,
    offer(`Check ${machine}`, `check ${machine}`),
  ];
  return message(
    `${machine}: ${protectionWords(all)}`,
    toneOf(all),
    table(
      ['Option', 'Now', 'Data lost, as a rule', 'Back in', 'Covers the loss of', 'What it costs by'],
      all.map((each) => [each.name, each.now, each.loses, each.takes, each.covers, each.costs]),
    ),
    facts(...all.flatMap((each) => (each.is === 'off' ? [[`Switch on ${each.name}`, each.command] as const] : []))),
    note(
      'Databases inside a VM (SQL Server, SAP HANA) can be backed up by themselves in Azure Backup. This bot does not do that: see them in the Azure portal.',
    ),
    leftOut.length > 0 ? note(`Left out: what you may not read (${listed(leftOut)}).`) : undefined,
    ...missingNotes(report),
    lastNote(nextLine(buttons), report),
    actions(...buttons),
  );
};

/** What could not be read may hold some. */
const mayHavePoints = ({ points, unread }: OptionsReport): boolean =>
  points.length > 0 || Object.values(unread).includes(true);

const named = (all: readonly Option[], is: Option['is']): string =>
  listed(all.filter((each) => each.is === is).map(({ name }) => name));

const protectionWords = (all: readonly Option[]): string => {
  const [now, soon] = [named(all, 'protects'), named(all, 'begun')];
  if (now !== '') return `protected by ${now}. ${regionWords(all)}`;
  if (soon !== '') return `nothing protects it yet (only begun: ${soon}).`;
  return named(all, 'unknown') === '' ? 'nothing protects it.' : 'I see nothing that protects it.';
};

/** A line that can be run as it stands. */
const isComplete = (command: string): boolean => !/[<,]/u.test(command);

const outliving = (all: readonly Option[]): readonly string[] =>
  all.flatMap(({ is, outlivesRegion, name }) => (is === 'protects' && outlivesRegion ? [name] : []));

const regionWords = (all: readonly Option[]): string => {
  const survivors = outliving(all);
  if (survivors.length > 0) return `It outlives the loss of its region by ${listed(survivors)}.`;
  return named(all, 'unknown') === ''
    ? 'Nothing protects it from the loss of its region.'
    : 'I see nothing that protects it from the loss of its region.';
};

const toneOf = (all: readonly Option[]): Message['tone'] => {
  if (outliving(all).length > 0) return 'good';
  return named(all, 'protects') === '' ? 'bad' : 'warning';
};
