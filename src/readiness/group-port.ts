import type { Check } from '../plans/plan.ts';
import type { NetworkRule } from '../ports/azure/estate.ts';
import { passed, warning } from './checks.ts';
import { outboundTo } from './outbound.ts';

const groupPort = 20_004;

/** Machines that are replicated as one group talk to each other over one port. */
export const checkGroupPort = (group: string, rules: readonly NetworkRule[]): Check => {
  const subject = `port ${groupPort}`;
  if (outboundTo('VirtualNetwork', groupPort, rules).kind === 'allowed') {
    return passed(subject, `Open towards the other members of ${group}.`);
  }
  return warning(
    subject,
    `The members of ${group} cannot reach each other over TCP ${groupPort}, so they get no common recovery points.`,
    `Allow TCP ${groupPort} outbound and inbound within the virtual network.`,
  );
};
