import type { MoveCall, MoveOf } from '../../workflows/moves.ts';
import type { Machine } from './machines.ts';

type Common = 'itemId' | 'lifecycleId' | 'vaultId' | 'machine' | 'call';

/** What the workflow is told of one machine. */
export const moveOf = <Call extends MoveCall>(
  call: Call,
  { name, item }: Machine,
  more: Omit<MoveOf<Call>, Common>,
) => ({
  call,
  itemId: item.id,
  ...(item.lifecycleId && { lifecycleId: item.lifecycleId }),
  vaultId: item.vaultId,
  machine: name,
  ...more,
});
