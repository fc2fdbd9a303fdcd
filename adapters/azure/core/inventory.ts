import { z } from 'zod';
import { AzureRefused, AzureUnreachable } from '../../../src/errors/azure.ts';
import type { Gap, Reading } from '../../../src/ports/azure/reading.ts';
import type { Core } from './core.ts';
import { idKey } from './ids.ts';
import { parsed } from './problems.ts';
import { askRaw } from './raw.ts';
import { requireSuccess } from './reading.ts';
import { understood } from './shapes.ts';

interface Inventory<Value> {
  /** `microsoft.compute/virtualmachines`, in lower case. */
  readonly type: (typeof kinds)[number];
  readonly singular: string;
  readonly shape: z.ZodType<Value>;
}

type Located = { readonly id: string; readonly name: string; readonly region: string };

const answer = z.looseObject({ data: z.array(z.unknown()), $skipToken: z.string().nullish() });
/** It is some minutes old in any case: asked for a dozen times more seldom than lists are. */
const seldom = 12;
const mostPages = 20;

/**
 * What Azure's own inventory (Resource Graph) has of a kind and its list has not. The list leaves out what lies in a
 * region that does not answer; the inventory is some minutes old, and there in every region's disaster.
 */
export const unlisted = async <Value extends Located>(
  core: Core,
  { type, singular, shape }: Inventory<Value>,
  listed: readonly { readonly id: string }[],
): Promise<readonly Value[]> => {
  const known = new Set(listed.map(({ id }) => idKey(id)));
  const read = await readInventory(core).catch((error: unknown) => orNothing(error));
  const { value } = understood(singular, shape, read.filter(isOf(type)));
  return value.filter(({ id }) => !known.has(idKey(id)));
};

/** It only adds to what was read otherwise. */
const orNothing = (error: unknown): readonly unknown[] => {
  if (error instanceof AzureRefused || error instanceof AzureUnreachable) return [];
  throw error;
};

/** All kinds in one question: whoever asks for one mostly asks for the others too. */
const kinds = [
  'microsoft.recoveryservices/vaults',
  'microsoft.storage/storageaccounts',
  'microsoft.compute/virtualmachines',
] as const;

const isOf = (type: string) => (row: unknown) =>
  typeof row === 'object' && row !== null && 'type' in row && String(row.type).toLowerCase() === type;

const readInventory = async (core: Core): Promise<readonly unknown[]> => {
  const subscriptions = await core.subscriptions();
  const what = 'read the inventory';
  const listed = kinds.map((kind) => `'${kind}'`).join(', ');
  const read: Reading<readonly unknown[]> = await core.read.one({
    what,
    key: 'inventory',
    how: 'shared',
    forMs: core.timing.sharedForMs * seldom,
    readsByPost: true,
    ask: async (clients) => {
      const rows: unknown[] = [];
      let $skipToken: string | undefined;
      for (let page = 0; page < mostPages; page += 1) {
        const body = {
          subscriptions,
          query: `resources | where type in~ (${listed}) | project id, name, type, location, sku, kind, properties`,
          options: { resultFormat: 'objectArray', $top: 1000, ...($skipToken && { $skipToken }) },
        };
        const path = '/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01';
        const said = await askRaw(clients, core.resourceManager, { method: 'POST', path, body });
        const { data, $skipToken: next } = answer.parse(parsed(requireSuccess(what, said).body));
        rows.push(...data);
        $skipToken = next ?? undefined;
        if ($skipToken === undefined) break;
      }
      return rows;
    },
  });
  return read.value;
};

export const unlistedGap = (singular: string, { name, region }: Located): Gap => ({
  kind: 'unlisted',
  what: `${singular} ${name}`,
  region,
});
