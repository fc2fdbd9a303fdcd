import { titled } from '../authorization/need.ts';
import { shownScope } from '../authorization/scope.ts';
import type { Asker } from '../definitions/command.ts';
import { facts, message, note, table, text } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { Grant, Policy, PolicyAccount } from '../policy/policy.ts';
import type { Account } from '../ports/chat.ts';
import { listed } from './words.ts';

/** Who speaks, which person that is, and every rule that is about them. */
export const whoYouAre = ({ account, person, unconfirmed }: Asker, policy: Policy): Message => {
  if (!person) {
    return message(
      'I do not know you.',
      'neutral',
      facts(['Your account here', shownAccount(account)]),
      text('You can use help, whoami and link. Whoever keeps lifeboat.yaml can add your account under people.'),
    );
  }
  const grants = policy.grants.filter((grant) => grant.people.includes(person.id));
  return message(
    `You are ${person.name}.`,
    'neutral',
    facts(
      ['This account', shownAccount(account)],
      ['All your accounts', listed(person.accounts.map(shownPolicyAccount))],
      ['Your groups', listed(groupsOf(person.id, policy)) || 'none'],
    ),
    grants.length > 0
      ? table(['You have', 'Where', 'By which rule'], grants.map(asRow))
      : text('No rule gives you anything.'),
    unconfirmed
      ? note('I know this account by a link that you made yourself: until it is confirmed it decides nothing.')
      : undefined,
    note('Denied wins over given. A channel can narrow this, never widen it.'),
  );
};

const asRow = (grant: Grant): readonly string[] => {
  const { gives, effect } = grant;
  const what =
    gives.kind === 'level'
      ? `${titled(gives.level)}${effect === 'deny' ? ' and above' : ''} (${listed(gives.areas)})`
      : listed(gives.grants);
  return [effect === 'deny' ? `denied: ${what}` : what, shownScope(grant.scope), grant.rule];
};

const groupsOf = (person: string, policy: Policy): readonly string[] =>
  policy.groups.filter((group) => group.members.includes(person)).map((group) => group.id);

const shownAccount = ({ platform, tenant, id, name }: Account): string =>
  `${platform} ${tenant ? `${tenant}/` : ''}${id}${name && name !== id ? ` (${name})` : ''}`;

const shownPolicyAccount = (account: PolicyAccount): string => {
  if (account.platform === 'slack') return `slack ${account.workspace}/${account.user}`;
  return account.platform === 'entra' ? `entra ${account.objectId}` : `operating system ${account.user}`;
};
