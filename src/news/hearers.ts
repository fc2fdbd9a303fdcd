import { decide, subjectOf } from '../authorization/decide.ts';
import { holding } from '../authorization/need.ts';
import { covers, type Place } from '../authorization/scope.ts';
import { refOf } from '../policy/channels.ts';
import { areas, type Policy, type WatchEvent } from '../policy/policy.ts';
import type { ChannelRef } from '../ports/chat.ts';
import type { Target } from '../ports/names.ts';
import type { Subscription } from '../ports/subscriptions.ts';

/** A channel that hears of something, and of what in it. */
export interface Hearer {
  readonly channel: ChannelRef;
  readonly events: readonly WatchEvent[];
  readonly everyPercent?: number;
}

/** What something is about: how subscriptions name it, and how the policy's scopes do. */
export interface About {
  readonly subjects: readonly string[];
  readonly places: readonly Place[];
}

/** Each channel once, with all that it wants to hear: whoever asked in it, and what the policy says of it. */
export const hearersOf = (
  { places }: About,
  asked: readonly Subscription[],
  policy: Policy,
  always: readonly Hearer[] = [],
): readonly Hearer[] => {
  const standing = policy.channels.flatMap((channel) =>
    channel.watches
      .filter(({ about }) => about.kind === 'everything' || places.some((place) => covers(about, place, policy)))
      .map((watch): Hearer => ({ ...watch, channel: refOf(channel) })),
  );
  const all = [...always, ...asked.filter((each) => mayStillHear(each, places, policy)), ...standing];
  const names = [...new Set(all.map(({ channel }) => nameOf(channel)))];
  return names.map((name) => together(all.filter(({ channel }) => nameOf(channel) === name)));
};

/**
 * What somebody is told in person ends with their right to read it; a channel is held to the policy where it is posted
 * into. Where roles in Azure count as well, only whether the policy still knows them is certain here.
 */
const mayStillHear = ({ channel, by }: Subscription, places: readonly Place[], policy: Policy): boolean => {
  if (!channel.personal) return true;
  const person = policy.people.find(({ id }) => id === by);
  if (!person) return false;
  if (policy.azureRoles || places.length === 0) return true;
  const subject = subjectOf(person, policy);
  return places.some((place) => areas.some((area) => decide(subject, holding('reader', area), place, policy).allowed));
};

const nameOf = ({ platform, tenant, id }: ChannelRef): string => [platform, tenant, id].join(' ');

const together = (hearers: readonly Hearer[]): Hearer => {
  const steps = hearers.flatMap(({ everyPercent }) => everyPercent ?? []);
  return {
    channel: (hearers[0] as Hearer).channel,
    events: [...new Set(hearers.flatMap(({ events }) => events))],
    ...(steps.length > 0 && { everyPercent: Math.min(...steps) }),
  };
};

/** What a target stands for: itself, its machines, and the applications that a machine belongs to. */
export const aboutTargets = (targets: readonly Target[], policy: Policy): About => {
  const resources = targets.flatMap((target) => target.resources.map((id) => id.toLowerCase()));
  const owners = policy.applications.filter(({ name, vms }) =>
    targets.some((target) => (target.kind === 'application' && target.name === name) || isAmong(vms, target.resources)),
  );
  return {
    subjects: [
      ...owners.map(({ name }) => `application:${name}`),
      ...targets.flatMap(({ kind, name }) => (kind === 'region' ? [`region:${name}`] : [])),
      ...resources.map((id) => `${id.includes('/vaults/') ? 'vault' : 'vm'}:${id}`),
    ],
    places: [
      ...owners.map(({ name }) => ({ kind: 'application', name }) as const),
      ...resources.map((id) => ({ kind: 'resource', id }) as const),
    ],
  };
};

const isAmong = (vms: readonly string[], ids: readonly string[]): boolean =>
  ids.some((id) => vms.some((vm) => vm.toLowerCase() === id.toLowerCase()));
