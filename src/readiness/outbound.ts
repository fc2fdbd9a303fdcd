import type { Check } from '../plans/plan.ts';
import type { NetworkRule, Region } from '../ports/azure/estate.ts';
import { blocked, passed, warning } from './checks.ts';

/** What a replicated machine must reach, over TCP 443. */
export interface NeededTag {
  /** `Storage.EastUS`. */
  readonly tag: string;
  readonly what: string;
  /** Without it something works less well, but replication works. */
  readonly optional?: true;
}

const replicationPort = 443;

/** A tag names a region by its title without spaces. */
const tagRegion = ({ title }: Region): string => title.replaceAll(/\s/gu, '');

export const neededTags = (source: Region, target: Region): readonly NeededTag[] => [
  { tag: `Storage.${tagRegion(source)}`, what: 'writes to the cache account' },
  { tag: 'AzureActiveDirectory', what: 'signs in' },
  { tag: `EventHub.${tagRegion(target)}`, what: 'sends monitoring data' },
  { tag: 'AzureSiteRecovery', what: 'talks to Site Recovery' },
  { tag: 'GuestAndHybridManagement', what: 'updates the agent by itself', optional: true },
];

type Verdict =
  | { readonly kind: 'allowed' }
  /** By this rule, or because no rule allows it. */
  | { readonly kind: 'denied'; readonly by: NetworkRule | undefined };

/** Whether the rules let traffic to a tag out. Of each security group the first that fits decides, and all must agree; without any, all is open. */
export const outboundTo = (tag: string, port: number, rules: readonly NetworkRule[]): Verdict =>
  verdictOf(rules, (own) => ofOneGroup({ tag, port, direction: 'outbound' }, own));

/** The same for what comes in. */
export const inboundFrom = (tag: string, port: number, rules: readonly NetworkRule[]): Verdict =>
  verdictOf(rules, (own) => ofOneGroup({ tag, port, direction: 'inbound' }, own));

const verdictOf = (
  rules: readonly NetworkRule[],
  judge: (own: readonly NetworkRule[]) => Verdict | undefined,
): Verdict => {
  const groups = new Map<string, NetworkRule[]>();
  for (const rule of rules) groups.set(rule.groupId ?? '', [...(groups.get(rule.groupId ?? '') ?? []), rule]);
  const verdicts = [...groups.values()].map(judge);
  return verdicts.find((verdict) => verdict?.kind === 'denied') ?? { kind: 'allowed' };
};

interface Traffic {
  readonly tag: string;
  readonly port: number;
  readonly direction: NetworkRule['direction'];
}

const ofOneGroup = ({ tag, port, direction }: Traffic, rules: readonly NetworkRule[]): Verdict | undefined => {
  const ends = (rule: NetworkRule) => (direction === 'outbound' ? rule.destinations : rule.sources);
  const own = rules.filter((rule) => rule.direction === direction);
  // Some answers leave out what comes in altogether: that says nothing.
  if (own.length === 0 && direction === 'inbound') return undefined;
  const first = own
    .filter((rule) => coversProtocol(rule) && coversPort(rule, port) && coversTag(ends(rule), tag))
    .toSorted((a, b) => a.priority - b.priority)[0];
  return first?.access === 'allow' ? { kind: 'allowed' } : { kind: 'denied', by: first };
};

/** The first that a rule can have. */
const lowestPriority = 100;

const coversProtocol = ({ protocol }: NetworkRule): boolean => ['tcp', '*', 'all', ''].includes(protocol.toLowerCase());

const coversPort = ({ destinationPorts }: NetworkRule, port: number): boolean =>
  destinationPorts.some((range) => {
    if (range === '*') return true;
    const [low = 0, high = low] = range.split('-').map(Number);
    return low <= port && port <= high;
  });

const everywhere = ['*', '0.0.0.0/0'];

/** By the tag itself, by its tag without a region, by all of Azure, or by everything. Addresses are not compared. */
const coversTag = (ends: readonly string[], tag: string): boolean => {
  const wanted = tag.toLowerCase();
  const [service = '', region] = wanted.split('.');
  const azure =
    wanted === 'virtualnetwork' ? [] : ['internet', 'azurecloud', ...(region ? [`azurecloud.${region}`] : [])];
  const covering = [...everywhere, wanted, service, ...azure];
  return ends.some((end) => covering.includes(end.toLowerCase()));
};

/** One line for each tag that does not get through; one line for all where all do. */
export const checkOutbound = (needed: readonly NeededTag[], rules: readonly NetworkRule[]): readonly Check[] => {
  const lines = needed.flatMap((each) => checkTag(each, rules));
  return lines.length > 0
    ? lines
    : [passed('outbound rules', `TCP ${replicationPort} is open to ${needed.map(({ tag }) => tag).join(', ')}.`)];
};

const checkTag = ({ tag, what, optional }: NeededTag, rules: readonly NetworkRule[]): readonly Check[] => {
  const verdict = outboundTo(tag, replicationPort, rules);
  if (verdict.kind === 'allowed') return [];
  const { by } = verdict;
  const denied = by ? `Denied by rule ${by.name} (priority ${by.priority})` : 'Not allowed by any rule';
  const why = `${denied}: it is how the machine ${what}.`;
  const subject = `outbound to ${tag}`;
  return [optional ? warning(subject, why, ruleFor(tag, by)) : blocked(subject, why, ruleFor(tag, by))];
};

const ruleFor = (tag: string, by: NetworkRule | undefined): string => {
  const rule = `Allow TCP ${replicationPort} outbound to the service tag ${tag}`;
  if (!by) return `${rule}.`;
  return by.priority > lowestPriority
    ? `${rule} before priority ${by.priority}.`
    : `Nothing can come before ${by.name}: change that rule. ${rule}.`;
};

/** The tags that do not get through. */
export const missingTags = (needed: readonly NeededTag[], rules: readonly NetworkRule[]): readonly NeededTag[] =>
  needed.filter(({ tag }) => outboundTo(tag, replicationPort, rules).kind !== 'allowed');
