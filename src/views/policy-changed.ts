import { code, message, note } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { PolicyDifference } from '../policy/difference.ts';
import { counted } from './words.ts';

/** What a new policy changes, for the audit channel. */
export const policyChanged = ({ from, to, lines }: PolicyDifference): Message =>
  message(
    lines.length > 0
      ? `A new policy is in force: ${counted(lines.length, 'difference')}.`
      : 'A new policy file is in force, and it says the same.',
    'neutral',
    lines.length > 0 ? code(lines.join('\n')) : undefined,
    note(`Version ${from} before, ${to} now.`),
  );

export const policyBroken = (problems: string): Message =>
  message('The new policy file is broken, so the old policy stays in force.', 'warning', code(problems));
