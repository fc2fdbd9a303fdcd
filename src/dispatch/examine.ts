import { authorize, whoCould } from '../authorization/authorize.ts';
import { subjectOf } from '../authorization/decide.ts';
import { isTarget } from '../definitions/argument.ts';
import { parse } from '../parser/parse.ts';
import { readValues } from '../parser/read-values.ts';
import type { Target } from '../ports/names.ts';
import type { Conversation } from './dispatcher.ts';
import type { Examination } from './examination.ts';
import { barredByOwnLink } from './judge.ts';
import { resolveNames } from './resolve-names.ts';

/** Judges a line as if the asker had typed it, and does nothing of it. */
export const examine = async (talk: Conversation, line: string): Promise<Examination> => {
  const parsed = parse(line, talk.catalog);
  if (parsed.kind !== 'command' && parsed.kind !== 'faulty') return { kind: 'unread', parsed };
  const { command, typed } = parsed;
  const resolved = await resolveNames(command, readValues(command.args, typed).values, talk.names);
  if (resolved.kind === 'unresolved') return resolved;
  const access = typeof command.access === 'function' ? command.access(resolved.values) : command.access;
  const targets: readonly Target[] = Object.values(resolved.values).flat().filter(isTarget);
  const subject = talk.asker.person && subjectOf(talk.asker.person, talk.current, talk.asker.listed);
  return {
    kind: 'judged',
    command,
    targets,
    access,
    decision: barredByOwnLink(command, talk.asker) ?? authorize(subject, access, targets, talk.current),
    could: whoCould(access, targets, talk.current),
  };
};
