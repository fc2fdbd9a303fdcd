import { type Channel, type Grant, type Level, levels, type Person, type Policy } from '../policy/policy.ts';
import { type Need, titled } from './need.ts';
import { covers, type Place, shownScope } from './scope.ts';

/** Somebody, with every rule that is about them: the policy's own, and what Azure's roles give. */
export interface Subject {
  readonly person: Person;
  readonly grants: readonly Grant[];
  /** Why roles in Azure are not among them, in words. */
  readonly unreadRoles?: string;
  /** Where it is asked; a channel can only narrow. */
  readonly channel?: Channel;
}

export type Decision = { readonly allowed: true; readonly rule: string } | Refusal;

export interface Refusal {
  readonly allowed: false;
  readonly rule: string;
  readonly why: string;
  /** A rule denies it: no other rule can give it. */
  readonly denied?: true;
}

export const subjectOf = (person: Person, policy: Policy, channel?: Channel): Subject => {
  const unreadRoles = policy.unreadRoles?.[person.id];
  return {
    person,
    grants: policy.grants.filter((grant) => grant.people.includes(person.id)),
    ...(unreadRoles && { unreadRoles }),
    ...(channel && { channel }),
  };
};

/** Whether somebody holds what is needed at one place. Nothing is open by default; deny wins; a channel narrows. */
export const decide = (subject: Subject, need: Need, place: Place, policy: Policy): Decision => {
  const here = subject.grants.filter((grant) => covers(grant.scope, place, policy));
  const denied = here.find((grant) => grant.effect === 'deny' && denies(grant, need));
  if (denied) return { ...refused(denied.rule, `it is denied to you on ${shownScope(denied.scope)}`), denied: true };
  const narrowed = subject.channel && narrows(subject.channel, need, place, policy);
  if (narrowed) return narrowed;
  const allowed = here.find((grant) => grant.effect === 'allow' && gives(grant, need));
  if (allowed) return { allowed: true, rule: allowed.rule };
  return withUnread(subject, whatIsHeld(here, need));
};

/** Whether somebody holds it at any place at all, for questions that are about no place in particular. */
export const decideAnywhere = (subject: Subject, need: Need): Decision => {
  const everywhere = subject.grants.filter((grant) => grant.scope.kind === 'everything');
  const denied = everywhere.find((grant) => grant.effect === 'deny' && denies(grant, need));
  if (denied) return { ...refused(denied.rule, 'it is denied to you everywhere'), denied: true };
  const scopes = subject.grants.filter((grant) => grant.effect === 'allow' && gives(grant, need));
  const narrowed = subject.channel?.atMost && exceeds(subject.channel.atMost, need);
  if (narrowed && subject.channel) return refused(`channel ${subject.channel.name}`, 'this channel allows less');
  const first = scopes[0];
  if (first) return { allowed: true, rule: first.rule };
  return withUnread(subject, whatIsHeld(subject.grants, need));
};

const refused = (rule: string, why: string): Refusal => ({ allowed: false, rule, why });

const gives = (grant: Grant, need: Need): boolean => {
  if (need.kind === 'special') return grant.gives.kind === 'special' && grant.gives.grants.includes(need.grant);
  return (
    grant.gives.kind === 'level' && grant.gives.areas.includes(need.area) && rank(grant.gives.level) >= rank(need.level)
  );
};

/** To deny a level denies what is above it as well. */
const denies = (grant: Grant, need: Need): boolean => {
  if (need.kind === 'special') return grant.gives.kind === 'special' && grant.gives.grants.includes(need.grant);
  return (
    grant.gives.kind === 'level' && grant.gives.areas.includes(need.area) && rank(grant.gives.level) <= rank(need.level)
  );
};

const narrows = (channel: Channel, need: Need, place: Place, policy: Policy): Refusal | undefined => {
  if (!channel.atMost) return undefined;
  if (exceeds(channel.atMost, need)) return refused(`channel ${channel.name}`, 'this channel allows less');
  if (covers(channel.atMost.scope, place, policy)) return undefined;
  return refused(`channel ${channel.name}`, `this channel is for ${shownScope(channel.atMost.scope)}`);
};

/** Special grants are beyond any channel that was narrowed below Contributor. */
const exceeds = (atMost: NonNullable<Channel['atMost']>, need: Need): boolean => {
  if (need.kind === 'special') return atMost.level !== 'contributor';
  return rank(need.level) > rank(atMost.level) || !atMost.areas.includes(need.area);
};

/** A role in Azure might have given it. */
const withUnread = ({ unreadRoles }: Subject, refusal: Refusal): Refusal =>
  unreadRoles ? { ...refusal, why: `${refusal.why}, by lifeboat.yaml alone. ${unpunctuated(unreadRoles)}` } : refusal;

const unpunctuated = (sentence: string): string => sentence.replace(/\.$/u, '');

const whatIsHeld = (grants: readonly Grant[], need: Need): Refusal => {
  if (need.kind === 'special') return refused('no rule gives it', 'you do not hold it');
  const held = grants
    .filter(
      (grant) => grant.effect === 'allow' && grant.gives.kind === 'level' && grant.gives.areas.includes(need.area),
    )
    .sort((a, b) => rankOf(b) - rankOf(a))[0];
  if (held?.gives.kind !== 'level') return refused('no rule gives it', `you hold nothing in ${need.area} there`);
  return refused(held.rule, `you are ${titled(held.gives.level)} (${need.area})`);
};

const rankOf = (grant: Grant): number => (grant.gives.kind === 'level' ? rank(grant.gives.level) : -1);

const rank = (level: Level): number => levels.indexOf(level);
