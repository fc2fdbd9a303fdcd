import type { Asker } from '../definitions/command.ts';
import type { Voice } from './request.ts';

/** How somebody is written down: the person, and the account they used, as in `slack T1/U1`. */
export const voiceOf = ({ account: { platform, tenant, id, name }, person }: Asker): Voice => ({
  person: person?.id ?? '',
  name: person?.name ?? name,
  account: `${platform} ${tenant ? `${tenant}/` : ''}${id}`,
});
