import { shownAccess } from '../authorization/authorize.ts';
import type { Examination } from '../dispatch/examination.ts';
import { actions, facts, message, note, runs, text } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import { severalCommands, unknownCommand } from './not-understood.ts';
import { shownPeople } from './refused.ts';
import { shownDanger } from './usage.ts';
import { begun, listed, shortened } from './words.ts';

/**
 * Yes, or the one rule that says no, and who could. Shown to all it offers nothing to run: the line is somebody's own,
 * and whoever pressed it would have asked for it in their own name.
 */
export const canYou = (line: string, found: Examination, shared = false): Message => {
  if (found.kind === 'unresolved')
    return message(`I know no "${shortened(found.name, 60)}".`, 'neutral', nearNames(found.similar));
  if (found.kind === 'judged') return judged(line, found, shared);
  const { parsed } = found;
  if (parsed.kind === 'unknown')
    return unknownCommand(
      parsed.typed,
      parsed.meant.map((meant) => `can-i ${meant}`),
    );
  if (parsed.kind === 'ambiguous') return severalCommands(parsed.typed, parsed.commands);
  return message(
    'I could not read that command.',
    'neutral',
    text(parsed.kind === 'unreadable' ? parsed.why : 'It is empty.'),
  );
};

const nearNames = (similar: readonly string[]) =>
  similar.length > 0 ? text(`Near to it: ${listed(similar)}.`) : undefined;

const judged = (line: string, found: Examination & { kind: 'judged' }, shared: boolean): Message => {
  const { command, targets, access, decision, could } = found;
  if (decision.allowed) {
    return message(
      `Yes. You may give ${command.name}${onTargets(targets)}.`,
      'good',
      facts(['Rule', decision.rule], ['Needs', shownAccess(access)], ['Changes', shownDanger(command)]),
      command.kind === 'change' ? note('What its plan writes is judged as a whole when you ask for it.') : undefined,
      shared ? undefined : actions(runs(`Run: ${shortened(line, 60)}`, line)),
    );
  }
  return message(
    `No. ${begun(decision.why)}${onTargets(targets)} (rule: ${decision.rule}). ${command.name} needs ${shownAccess(access)}.`,
    'neutral',
    note(`People who can: ${shownPeople(could)}.`),
  );
};

const onTargets = (targets: readonly { name: string; kind: string }[]): string =>
  targets.length > 0 ? ` on ${listed(targets.map((target) => `${target.kind} ${target.name}`))}` : '';
