import type { Check } from '../plans/plan.ts';
import type { NetworkRule } from '../ports/azure/estate.ts';
import { blocked, passed } from './checks.ts';
import { inboundFrom, outboundTo } from './outbound.ts';

const groupPort = 20_004;

/** Machines that are replicated as one group talk to each other over one port, both ways. */
export const checkGroupPort = (group: string, rules: readonly NetworkRule[]): Check => {
  const subject = `port ${groupPort}`;
  const closed = [
    outboundTo('VirtualNetwork', groupPort, rules).kind === 'allowed' ? undefined : 'outbound',
    inboundFrom('VirtualNetwork', groupPort, rules).kind === 'allowed' ? undefined : 'inbound',
  ].filter((each) => each !== undefined);
  if (closed.length === 0) return passed(subject, `Open to the other members of ${group}.`);
  return blocked(
    subject,
    `The members of ${group} cannot reach each other over TCP ${groupPort} (${closed.join(' and ')}), so they would get no common recovery points.`,
    `Allow TCP ${groupPort} ${closed.join(' and ')} within the virtual network.`,
  );
};
