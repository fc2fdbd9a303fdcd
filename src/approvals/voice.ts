import type { Asker } from '../definitions/command.ts';
import type { Account } from '../ports/chat.ts';
import type { Voice } from './request.ts';

/** How somebody is written down: the person, and the account they used. */
export const voiceOf = ({ account, person }: Asker): Voice => ({
  person: person?.id ?? '',
  name: person?.name ?? account.name,
  account: accountOf(account),
});

/** As in `slack T1/U1`. */
export const accountOf = ({ platform, tenant, id }: Account): string =>
  `${platform} ${tenant ? `${tenant}/` : ''}${id}`;
