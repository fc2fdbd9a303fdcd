import type { AzureProblem } from '../errors/azure.ts';
import type { Check } from '../plans/plan.ts';
import type { ProtectedItem } from '../ports/azure/recovery.ts';
import type { Attempt } from '../protection/attempt.ts';
import { nameIn } from '../protection/resource-id.ts';
import type { Sight } from '../protection/sight.ts';
import { whyNotBegun } from '../protection/why-not-begun.ts';
import { gapWords } from '../views/gap-words.ts';
import { blocked } from './checks.ts';

/** What a failed try has left in a vault replicates nothing, and is in the way of the next one. */
export const checkLeftBehind = async (
  item: ProtectedItem | undefined,
  eyes: Pick<Sight, 'readers' | 'now'>,
): Promise<readonly Check[]> => {
  if (!item?.failedToBegin) return [];
  const { vmName, vaultId } = item;
  const why = [
    `It is in the vault ${nameIn(vaultId)} already, broken: its replication failed to begin, so that nothing protects it.`,
    ...reasonIn(await whyNotBegun(item, eyes)),
  ];
  return [blocked(vmName, why.join(' '), `Put that right, then: unprotect ${vmName}. Then: protect ${vmName}`)];
};

const reasonIn = (tried: Attempt<AzureProblem | undefined>): readonly string[] => {
  if (!tried.read) return [gapWords(tried.missing)];
  const { message, code, explanation } = tried.value ?? {};
  return message === undefined ? [] : [`Azure said: ${message} (Azure ${code})`, ...(explanation ? [explanation] : [])];
};
