import type { Write } from '../plan.ts';
import type { Machine, Moving } from './machines.ts';

const vault = 'Microsoft.RecoveryServices/vaults';
const item = `${vault}/replicationFabrics/replicationProtectionContainers/replicationProtectedItems`;
const version = 'api-version=2023-06-01';

/** One call about one replicated machine; whoever may act on the machine may act on what Azure keeps for it. */
export const itemWrite = ({ item: { id, vmId } }: Machine, action: string, body?: unknown): Write => ({
  action: `${item}/${action}/action`,
  resource: id,
  of: vmId,
  call: { method: 'POST', ...(body !== undefined && { body }) },
  az: azPost(`${id}/${action}`, body),
});

/** One call about a whole recovery plan: it has to be allowed for every machine that it moves. */
export const planWrites = ({ plan, machines }: Moving, action: string, body?: unknown): readonly Write[] =>
  machines.map(({ item: { vmId } }) => ({
    action: `${vault}/replicationRecoveryPlans/${action}/action`,
    resource: plan?.id ?? '',
    of: vmId,
    call: { method: 'POST', ...(body !== undefined && { body }) },
    az: azPost(`${plan?.id}/${action}`, body),
  }));

export const azPost = (path: string, body?: unknown): string => {
  const sent = body === undefined ? '' : ` --body '${JSON.stringify(body)}'`;
  return `az rest --method post --url "${path}?${version}"${sent}`;
};
