import type { Account, ChannelRef } from '../../src/ports/chat.ts';
import { type Activity, isOfTenant, type Place } from './activity.ts';
import type { Roster } from './connector/members.ts';

export interface Speaker {
  readonly account: Account;
  readonly channel: ChannelRef;
}

/**
 * The object id of the tenant decides, never a name or an address. Whoever has none (anonymous people, bots), comes from
 * another tenant, or is a guest in this one is an outsider.
 */
export const identify = async (
  activity: Activity,
  place: Place,
  tenant: string,
  rosterOf: (place: Place, person: string) => Promise<Roster>,
): Promise<Speaker> => {
  const { aadObjectId = '', name = '', id } = activity.from;
  const isForeign = aadObjectId === '' || !isOfTenant(activity, tenant);
  const roster = isForeign ? undefined : await rosterOf(place, aadObjectId);
  return {
    account: {
      platform: 'teams',
      tenant: isForeign ? place.tenant : tenant,
      id: (aadObjectId || id).toLowerCase(),
      name,
      outsider: !roster?.insiders.has(aadObjectId.toLowerCase()),
    },
    channel: {
      platform: 'teams',
      tenant: isForeign ? place.tenant : tenant,
      id: place.conversation,
      personal: place.personal,
      sharedOutside: !place.personal && (roster?.hasOutsiders ?? true),
    },
  };
};
