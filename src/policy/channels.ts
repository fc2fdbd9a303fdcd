import type { ChannelRef } from '../ports/chat.ts';
import type { Channel } from './policy.ts';

/** Where a channel of the policy is. */
export const refOf = ({ address }: Channel): ChannelRef =>
  address.platform === 'slack'
    ? { platform: 'slack', tenant: address.workspace, id: address.channel, personal: false, sharedOutside: false }
    : { platform: 'teams', tenant: address.tenant, id: address.conversation, personal: false, sharedOutside: false };

export const isSameChannel = (one: ChannelRef, other: ChannelRef): boolean =>
  one.platform === other.platform && one.tenant === other.tenant && one.id === other.id;

/** The channel as the policy lists it. */
export const listedChannel = (
  ref: ChannelRef,
  { channels }: { readonly channels: readonly Channel[] },
): Channel | undefined => channels.find((channel) => isSameChannel(refOf(channel), ref));
