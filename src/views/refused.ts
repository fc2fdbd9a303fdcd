import type { Refusal } from '../authorization/decide.ts';
import { actions, message, note, runs, text } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { Person } from '../policy/policy.ts';
import { begun, clockTime, listed } from './words.ts';

interface Judged {
  readonly command: string;
  readonly needs: string;
  readonly about: string;
  readonly decision: Refusal;
}

/** Not allowed, by which rule, and what it would take. */
export const notAllowed = ({ command, needs, about, decision }: Judged): Message =>
  message(
    `You may not do this: ${command}${about} needs ${needs}.`,
    'neutral',
    text(`${begun(decision.why)} (rule: ${decision.rule}).`),
    actions(runs('Show what I may do', 'whoami')),
  );

export const unknownPerson = (account: string): Message =>
  message(
    'I do not know whose account this is, so I can only answer help, whoami and link.',
    'neutral',
    note(
      `Your account: ${account}. Whoever keeps lifeboat.yaml can add it under people. If I know you elsewhere, link it.`,
    ),
    actions(runs('Show who I am', 'whoami')),
  );

export const notInThisChannel = (why: string): Message =>
  message(
    'I change nothing from this channel.',
    'neutral',
    text(`${begun(why)}. Ask me in a listed channel or directly.`),
  );

export const storeUnreachable = (since: Date): Message =>
  message(
    'Redis is not reachable, so I cannot keep a decision safe.',
    'bad',
    text('I can still show you things, and change nothing until it is back.'),
    note(`Down since ${clockTime(since)}.`),
  );

export const broke = (reference: string): Message =>
  message(
    `Something of mine broke (reference ${reference}).`,
    'bad',
    text('Nothing was sent to Azure. The details are in the log under that reference.'),
  );

/** After something may have been written down: nobody shall think that it was not. */
export const brokeDeciding = (reference: string): Message =>
  message(
    `Something of mine broke (reference ${reference}), and I cannot say whether this counted.`,
    'bad',
    text('Look before you do it again. The details are in the log under that reference.'),
    actions(runs('Show what waits', 'approvals'), runs('Show operations', 'operations')),
  );

/** Names where they are few; of many their number, and two of them. */
export const shownPeople = (people: readonly Person[]): string => {
  if (people.length === 0) return 'nobody: no rule gives it to anyone, and whoever keeps lifeboat.yaml can grant it';
  if (people.length <= 4) return listed(people.map((person) => person.name));
  return `${people.length} people, e.g. ${listed(people.slice(0, 2).map((person) => person.name))}`;
};
