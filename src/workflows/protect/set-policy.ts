import { z } from 'zod';
import type { Step, Workflow } from '../../operations/workflow.ts';
import { policyFields } from '../../plans/protect/order.ts';
import type { PolicyOrder } from '../../ports/azure/recovery-setup.ts';
import { nameIn, sameId, vaultIn } from '../../protection/resource-id.ts';
import type { Tools } from '../tools.ts';

const order = z.object(policyFields);

/** Gives a replication policy other numbers. */
export const setPolicy: Workflow<PolicyOrder, Tools> = {
  name: 'set-policy',
  version: 1,
  readOrder: (stored) => order.parse(stored),
  steps: (wanted) => [change(wanted)],
};

const change = (wanted: PolicyOrder): Step<Tools> => ({
  name: 'set-policy',
  title: `change replication policy ${nameIn(wanted.id)}`,
  dangerous: false,
  look: async (tools) =>
    (await isSet(wanted, tools)) ? { kind: 'done', evidence: 'it is like that' } : { kind: 'to-do' },
  act: ({ writers }, sending) => writers.recovery.updatePolicy(wanted, sending),
  standing: ({ writers }, token) => writers.recovery.standing(token),
  reconcile: async (tools, sent) => {
    if (await isSet(wanted, tools)) return { seen: 'done', evidence: 'it is like that' };
    return tools.writers.recovery.reconcile({ itemId: wanted.id, scenario: 'updatePolicy', ...sent });
  },
});

const isSet = async (wanted: PolicyOrder, { readers }: Tools): Promise<boolean> => {
  const { value } = await readers.recovery.policies(vaultIn(wanted.id));
  const found = value.find(({ id }) => sameId(id, wanted.id));
  return (
    found?.retentionMinutes === wanted.retentionMinutes &&
    found.appConsistentEveryMinutes === wanted.appConsistentEveryMinutes
  );
};
