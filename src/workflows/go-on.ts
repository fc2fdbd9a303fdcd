import { z } from 'zod';
import { AzureRefused } from '../errors/azure.ts';
import type { Entry } from '../operations/entry.ts';
import { fold, type OperationState } from '../operations/state.ts';
import type { Running, Step, Workflow } from '../operations/workflow.ts';
import type { Tools } from './tools.ts';

const goOnOrder = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('resume'), operation: z.string() }),
  z.object({ kind: z.literal('send-again'), operation: z.string(), step: z.string() }),
]);

type GoOnOrder = z.infer<typeof goOnOrder>;

/** Consent covers calls for so long from when it was given. */
const consentMs = 10 * 60_000;

/** Writes into another operation's journal what two people agreed to; that operation then goes on by itself. */
export const goOn: Workflow<GoOnOrder, Tools> = {
  name: 'go-on',
  version: 1,
  readOrder: (order) => goOnOrder.parse(order),
  steps: (order, running) => [tell(order, running)],
};

const tell = (order: GoOnOrder, running: Running): Step<Tools> => ({
  name: 'tell',
  title: order.kind === 'resume' ? `let ${order.operation} go on` : `let ${order.operation} send again: ${order.step}`,
  dangerous: false,
  look: async ({ journal }) => {
    const state = await read(journal, order.operation);
    return isNeeded(order, state) ? { kind: 'to-do' } : { kind: 'done', evidence: 'it goes on already' };
  },
  act: async ({ journal }) => {
    await write(journal, order, running);
    const acceptedAt = running.startedAt.toISOString();
    return { kind: 'done', at: order.operation, resource: order.operation, acceptedAt };
  },
  standing: async () => ({ state: 'succeeded', result: `${order.operation} goes on` }),
  reconcile: async ({ journal }) => {
    const state = await read(journal, order.operation);
    return isNeeded(order, state) ? { seen: 'nothing' } : { seen: 'done', evidence: 'it goes on already' };
  },
});

/** Whoever wrote in between is no reason to give up, only to look again. */
const write = async (journal: Tools['journal'], order: GoOnOrder, running: Running): Promise<void> => {
  const state = await read(journal, order.operation);
  if (state.ended) throw refused(order, `it has ended: ${state.ended.summary}`);
  if (!isNeeded(order, state)) return;
  const written = await journal.append(
    order.operation,
    state.version,
    [entryOf(order, running)],
    running.startedAt.getTime(),
  );
  if (written.kind === 'held') throw refused(order, 'the store was replaced, and everything is held');
  if (written.kind === 'stale') await write(journal, order, running);
};

const entryOf = (order: GoOnOrder, { startedAt, asker, approvers }: Running): Entry => {
  const by = [asker, ...approvers].map(({ person, name, account }) => ({ person, name, account }));
  const startBy = startedAt.getTime() + consentMs;
  return order.kind === 'resume'
    ? { kind: 'consent-given', by, startBy }
    : { kind: 'send-again', step: order.step, by, startBy };
};

const isNeeded = (order: GoOnOrder, state: OperationState): boolean => {
  if (state.ended) return true;
  if (order.kind === 'resume') return state.consentAsked !== undefined;
  return state.steps?.find(({ name }) => name === order.step)?.standing.kind === 'unknown';
};

const read = async (journal: Tools['journal'], id: string): Promise<OperationState> => {
  const recorded = await journal.read(id);
  if (!recorded) throw new Error(`There is no journal of ${id}.`);
  return fold(id, recorded);
};

const refused = ({ operation }: GoOnOrder, message: string): AzureRefused =>
  new AzureRefused({ what: `go on with ${operation}`, code: 'NotNeeded', message });
