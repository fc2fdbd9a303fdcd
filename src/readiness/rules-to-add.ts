import type { NetworkRule } from '../ports/azure/estate.ts';
import type { NeededTag } from './outbound.ts';

/** A rule of a security group as Azure takes it. */
export interface SecurityRule {
  readonly name: string;
  readonly properties: {
    readonly description: string;
    readonly protocol: 'Tcp';
    readonly sourcePortRange: '*';
    readonly sourceAddressPrefix: 'VirtualNetwork';
    readonly destinationPortRange: '443';
    readonly destinationAddressPrefix: string;
    readonly access: 'Allow';
    readonly priority: number;
    readonly direction: 'Outbound';
  };
}

const lowestPriority = 100;
const highestPriority = 4096;

/** A rule for each tag, at priorities that are free and, as long as there are such, before every rule that denies. */
export const rulesToAdd = (tags: readonly NeededTag[], rules: readonly NetworkRule[]): readonly SecurityRule[] => {
  const free = freePriorities(rules);
  return tags.map(({ tag, what }, at) => ({
    name: `AllowSiteRecovery-${tag.replace('.', '-')}`,
    properties: {
      description: `A replicated machine ${what}.`,
      protocol: 'Tcp',
      sourcePortRange: '*',
      sourceAddressPrefix: 'VirtualNetwork',
      destinationPortRange: '443',
      destinationAddressPrefix: tag,
      access: 'Allow',
      priority: free[at] ?? highestPriority - at,
      direction: 'Outbound',
    },
  }));
};

const freePriorities = (rules: readonly NetworkRule[]): readonly number[] => {
  const outbound = rules.filter((rule) => rule.direction === 'outbound');
  const taken = new Set(outbound.map((rule) => rule.priority));
  const denials = outbound.filter((rule) => rule.access === 'deny').map((rule) => rule.priority);
  const denied = Math.min(highestPriority + 1, ...denials);
  const all = Array.from({ length: highestPriority - lowestPriority + 1 }, (_, at) => lowestPriority + at);
  const free = all.filter((priority) => !taken.has(priority));
  const before = free.filter((priority) => priority < denied);
  return [...before, ...free.filter((priority) => priority > denied)];
};
