import { z } from 'zod';
import { AzureRefused } from '../errors/azure.ts';
import type { Closing, Look, Running, Step, Workflow } from '../operations/workflow.ts';
import type { ProtectedItem } from '../ports/azure/recovery.ts';
import type { OperationStanding, OperationToken, Reconciled } from '../ports/azure/write.ts';
import { sameId } from '../protection/resource-id.ts';
import { jobWords } from '../views/job-words.ts';
import { lossesInWords, readLosses, runsIn } from './losses.ts';
import { mannerOf } from './manners.ts';
import { type Move, type MoveOf, move } from './moves.ts';
import { outcomeWords } from './outcome.ts';
import type { Tools } from './tools.ts';

const moveOrder = z.object({ moves: z.array(move).min(1) });

type MoveOrder = z.infer<typeof moveOrder>;

/** The same for every machine of an order, side by side: each has its lane, and one that fails holds only its own. */
export const moveMachines: Workflow<MoveOrder, Tools> = {
  name: 'move-machines',
  version: 1,
  readOrder: (order) => moveOrder.parse(order),
  steps: ({ moves }) =>
    moves.flatMap((each) => (each.call === 'reprotect' ? [moveStep(each), catchUp(each)] : [moveStep(each)])),
  closing: ({ moves }, running) => closingOf(moves.filter(isFailover), running),
};

const isFailover = (each: Move): each is MoveOf<'failover'> => each.call === 'failover';

const closingOf = (failovers: readonly MoveOf<'failover'>[], running: Running): Closing => ({
  ...(failovers[0] && {
    done: runsIn(
      failovers.map(({ machine }) => machine),
      failovers[0].targetRegion,
    ),
  }),
  sentences: lossesInWords(running, failovers.map(nameOf)),
  next: [],
});

const nameOf = ({ call, machine }: Move): string => `${call} ${machine}`;

const moveStep = (move: Move): Step<Tools> => {
  const manner = mannerOf(move);
  const { itemId, call: scenario } = move;
  return {
    name: nameOf(move),
    title: manner.title(move),
    dangerous: manner.dangerous,
    lane: move.machine,
    look: (tools) => look(tools, move),
    act: ({ writers }, sending) => manner.act(writers.recovery, move, sending),
    standing: async (tools, token) => withOutcome(tools, move, await tools.writers.recovery.standing(token)),
    reconcile: async (tools, { requestId, sentAt }) => {
      const seen = await tools.writers.recovery.reconcile({ itemId, scenario, requestId, sentAt });
      return seen.seen === 'done' ? doneBy(await itemOf(tools, move)) : seen;
    },
  };
};

const look = async (tools: Tools, move: Move): Promise<Look> => {
  const item = await itemOf(tools, move);
  if (mannerOf(move).isDone(item, move)) return { kind: 'done', evidence: outcomeWords(item) };
  if (!item.runningJob) return { kind: 'to-do' };
  // Somebody's job on it, in the portal perhaps: Azure would refuse a second one, and its end may be what is wanted.
  const why = `Azure still works on ${move.machine} (${jobWords(item.runningJob.scenario)})`;
  return { kind: 'not-yet', why, askAgainInSeconds: 30 };
};

/** With what Azure allows afterwards. A drill whose job waits for the cleanup has succeeded. */
const withOutcome = async (tools: Tools, move: Move, standing: OperationStanding): Promise<OperationStanding> => {
  if (standing.state !== 'succeeded' && standing.state !== 'waiting') return standing;
  const { job } = standing;
  const item = await findItem(tools, move);
  if (!item)
    return { state: 'running', ...(job && { job }), detail: 'changing sides in the vault', askAgainInSeconds: 15 };
  if (standing.state === 'waiting' && !(move.call === 'drill' && item.drillWaitsForCleanup)) return standing;
  if (item.runningJob) return { state: 'running', ...(job && { job }), askAgainInSeconds: 5 };
  const lost = isFailover(move) ? await readLosses(tools, job) : [];
  return { state: 'succeeded', result: outcomeWords({ ...(job && { job }), allowed: item.allowed, lost }) };
};

const doneBy = (item: ProtectedItem): Reconciled => ({ seen: 'done', evidence: outcomeWords(item) });

/**
 * Reprotection takes the item to the other fabric, where it bears the same lifecycle and another id. On its way there
 * it is listed nowhere.
 */
const findItem = async (
  { readers }: Tools,
  { call, itemId, lifecycleId, vaultId }: Move,
): Promise<ProtectedItem | undefined> => {
  if (call !== 'reprotect') return (await readers.recovery.item(itemId, 'fresh')).value;
  const { value: items } = await readers.recovery.items('fresh', [vaultId]);
  return items.find((item) =>
    lifecycleId === undefined ? sameId(item.id, itemId) : sameId(item.lifecycleId, lifecycleId),
  );
};

const itemOf = async (tools: Tools, move: Move): Promise<ProtectedItem> => {
  const found = await findItem(tools, move);
  if (found) return found;
  throw new AzureRefused({
    what: `look at ${move.itemId}`,
    code: 'ItemNotFound',
    message: 'Site Recovery does not list it.',
  });
};

/** The call only turns the direction. Protected it is when Azure would fail it over again. */
const catchUp = (move: Move): Step<Tools> => ({
  name: `catch up ${move.machine}`,
  title: `${move.machine} is protected in the other direction`,
  dangerous: false,
  lane: move.machine,
  look: async (tools) => {
    const item = await itemOf(tools, move);
    return isProtected(item)
      ? { kind: 'done', evidence: outcomeWords(item) }
      : { kind: 'under-way', token: watchOf(item) };
  },
  act: () => Promise.reject(new Error('Nothing is sent while a machine catches up.')),
  standing: async (tools) => catchingUp(await itemOf(tools, move)),
  reconcile: async () => ({ seen: 'nothing' }),
});

const isProtected = ({ activeLocation, allowed }: ProtectedItem): boolean =>
  activeLocation === 'source' && allowed.includes('UnplannedFailover');

const watchOf = ({ id }: ProtectedItem): OperationToken => ({ kind: 'resource', at: id, resource: id, acceptedAt: '' });

const catchingUp = (item: ProtectedItem): OperationStanding => {
  if (isProtected(item)) return { state: 'succeeded', result: outcomeWords(item) };
  const percent = item.firstCopyPercent;
  const copied = percent === undefined ? '' : `, ${percent} % copied`;
  return {
    state: 'running',
    detail: `${item.stateAsAzureSays.toLowerCase()}${copied}`,
    askAgainInSeconds: 60,
    ...(percent !== undefined && { percent }),
  };
};
