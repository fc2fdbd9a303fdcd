import type { ProtectedItem, RecoveryWriter } from '../ports/azure/recovery.ts';
import type { OperationToken, Sending } from '../ports/azure/write.ts';
import { nameIn } from '../protection/resource-id.ts';
import type { Move, MoveCall, MoveOf } from './moves.ts';

/** How one kind of move is carried out, and by what in the item it is known to be done. */
interface Manner<Each extends Move> {
  /** Must not be sent twice. A drill and its cleanup can be: Azure refuses the second, and a look finds the first. */
  readonly dangerous: boolean;
  title(move: Each): string;
  isDone(item: ProtectedItem, move: Each): boolean;
  act(writer: RecoveryWriter, move: Each, sending: Sending): Promise<OperationToken>;
}

const manners: { readonly [Call in MoveCall]: Manner<MoveOf<Call>> } = {
  failover: {
    dangerous: true,
    title: ({ machine, targetRegion, back }) => `fail ${machine} ${back ? 'back' : 'over'} to ${targetRegion}`,
    isDone: (item) => isInTarget(item) && allowsOneOf(item, 'Commit', 'SwitchProtection'),
    act: (writer, { itemId, shutdownSource, pointId }, sending) =>
      writer.failover({ itemId, shutdownSource, ...(pointId && { pointId }) }, sending),
  },
  drill: {
    dangerous: false,
    title: ({ machine }) => `start a test machine of ${machine}`,
    isDone: (item) => item.drillWaitsForCleanup,
    act: (writer, { itemId, networkId, pointId }, sending) =>
      writer.drill({ itemId, networkId, ...(pointId && { pointId }) }, sending),
  },
  cleanUpDrill: {
    dangerous: false,
    title: ({ machine }) => `remove the test machine of ${machine}`,
    isDone: (item) => isAtRest(item) && !item.drillWaitsForCleanup,
    act: (writer, { itemId, notes }, sending) => writer.cleanUpDrill({ itemId, notes }, sending),
  },
  changePoint: {
    dangerous: true,
    title: ({ machine }) => `bring ${machine} to another recovery point`,
    isDone: (item, { pointId }) => isAtRest(item) && nameIn(item.failoverPointId ?? '') === nameIn(pointId),
    act: (writer, { itemId, pointId }, sending) => writer.changePoint({ itemId, pointId }, sending),
  },
  commit: {
    dangerous: true,
    title: ({ machine }) => `commit the failover of ${machine}`,
    isDone: (item) => isAtRest(item) && isInTarget(item) && !allowsOneOf(item, 'Commit'),
    act: (writer, { itemId }, sending) => writer.commit({ itemId }, sending),
  },
  cancelFailover: {
    dangerous: true,
    title: ({ machine }) => `cancel the failover of ${machine}`,
    isDone: (item) => item.activeLocation === 'source' && allowsOneOf(item, 'UnplannedFailover'),
    act: (writer, { itemId }, sending) => writer.cancelFailover({ itemId }, sending),
  },
  reprotect: {
    dangerous: true,
    title: ({ machine }) => `turn the replication of ${machine} around`,
    isDone: (item, { containerId }) => item.containerId.toLowerCase() !== containerId.toLowerCase(),
    act: (
      writer,
      { call: _call, itemId: _item, lifecycleId: _id, vaultId: _vault, machine: _name, ...order },
      sending,
    ) => writer.reprotect(order, sending),
  },
};

/** Safe: what is looked up by a move's own kind takes that move. */
export const mannerOf = (move: Move): Manner<Move> => manners[move.call] as Manner<Move>;

const isInTarget = ({ activeLocation }: ProtectedItem): boolean => activeLocation === 'target';

const isAtRest = ({ runningJob, allowed }: ProtectedItem): boolean => runningJob === undefined && allowed.length > 0;

const allowsOneOf = ({ allowed }: ProtectedItem, ...operations: readonly string[]): boolean =>
  operations.some((operation) => allowed.includes(operation));
