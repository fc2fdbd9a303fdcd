import { listedChannel } from '../policy/channels.ts';
import { personOf } from '../policy/people.ts';
import type { Person, Policy } from '../policy/policy.ts';
import type { Account, ChannelRef } from '../ports/chat.ts';
import type { LinkedPerson } from '../ports/links.ts';

/** Whose account it is; nobody's where the policy is not certain, and never an outsider's. */
export const identify = (account: Account, policy: Policy): Person | undefined => {
  if (account.outsider) return undefined;
  const found = personOf(policy, policyAccount(account));
  return typeof found === 'string' ? undefined : found;
};

/** Who somebody is, and whether that rests on nothing but their own word. */
interface Known {
  readonly person: Person | undefined;
  readonly unconfirmed?: true;
}

/** By the policy, else by a link; a link is worth nothing once its person is gone from the policy. */
export const whose = (account: Account, policy: Policy, link: LinkedPerson | undefined): Known => {
  const listed = identify(account, policy);
  if (listed || account.outsider) return { person: listed };
  const person = link && policy.people.find(({ id }) => id === link.person);
  return { person, ...(person && !link.confirmed && { unconfirmed: true as const }) };
};

const policyAccount = (account: Account) => {
  if (account.platform === 'slack') return { platform: 'slack', workspace: account.tenant, user: account.id } as const;
  if (account.platform === 'teams') return { platform: 'entra', tenant: account.tenant, objectId: account.id } as const;
  return { platform: 'os', user: account.id } as const;
};

/** Why nothing may be posted into a channel for all to see; undefined: it may. */
export const silencedBy = (ref: ChannelRef, policy: Policy): string | undefined => {
  const foreign = foreignTo(ref, policy);
  const channel = listedChannel(ref, policy);
  if (foreign || !channel) return foreign;
  return channel.purposes.includes('commands') ? undefined : `channel ${channel.name} is not there for commands`;
};

/** Why nothing is decided there either, whatever a listed channel is for: nothing would narrow what people may do. */
export const foreignTo = (ref: ChannelRef, policy: Policy): string | undefined => {
  if (ref.personal) return undefined;
  if (ref.sharedOutside) return 'guests or people of another organisation are in this channel';
  return listedChannel(ref, policy) ? undefined : 'the policy does not list this channel';
};
