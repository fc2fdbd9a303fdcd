import { z } from 'zod';
import type { Step, Workflow } from '../../operations/workflow.ts';
import type { Tools } from '../tools.ts';

const deletion = z.object({ id: z.string(), name: z.string(), kind: z.enum(['restore-point', 'snapshot']) });

type Deletion = z.infer<typeof deletion>;

/** Deletes a restore point, a snapshot, or a copy of either. */
export const deleteCopy: Workflow<Deletion, Tools> = {
  name: 'delete-copy',
  version: 1,
  readOrder: (order) => deletion.parse(order),
  steps: (order) => [deleteStep(order)],
};

const deleteStep = ({ id, name, kind }: Deletion): Step<Tools> => {
  const isGone = async ({ readers }: Tools) => (await readers.copies.progress(id)).value === undefined;
  return {
    name: 'delete',
    title: `delete ${name}`,
    dangerous: false,
    look: async (tools) => ((await isGone(tools)) ? { kind: 'done', evidence: 'it is gone' } : { kind: 'to-do' }),
    act: ({ writers }, sending) =>
      kind === 'restore-point'
        ? writers.copies.deleteRestorePoint({ id }, sending)
        : writers.copies.deleteSnapshot({ id }, sending),
    standing: ({ writers }, token) => writers.copies.standing(token),
    reconcile: async (tools) =>
      (await isGone(tools)) ? { seen: 'done', evidence: 'it is gone' } : { seen: 'nothing' },
  };
};
