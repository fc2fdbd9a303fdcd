import type {
  Application,
  ApprovalPolicy,
  ApprovalRule,
  Channel,
  Defaults,
  Freeze,
  Grant,
  Group,
  Person,
  Policy,
  Scope,
  StandingWatch,
} from './policy.ts';
import { accountKey } from './shape/accounts.ts';
import { addressKey } from './shape/channels.ts';
import { shownDuration } from './shape/durations.ts';

/** One thing that the policy says. Its name is what makes it the same thing in another policy. */
export interface Described {
  readonly name: string;
  readonly fields: Readonly<Record<string, Field>>;
}

export type Field = string | readonly string[] | undefined;

export interface DescribedSection {
  readonly title: string;
  readonly entries: readonly Described[];
}

/** A text for each key, so that a field added to the policy does not compile until it is described here. */
type Fields<Part, Named extends keyof Part = never> = { readonly [Key in Exclude<keyof Part, Named>]-?: Field };

/** The whole policy in words, for comparing two of them: what follows from something else in it is left out. */
export const describePolicy = (policy: Policy): readonly DescribedSection[] => {
  const { people, groups, grants, channels, applications, approvals } = policy;
  return [
    { title: 'people', entries: people.map((each) => ({ name: `person ${each.id}`, fields: personFields(each) })) },
    { title: 'groups', entries: groups.map((each) => ({ name: `group ${each.id}`, fields: groupFields(each) })) },
    { title: 'grants', entries: grants.map((each) => ({ name: grantText(each), fields: {} })) },
    { title: 'roles', entries: [{ name: 'roles in Azure', fields: { count: shown(policy.azureRoles) } }] },
    {
      title: 'channels',
      entries: channels.map((each) => ({ name: `channel ${each.name}`, fields: channelFields(each) })),
    },
    {
      title: 'applications',
      entries: applications.map((each) => ({ name: `application ${each.name}`, fields: applicationFields(each) })),
    },
    { title: 'approval rules', entries: approvals.rules.map((each) => ({ name: ruleText(each), fields: {} })) },
    {
      title: 'freezes',
      entries: approvals.freezes.map((each) => ({ name: `freeze ${each.name}`, fields: freezeFields(each) })),
    },
    { title: 'approvals', entries: [{ name: 'approvals', fields: approvalFields(approvals) }] },
    { title: 'defaults', entries: [{ name: 'defaults', fields: defaultFields(policy.defaults) }] },
  ];
};

const personFields = ({ name, accounts }: Person): Fields<Person, 'id'> => ({
  name,
  accounts: accounts.map(accountKey),
});

const groupFields = ({ members }: Group): Fields<Group, 'id'> => ({ members });

const channelFields = ({ address, purposes, watches, atMost }: Channel): Fields<Channel, 'name'> => ({
  address: addressKey(address),
  purposes,
  watches: watches.map(watchText),
  atMost: atMost && `${atMost.level} in ${atMost.areas.join(', ')} on ${scopeText(atMost.scope)}`,
});

const watchText = ({ about, events, everyPercent }: StandingWatch): string =>
  `${events.join(', ')}${everyPercent ? ` every ${everyPercent} %` : ''} of ${scopeText(about)}`;

const applicationFields = (application: Application): Fields<Application, 'name'> => ({
  title: application.title,
  vms: application.vms,
  resourceGroups: application.resourceGroups,
  recoveryPlan: application.recoveryPlan && `${application.recoveryPlan.name} in ${application.recoveryPlan.vault}`,
  tier: shown(application.tier),
  rpoSeconds: shownTime(application.rpoSeconds),
  rtoSeconds: shownTime(application.rtoSeconds),
});

const freezeFields = ({ from, to }: Freeze): Fields<Freeze, 'name'> => ({
  from: from.toISOString(),
  to: to.toISOString(),
});

const approvalFields = (approvals: ApprovalPolicy): Fields<ApprovalPolicy, 'rules' | 'freezes'> => ({
  openRequestsPerPerson: shown(approvals.openRequestsPerPerson),
  terminalMayApprove: shown(approvals.terminalMayApprove),
});

const defaultFields = (defaults: Defaults): Fields<Defaults> => ({
  subscription: defaults.subscription,
  sourceRegion: defaults.sourceRegion,
  targetRegion: defaults.targetRegion,
  retentionSeconds: shownTime(defaults.retentionSeconds),
  appConsistentEverySeconds: shownTime(defaults.appConsistentEverySeconds),
  copyTo: defaults.copyTo,
  vmsAtOnce: shown(defaults.vmsAtOnce),
  stopAfterFailures: shown(defaults.stopAfterFailures),
});

/** A rule has no name, so what it says is its name: a changed one reads as one removed and one added. */
const grantText = ({ effect, gives, to, scope }: Grant): string => {
  const said: Fields<Grant, 'people' | 'rule'> = {
    effect,
    gives: gives.kind === 'level' ? `${gives.level} in ${gives.areas.join(', ')}` : gives.grants.join(', '),
    to,
    scope: scopeText(scope),
  };
  return `grant: ${said.effect} ${said.gives} to ${said.to} on ${said.scope}`;
};

const ruleText = ({ when, ...rule }: ApprovalRule): string => {
  const conditions: Fields<ApprovalRule['when']> = {
    danger: when.danger,
    scope: when.scope && scopeText(when.scope),
    vmsAtLeast: shown(when.vmsAtLeast),
    duringFreeze: shown(when.duringFreeze),
  };
  const demands: Fields<ApprovalRule, 'rule' | 'when'> = {
    quorum: shown(rule.quorum),
    approvers: rule.approvers,
    lifetimeSeconds: shownTime(rule.lifetimeSeconds),
    reasonRequired: shown(rule.reasonRequired),
    typeTarget: shown(rule.typeTarget),
    escalate: rule.escalate && `after ${shownDuration(rule.escalate.afterSeconds)} to ${rule.escalate.to}`,
    breakGlass: shown(rule.breakGlass),
  };
  return `approval rule: when ${inOneLine(conditions) || 'anything'}: ${inOneLine(demands) || 'the defaults'}`;
};

const inOneLine = (fields: Readonly<Record<string, Field>>): string =>
  Object.entries(fields)
    .flatMap(([key, field]) => (field === undefined ? [] : [`${labelOf(key)} ${field}`]))
    .join(', ');

/** Nobody is called by the last part of an id here: two groups in two subscriptions may share it. */
const scopeText = (scope: Scope): string => {
  if (scope.kind === 'everything') return 'everything';
  return `${labelOf(scope.kind)} ${scope.kind === 'application' ? scope.name : scope.id}`;
};

const shown = (value: number | boolean | undefined): string | undefined =>
  value === undefined ? undefined : `${value}`;

const shownTime = (seconds: number | undefined): string | undefined =>
  seconds === undefined ? undefined : shownDuration(seconds);

/** `rpoSeconds` is `rpo`, `resourceGroups` is `resource groups`. */
export const labelOf = (key: string): string =>
  key
    .replace(/Seconds$/u, '')
    .replace(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`)
    .replaceAll('-', ' ');
