import { actions, message, note, runs, table, text } from '../messages/compose.ts';
import type { Block, Message } from '../messages/message.ts';
import type { Plan } from '../plans/plan.ts';
import { counted } from './words.ts';

/** A plan that its own checks stop: what stands in the way, and what to do about it. */
export const planRefused = (plan: Plan): Message => {
  const blocks = plan.checks.filter((check) => check.outcome === 'block');
  return message(
    `I cannot ${plan.title}.`,
    'warning',
    ...blocks.map((check) => text([`${check.subject}: ${check.why}`, check.fix].filter(Boolean).join(' '))),
    note(checksInWords(plan)),
    actions(...blocks.flatMap(({ instead }) => (instead ? [runs(`Run: ${instead}`, instead)] : []))),
  );
};

/** The plan as everybody sees it, before who has to agree. */
export const planBlocks = (plan: Plan): readonly Block[] => [
  table(
    ['', 'What happens', 'Details'],
    plan.lines.map((line, at) => [
      String(at + 1),
      line.title,
      [line.detail, line.warning && `! ${line.warning}`].filter(Boolean).join('  '),
    ]),
  ),
  ...plan.consequences.map(text),
  note(checksInWords(plan)),
  ...warningsInWords(plan).map(text),
  ...(plan.notUndone ? [text(`Not undone by this bot: ${plan.notUndone}`)] : []),
  ...(plan.proven ? [text(plan.proven)] : []),
];

const mostWarnings = 5;

/** Who agrees in spite of a warning has to know what it says. */
const warningsInWords = ({ checks }: Plan): readonly string[] => {
  const warnings = checks.filter(({ outcome }) => outcome === 'warning');
  const more = warnings.length - mostWarnings;
  return [
    ...warnings
      .slice(0, mostWarnings)
      .map(({ subject, why, fix }) => ['!', `${subject}:`, why, fix].filter(Boolean).join(' ')),
    ...(more > 0 ? [`And ${counted(more, 'more warning')}.`] : []),
  ];
};

const checksInWords = ({ checks }: Plan): string => {
  const count = (outcome: string) => checks.filter((check) => check.outcome === outcome).length;
  const warnings = checks.filter((check) => check.outcome === 'warning').map((check) => check.subject);
  const which = warnings.length > 0 ? ` (${warnings.join(', ')})` : '';
  return `Checks: ${count('passed')} passed, ${counted(warnings.length, 'warning')}${which}, ${counted(count('block'), 'block')}.`;
};
