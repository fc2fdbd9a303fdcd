import { changedPolicyBody } from '../../azure-bodies/vault-setup.ts';
import type { PlanContext } from '../../definitions/command.ts';
import type { ReplicationPolicy } from '../../ports/azure/recovery.ts';
import type { Target } from '../../ports/names.ts';
import { sameId } from '../../protection/resource-id.ts';
import { blocked, passed } from '../../readiness/checks.ts';
import { counted, inWords } from '../../views/words.ts';
import { azRest } from '../az-rest.ts';
import type { Plan } from '../plan.ts';
import { refusedPlan } from '../refused-plan.ts';
import { everyInWords } from './choose-policy.ts';
import { planFoundations } from './plan-foundations.ts';

interface NewPolicy {
  readonly name: string;
  readonly vault: Target;
  readonly retentionMinutes: number;
  readonly appConsistentEveryMinutes: number;
  readonly multiVmConsistency: boolean;
}

const inVault = (vaultId: string, name: string): string => `${vaultId}/replicationPolicies/${name}`;

export const planPolicyCreate = async (wanted: NewPolicy, { readers }: PlanContext): Promise<Plan> => {
  const { name, vault, ...settings } = wanted;
  const vaultId = vault.resources[0] ?? '';
  const { value: policies } = await readers.recovery.policies(vaultId);
  const there = policies.find((each) => each.name.toLowerCase() === name.toLowerCase());
  return planFoundations({
    title: `create replication policy ${name} in ${vault.name}`,
    foundations: [{ kind: 'policy', id: inVault(vaultId, name), ...settings }],
    checks: [
      there
        ? blocked(
            'name',
            `${vault.name} has a policy ${there.name} already.`,
            `Change it: replication-policy set ${there.name} --vault ${vault.name}`,
          )
        : passed('name', `${name} is free.`),
    ],
    consequences: ['It changes nothing until a machine is protected with it.'],
    next: [{ label: 'Show the policies', line: 'replication-policy list' }],
  });
};

interface PolicyChange {
  readonly name: string;
  readonly vault: Target;
  readonly retentionMinutes?: number | undefined;
  readonly appConsistentEveryMinutes?: number | undefined;
}

/** Counts for every machine that uses it, at once. */
export const planPolicySet = async (wanted: PolicyChange, { readers }: PlanContext): Promise<Plan> => {
  const vaultId = wanted.vault.resources[0] ?? '';
  const [{ value: policies }, { value: items }] = await Promise.all([
    readers.recovery.policies(vaultId),
    readers.recovery.items('fresh', [vaultId]),
  ]);
  const before = policies.find((each) => each.name.toLowerCase() === wanted.name.toLowerCase());
  const title = `change replication policy ${wanted.name} in ${wanted.vault.name}`;
  if (!before)
    return refusedPlan({
      title,
      subject: 'policy',
      why: `${wanted.vault.name} has no policy ${wanted.name}.`,
      fix: 'See: replication-policy list',
    });
  const after = {
    ...before,
    retentionMinutes: wanted.retentionMinutes ?? before.retentionMinutes,
    appConsistentEveryMinutes: wanted.appConsistentEveryMinutes ?? before.appConsistentEveryMinutes,
  };
  const used = items.filter(({ policyId }) => sameId(policyId, before.id));
  return policyPlan(
    title,
    before,
    after,
    used.map(({ vmName }) => vmName),
  );
};

type Settings = Omit<ReplicationPolicy, 'vaultId'>;

const policyPlan = (title: string, before: Settings, after: Settings, used: readonly string[]): Plan => {
  const isShorter = after.retentionMinutes < before.retentionMinutes;
  const isSame =
    after.retentionMinutes === before.retentionMinutes &&
    after.appConsistentEveryMinutes === before.appConsistentEveryMinutes;
  const { id, retentionMinutes, appConsistentEveryMinutes, multiVmConsistency } = after;
  const order = { id, retentionMinutes, appConsistentEveryMinutes, multiVmConsistency };
  const body = changedPolicyBody(order);
  const change = (from: string, to: string) => (from === to ? `${to}, as before` : `${to}, before: ${from}`);
  return {
    title,
    lines: [
      {
        title: 'recovery points are kept',
        detail: change(inWords(before.retentionMinutes * 60), inWords(retentionMinutes * 60)),
      },
      {
        title: 'app-consistent snapshots',
        detail: change(everyInWords(before.appConsistentEveryMinutes), everyInWords(appConsistentEveryMinutes)),
      },
    ],
    consequences: [
      used.length > 0
        ? `It counts at once for ${counted(used.length, 'VM')}: ${used.slice(0, 5).join(', ')}.`
        : 'No VM uses it yet.',
      isShorter
        ? `What you lose: every recovery point older than ${inWords(retentionMinutes * 60)}.`
        : 'Nothing is lost or stopped.',
    ],
    checks: isSame
      ? [blocked('policy', 'It is like that already.', 'Say what to change: --retention, --app-consistent')]
      : [passed('policy', 'Azure changes it in place.')],
    facts: { decisive: { policy: JSON.stringify(order), machines: used }, bounded: {}, shown: {} },
    writes: [
      {
        action: 'Microsoft.RecoveryServices/vaults/replicationPolicies/write',
        resource: id,
        call: { method: 'PATCH', body },
        az: azRest('patch', id, body),
      },
    ],
    vms: used.length,
    ...(isShorter && { danger: 'data-loss' as const }),
    work: { workflow: 'set-policy', order, locks: [] },
  };
};
