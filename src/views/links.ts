import { actions, message, note, runs, text } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { Link, LinkedAccount } from '../ports/identities.ts';

const platformNames = { slack: 'Slack', teams: 'Teams' } as const;

const shown = ({ platform, name }: LinkedAccount): string => `${platformNames[platform]} account ${name}`;

/** What stands in the direct message: whoever reads it there holds that account. */
export const codeToType = (code: string, minutes: number): Message =>
  message(
    `Your code is ${code}.`,
    'neutral',
    text(`Type this to me on Teams, in our own conversation there: link ${code}`),
    note(`It serves once, within ${minutes} minutes. Nobody who asks you for it means you well.`),
  );

export const codeSent = (): Message =>
  message('I have sent you a code in our direct conversation.', 'neutral', text('It says what to do with it.'));

export const beginOnSlack = (): Message =>
  message(
    'A link begins on Slack.',
    'neutral',
    text('Type link to me there. I send you a code, and you type that code to me here.'),
  );

export const finishOnTeams = (): Message =>
  message('A code is typed to me on Teams, in our own conversation there, and nowhere else.', 'neutral');

export const codeSeenByOthers = (): Message =>
  message(
    'Others could read that code, so it is void. Nothing was linked.',
    'warning',
    text('Begin again on Slack with link, and type the new code to me alone.'),
  );

export const unknownCode = (): Message =>
  message('I know no such code. It may be used or too old.', 'neutral', text('Begin again on Slack with link.'));

export const notForOutsiders = (): Message =>
  message('Accounts of guests and of other organisations cannot be linked.', 'neutral');

export const neitherKnown = (): Message =>
  message(
    'I know neither of these two accounts, so nothing was linked.',
    'neutral',
    text('Whoever keeps lifeboat.yaml can add one of them under people; then the other can be linked to it.'),
  );

export const twoPeople = (): Message =>
  message('The policy says that these two accounts belong to two people. Nothing was linked.', 'warning');

export const onePersonAlready = (): Message =>
  message('Both accounts are yours already. There is nothing to link.', 'neutral');

export const linkedAlready = (): Message =>
  message(
    'That account is linked already. Nothing was changed.',
    'neutral',
    text('Whoever it is linked to can type unlink there first.'),
  );

/** Told to both accounts, so that whoever did not want it can end it at once. */
export const linked = ({ id, account, provedBy }: Link, personName: string): Message =>
  message(
    `${shown(account)} is linked to ${personName} now (${id}).`,
    'neutral',
    text(`It was proved from ${shown(provedBy)}. It may ask and read what ${personName} may.`),
    note('It decides nothing until somebody who keeps people confirms it. If this was not you, revoke it now.'),
    actions(runs(`Revoke ${id}`, `unlink ${id}`, 'danger')),
  );

/** For those who may confirm it. */
export const waitsForConfirmation = ({ id, account, provedBy }: Link, personName: string): Message =>
  message(
    `${id}: ${shown(account)} says it belongs to ${personName}.`,
    'neutral',
    text(`It was proved from ${shown(provedBy)}. Ask ${personName} in person before you confirm it.`),
    note('If nobody acts, it may ask and read, and decides nothing.'),
    actions(runs(`Confirm ${id}`, `link-confirm ${id}`, 'primary'), runs(`Revoke ${id}`, `unlink ${id}`, 'danger')),
  );

export const confirmed = ({ id, account }: Link, personName: string, by: string): Message =>
  message(`${id}: ${shown(account)} belongs to ${personName}, confirmed by ${by}.`, 'good');

export const notYourOwnLink = (): Message =>
  message('Nobody confirms a link of their own. Somebody else with the grant people-admin has to.', 'neutral');

export const notByOwnLink = (): Message =>
  message(
    'You are known here by a link that you made yourself, so nothing was done.',
    'neutral',
    text(
      'Somebody with the grant people-admin has to confirm the link first. From your other account you can do it now.',
    ),
  );

export const noSuchLink = (): Message => message('I know no such link that is yours to change.', 'neutral');

export const unlinked = ({ id, account }: Link): Message =>
  message(`${id} is revoked: I do not know ${shown(account)} any more.`, 'neutral');
