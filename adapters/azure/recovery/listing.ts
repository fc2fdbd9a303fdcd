import type { SiteRecoveryManagementClient } from '@azure/arm-recoveryservices-siterecovery';
import type { OperationOptions } from '@azure/core-client';
import { z } from 'zod';
import type { Freshness, Reading } from '../../../src/ports/azure/reading.ts';
import type { Core } from '../core/core.ts';
import { idKey, nameOf, parseId } from '../core/ids.ts';
import { understood } from '../core/shapes.ts';
import { sentItems } from './sent.ts';

export interface Listing<Value> {
  /** In the plural: `protected items`. */
  readonly what: string;
  /** In the singular, for those that are not understood: `The protected item`. */
  readonly each: string;
  readonly shape: z.ZodType<Value>;
  readonly pages: (client: SiteRecoveryManagementClient, options: OperationOptions) => AsyncIterable<unknown>;
  /** Leaves out what is none of ours. */
  readonly keeps?: (sent: unknown) => boolean;
  /** What the answer depends on beside the place. */
  readonly filter?: string;
}

/** A list of what lies in a vault, or in something inside a vault. */
export const readListing = <Value>(
  { read }: Core,
  placeId: string,
  how: Freshness,
  { what, each, shape, pages, keeps = () => true, filter = '' }: Listing<Value>,
): Promise<Reading<readonly Value[]>> =>
  read.list({
    what: `list the ${what} of ${nameOf(placeId)}`,
    key: `${what} ${idKey(placeId)} ${filter}`,
    how,
    ask: async (clients) => {
      const client = await clients.siteRecovery(parseId(placeId).subscription);
      const items = await sentItems((options) => pages(client, options));
      return understood(each, shape, items.filter(keeps));
    },
  });

const provided = z.object({
  properties: z.object({
    providerSpecificDetails: z.object({ instanceType: z.string() }).nullish(),
    customDetails: z.object({ instanceType: z.string() }).nullish(),
  }),
});

/** A vault may also hold machines of VMware or Hyper-V, their policies and fabrics: nothing here is for them. */
export const isOfAzure = (sent: unknown): boolean => {
  const read = provided.safeParse(sent);
  if (!read.success) return true;
  const { providerSpecificDetails, customDetails } = read.data.properties;
  const type = providerSpecificDetails?.instanceType ?? customDetails?.instanceType;
  return type === undefined || type === 'A2A' || type === 'Azure';
};

/** Both lists that have one take their beginning so. Azure documents no form of it: what is older is dropped again. */
export const startingAt = (since: Date): string => `startTime eq '${since.toISOString()}'`;
