import type { Gaps } from '../ports/azure/reading.ts';
import type { ReplicationPolicy } from '../ports/azure/recovery.ts';
import type { Target } from '../ports/names.ts';
import { attempt, gapsIn, listIn, oldestOf } from './attempt.ts';
import { nameIn, sameId } from './resource-id.ts';
import type { Sight } from './sight.ts';

export interface PolicyReport {
  readonly policies: readonly { readonly policy: ReplicationPolicy; readonly vault: string; readonly vms: number }[];
  readonly missing: Gaps;
  readonly readAt: Date | undefined;
  readonly now: Date;
}

/** The replication policies of every vault that the asker may read. */
export const readPolicies = async (vault: Target | undefined, sight: Sight): Promise<PolicyReport> => {
  const { readers, mayRead, now } = sight;
  const [vaults, items] = await Promise.all([
    attempt('the vaults', readers.places.vaults('shared')),
    attempt('Site Recovery', readers.recovery.items('shared')),
  ]);
  const wanted = listIn(vaults).filter(
    ({ id }) => mayRead('recovery', id) && (!vault || vault.resources.some((each) => sameId(each, id))),
  );
  const read = await Promise.all(
    wanted.map(({ id, name }) => attempt(`the policies of ${name}`, readers.recovery.policies(id))),
  );
  return {
    policies: read.flatMap((each) =>
      listIn(each).map((policy) => ({
        policy,
        vault: nameIn(policy.vaultId),
        vms: listIn(items).filter(({ policyId }) => sameId(policyId, policy.id)).length,
      })),
    ),
    missing: gapsIn([vaults, items, ...read]),
    readAt: oldestOf([vaults, items, ...read]),
    now: now(),
  };
};
