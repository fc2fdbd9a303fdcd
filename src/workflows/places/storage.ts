import { z } from 'zod';
import type { Step, Workflow } from '../../operations/workflow.ts';
import type { StorageAccount } from '../../ports/azure/estate.ts';
import { regionKey } from '../../protection/resource-id.ts';
import type { Tools } from '../tools.ts';

const accountOrder = z.object({ accountId: z.string(), name: z.string() });
const failoverOrder = accountOrder.extend({ to: z.string(), planned: z.boolean() });
const redundancyOrder = accountOrder.extend({ sku: z.string() });

interface AccountStep extends Pick<Step<Tools>, 'name' | 'title' | 'dangerous' | 'act'> {
  readonly accountId: string;
  readonly isSo: (account: StorageAccount) => boolean;
}

/** One change of an account: the account itself tells whether it has been made. */
const accountStep = ({ accountId, isSo, ...step }: AccountStep): Step<Tools> => {
  const isDone = async ({ readers }: Tools) => isSo((await readers.estate.storageAccount(accountId)).value);
  const evidence = 'the account says so';
  return {
    ...step,
    look: async (tools) => ((await isDone(tools)) ? { kind: 'done', evidence } : { kind: 'to-do' }),
    standing: ({ writers }, token) => writers.places.standing(token),
    reconcile: async (tools) => ((await isDone(tools)) ? { seen: 'done', evidence } : { seen: 'nothing' }),
  };
};

/** Makes the copy in the other region the account. Sent twice, the second one could come when it has moved already. */
export const failOverStorage: Workflow<z.infer<typeof failoverOrder>, Tools> = {
  name: 'fail-over-storage',
  version: 1,
  readOrder: (order) => failoverOrder.parse(order),
  steps: ({ accountId, name, to, planned }) => [
    accountStep({
      accountId,
      name: 'fail-over',
      title: `fail storage account ${name} over to ${to}`,
      dangerous: true,
      isSo: ({ region }) => regionKey(region) === regionKey(to),
      act: ({ writers }, sending) => writers.places.failOverAccount({ accountId, planned }, sending),
    }),
  ],
};

/** Keeps a copy of an account in the paired region. */
export const setStorageRedundancy: Workflow<z.infer<typeof redundancyOrder>, Tools> = {
  name: 'set-storage-redundancy',
  version: 1,
  readOrder: (order) => redundancyOrder.parse(order),
  steps: ({ accountId, name, sku }) => [
    accountStep({
      accountId,
      name: 'set',
      title: `make storage account ${name} ${sku}`,
      dangerous: false,
      isSo: (account) => account.sku === sku,
      act: ({ writers }, sending) => writers.places.setAccountRedundancy({ accountId, sku }, sending),
    }),
  ],
};
