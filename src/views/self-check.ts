import { actions, message, runs } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { Check } from '../plans/plan.ts';
import { checksTable, toneOf } from './readiness.ts';
import { counted } from './words.ts';

/** How the bot itself is, what is wrong first. */
export const selfChecked = (checks: readonly Check[]): Message => {
  const bad = checks.filter(({ outcome }) => outcome !== 'passed').length;
  return message(
    bad === 0 ? 'All is well with me.' : `Not all is well with me: ${counted(bad, 'finding')}.`,
    toneOf(checks),
    checksTable(checks),
    actions(runs('Show operations', 'operations'), runs('Verify the audit log', 'verify')),
  );
};
