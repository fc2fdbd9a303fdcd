import type { Reading } from '../../../src/ports/azure/reading.ts';
import { idKey } from './ids.ts';

/** What protects a machine, as far as it says which one and where. */
interface Protection {
  readonly vmId: string;
  /** The machine that it became when it failed over. */
  readonly recoveryVmId?: string;
  readonly vaultId: string;
}

type Items<Item> = Promise<Reading<readonly Item[]>>;

interface Places<Item> {
  readonly everywhere: () => Items<Item>;
  readonly inVaults: (vaultIds: readonly string[]) => Items<Item>;
}

/**
 * Remembers in which vault each machine was seen: one vault alone can replicate it, and one alone back it up. So a
 * question about few machines need not go to every vault there is; where they are no more, it does.
 */
export const createWhereabouts = <Item extends Protection>(isInForce: (item: Item) => boolean) => {
  const vaultOf = new Map<string, string>();

  const known = (vmIds: readonly string[]): readonly string[] | undefined => {
    const vaults = vmIds.map((id) => vaultOf.get(idKey(id)));
    const found = vaults.filter((id) => id !== undefined);
    return found.length === vaults.length ? [...new Set(found)] : undefined;
  };

  const note = (items: readonly Item[]): void => {
    for (const item of items.filter(isInForce)) for (const id of machinesOf(item)) vaultOf.set(id, item.vaultId);
  };

  return async (vmIds: readonly string[] | undefined, { everywhere, inVaults }: Places<Item>): Items<Item> => {
    const vaults = vmIds && known(vmIds);
    // What fails here is asked for once more with all the others, and told there.
    const there = vaults && (await inVaults(vaults).catch(() => undefined));
    if (there && vmIds && isComplete({ ...there, value: there.value.filter(isInForce) }, vmIds)) return there;
    const all = await everywhere();
    note(all.value);
    return all;
  };
};

const machinesOf = ({ vmId, recoveryVmId }: Protection): readonly string[] =>
  [vmId, ...(recoveryVmId ? [recoveryVmId] : [])].map(idKey);

const isComplete = ({ value, missing }: Reading<readonly Protection[]>, vmIds: readonly string[]): boolean => {
  const seen = new Set(value.flatMap(machinesOf));
  return missing.length === 0 && vmIds.every((id) => seen.has(idKey(id)));
};
