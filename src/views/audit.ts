import type { Verified } from '../audit/verify-export.ts';
import { actions, code, message, note, runs, table, text } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { AuditQuery, AuditRecord, SignedHead } from '../ports/audit.ts';
import { counted, moment, shortened } from './words.ts';

export const auditFound = (records: readonly AuditRecord[], { most }: AuditQuery, now: Date): Message => {
  if (records.length === 0) return message('The audit log has nothing like that.', 'neutral');
  const title = `${counted(records.length, 'record')} of the audit log, newest first.`;
  return message(
    title,
    'neutral',
    table(
      ['No.', 'When', 'Who', 'What'],
      records.map((each) => [
        String(each.number),
        moment(new Date(each.at), now),
        each.person || each.account || 'the bot',
        shortened(inOneLine(`${each.kind}: ${each.what}${factsIn(each)}`), 160),
      ]),
    ),
    records.length >= most ? note('There may be more: narrow it with --who, --what or --since.') : undefined,
    actions(runs('Verify the log', 'verify'), runs('Export the log', 'audit export')),
  );
};

const inOneLine = (text: string): string => text.replaceAll(/\s+/gu, ' ');

const factsIn = ({ facts = {} }: AuditRecord): string => {
  const told = Object.entries(facts).filter(([, value]) => value !== '');
  return told.length > 0 ? ` (${told.map(([name, value]) => `${name} ${value}`).join(', ')})` : '';
};

export const auditPage = (lines: readonly string[], next: number | undefined): Message =>
  message(
    lines.length === 0 ? 'The audit log is empty.' : 'The audit log, one record a line.',
    'neutral',
    lines.length === 0 ? undefined : code(lines.join('\n')),
    note(
      next === undefined
        ? 'This is its end, with a signed head. Put all pages into one file, and check it anywhere: npm run verify -- <file>.'
        : `It goes on with record ${next}.`,
    ),
    next === undefined ? undefined : actions(runs('Show the next page', `audit export --from ${next}`)),
  );

export const auditVerified = (found: Verified, last: SignedHead | undefined): Message => {
  if (found.kind === 'broken') {
    return message(
      `The audit log is not what was written: at record ${found.number}.`,
      'bad',
      text(`${found.why}.`),
      note('Keep the server as it is, and compare with the heads in the audit channel and in the log output.'),
    );
  }
  return message(
    `The audit log is sound: ${counted(found.records, 'record')}, each chained to the one before.`,
    'good',
    text(
      last
        ? `It agrees with ${counted(found.heads, 'signed head')} that I keep outside Redis; the last is of record ${last.number}, ${last.at}, key ${last.key}.`
        : 'No signed head is kept here yet, so I cannot tell whether its end is missing.',
    ),
    note('Whoever can write to this machine and to Redis can deceive me: compare with the heads in the audit channel.'),
  );
};

/** Posted where nobody can take it back. */
export const headPosted = (head: SignedHead): Message =>
  message(
    `Audit log: record ${head.number} is the latest, ${head.at}.`,
    'neutral',
    code(JSON.stringify({ head })),
    note('Signed. Whoever exports the log can compare: from this record on, nothing before it can have changed.'),
  );
