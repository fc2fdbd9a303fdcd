import type { Message } from '../messages/message.ts';
import { canonicalLine, parse, type Understood } from '../parser/parse.ts';
import type { FormValues } from '../ports/chat.ts';
import { noSuchName, preciseName, severalOfThatName } from '../views/not-understood.ts';
import type { Conversation } from './dispatcher.ts';
import type { Unresolved } from './examination.ts';
import { resolveNames } from './resolve-names.ts';

const mostNamesCorrected = 3;

/** Lines with a corrected command whose names are corrected too; names are told to people of the policy alone. */
export const correctedLines = async (talk: Conversation, lines: readonly string[]): Promise<readonly string[]> =>
  talk.asker.person ? Promise.all(lines.map((line) => correctedNames(talk, line, mostNamesCorrected))) : lines;

const correctedNames = async (talk: Conversation, line: string, left: number): Promise<string> => {
  const parsed = parse(line, talk.catalog);
  if (parsed.kind !== 'command' || left === 0) return line;
  const resolved = await resolveNames(parsed.command, parsed.values, talk.names);
  const nearest = resolved.kind === 'unresolved' ? resolved.similar[0] : undefined;
  if (resolved.kind !== 'unresolved' || nearest === undefined) return line;
  return correctedNames(talk, lineWith(parsed, resolved, nearest), left - 1);
};

const lineWith = ({ command, typed }: Understood, { argument, name }: Unresolved, instead: string): string => {
  const given = typed[argument];
  const texts = typeof given === 'string' ? instead : given?.map((text) => (text.trim() === name ? instead : text));
  return canonicalLine(command, { ...typed, [argument]: texts } satisfies FormValues);
};

/** A name that stands for nothing, or for several things: what was probably meant, as buttons. */
export const unresolvedName = (understood: Understood, unresolved: Unresolved): Message => {
  const { name, found, similar, argument } = unresolved;
  if (found.length === 0) {
    const expects = understood.command.args[argument]?.kind.expects ?? 'a name';
    return noSuchName(
      name,
      expects,
      similar.map((each) => lineWith(understood, unresolved, each)),
    );
  }
  const candidates = found.map((target) => ({
    name: target.name,
    where: target.where,
    line: lineWith(understood, unresolved, preciseName(target.name, target.where)),
  }));
  return severalOfThatName(name, candidates);
};
