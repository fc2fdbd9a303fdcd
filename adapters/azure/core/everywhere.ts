import type { z } from 'zod';
import type { Freshness, Reading } from '../../../src/ports/azure/reading.ts';
import type { Clients } from './clients.ts';
import type { Core } from './core.ts';
import { type Understood, understood } from './shapes.ts';

interface Everywhere<Value> {
  /** As in `list the virtual machines`. */
  readonly plural: string;
  /** As in `virtual machine x was not understood`. */
  readonly singular: string;
  readonly how: Freshness;
  readonly shape: z.ZodType<Value>;
  readonly pages: (clients: Clients, subscription: string) => Promise<AsyncIterable<unknown>>;
}

/** One list a subscription, side by side; a subscription that does not answer is missing. */
export const everywhere = async <Value>(core: Core, list: Everywhere<Value>): Promise<Reading<readonly Value[]>> => {
  const subscriptions = await core.subscriptions();
  return core.read.across(
    subscriptions.map((subscription) => ({
      name: `The ${list.plural} of subscription ${subscription}`,
      read: () => inSubscription(core, { ...list, subscription }),
    })),
  );
};

export const inSubscription = <Value>(
  core: Core,
  { plural, singular, how, shape, pages, subscription }: Everywhere<Value> & { readonly subscription: string },
): Promise<Reading<readonly Value[]>> =>
  core.read.list({
    what: `list the ${plural}`,
    key: `${plural} ${subscription}`.toLowerCase(),
    how,
    ask: async (clients): Promise<Understood<Value>> =>
      understood(singular, shape, await collected(await pages(clients, subscription))),
  });

export const collected = async <Item>(pages: AsyncIterable<Item>): Promise<readonly Item[]> => {
  const items: Item[] = [];
  for await (const item of pages) items.push(item);
  return items;
};
