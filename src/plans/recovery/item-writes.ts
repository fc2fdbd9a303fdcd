import { azRest } from '../az-rest.ts';
import type { Write } from '../plan.ts';
import type { Machine, Moving } from './machines.ts';

const vault = 'Microsoft.RecoveryServices/vaults';
const item = `${vault}/replicationFabrics/replicationProtectionContainers/replicationProtectedItems`;

/** One call about one replicated machine; whoever may act on the machine may act on what Azure keeps for it. */
export const itemWrite = ({ item: { id, vmId } }: Machine, action: string, body?: unknown): Write => ({
  action: `${item}/${action}/action`,
  resource: id,
  of: vmId,
  call: { method: 'POST', ...(body !== undefined && { body }) },
  az: azRest('post', `${id}/${action}`, body),
});

/** One call about a whole recovery plan: it has to be allowed for every machine that it moves. */
export const planWrites = ({ plan, machines }: Moving, action: string, body?: unknown): readonly Write[] =>
  machines.map(({ item: { vmId } }) => ({
    action: `${vault}/replicationRecoveryPlans/${action}/action`,
    resource: plan?.id ?? '',
    of: vmId,
    call: { method: 'POST', ...(body !== undefined && { body }) },
    az: azRest('post', `${plan?.id}/${action}`, body),
  }));
