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
  | { readonly kind: 'denied'; readonly by: NetworkRule | undefined }
  /** Several security groups apply, and the list does not say which rule is whose. */
  | { readonly kind: 'unclear'; readonly by: NetworkRule };

/** Whether the rules let traffic to a tag out. The first that fits decides. */
export const outboundTo = (tag: string, port: number, rules: readonly NetworkRule[]): Verdict => {
  const fitting = rules
    .filter(
      (rule) => rule.direction === 'outbound' && coversProtocol(rule) && coversPort(rule, port) && coversTag(rule, tag),
    )
    .toSorted((a, b) => a.priority - b.priority);
  const first = fitting[0];
  if (!first || first.access === 'deny') return { kind: 'denied', by: first };
  const denial = fitting.find((rule) => rule.access === 'deny' && rule.priority < defaultPriority);
  return severalGroups(rules) && denial ? { kind: 'unclear', by: denial } : { kind: 'allowed' };
};

/** The first that a rule can have. */
const lowestPriority = 100;

/** The rules that every security group has by itself begin here. */
const defaultPriority = 65_000;

const severalGroups = (rules: readonly NetworkRule[]): boolean =>
  rules.filter((rule) => rule.direction === 'outbound' && rule.priority === defaultPriority + 1).length > 1;

const coversProtocol = ({ protocol }: NetworkRule): boolean => ['tcp', '*', 'all', ''].includes(protocol.toLowerCase());

const coversPort = ({ destinationPorts }: NetworkRule, port: number): boolean =>
  destinationPorts.some((range) => {
    if (range === '*') return true;
    const [low = 0, high = low] = range.split('-').map(Number);
    return low <= port && port <= high;
  });

const everywhere = ['*', '0.0.0.0/0'];

/** By the tag itself, by its tag without a region, by all of Azure, or by everything. Addresses are not compared. */
const coversTag = ({ destinations }: NetworkRule, tag: string): boolean => {
  const wanted = tag.toLowerCase();
  const [service = '', region] = wanted.split('.');
  const azure =
    wanted === 'virtualnetwork' ? [] : ['internet', 'azurecloud', ...(region ? [`azurecloud.${region}`] : [])];
  const covering = [...everywhere, wanted, service, ...azure];
  return destinations.some((destination) => covering.includes(destination.toLowerCase()));
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
  const subject = `outbound to ${tag}`;
  const first =
    verdict.by?.priority === lowestPriority ? `Nothing can come before ${verdict.by.name}: change that. ` : '';
  const rule = `${first}Allow TCP ${replicationPort} outbound to the service tag ${tag}${verdict.by ? ` before priority ${verdict.by.priority}` : ''}.`;
  const by = verdict.by
    ? `rule ${verdict.by.name} (priority ${verdict.by.priority})`
    : 'no rule, and what no rule allows';
  if (verdict.kind === 'unclear') {
    return [warning(subject, `Two security groups apply, and ${by} may deny what ${what}.`, rule)];
  }
  const why = verdict.by
    ? `Denied by ${by}: it is how the machine ${what}.`
    : `Not allowed by any rule: it is how the machine ${what}.`;
  return [optional ? warning(subject, why, rule) : blocked(subject, why, rule)];
};

/** The tags that do not get through. */
export const missingTags = (needed: readonly NeededTag[], rules: readonly NetworkRule[]): readonly NeededTag[] =>
  needed.filter(({ tag }) => outboundTo(tag, replicationPort, rules).kind !== 'allowed');
