import { z } from 'zod';
import type { FieldsOf } from '../plans/fields-of.ts';
import { diskOrder } from '../plans/protect/order.ts';
import type { ReprotectOrder } from '../ports/azure/recovery.ts';

const ofMachine = {
  itemId: z.string(),
  /** Survives the move of the item to the other fabric. */
  lifecycleId: z.string().optional(),
  vaultId: z.string(),
  /** As the plan calls it: no two in one order are called the same. */
  machine: z.string(),
};

const reprotection = {
  containerId: z.string(),
  itemName: z.string(),
  policyId: z.string(),
  recoveryResourceGroupId: z.string(),
  recoveryAvailabilitySetId: z.string().optional(),
  recoveryZone: z.string().optional(),
  disks: z.array(diskOrder).readonly(),
} satisfies FieldsOf<ReprotectOrder>;

/** One call of Site Recovery for one machine, by the name of the writer's method. */
export const move = z.discriminatedUnion('call', [
  z.object({
    call: z.literal('failover'),
    ...ofMachine,
    targetRegion: z.string(),
    /** Home again: a failover for Azure, and not for people. */
    back: z.literal(true).optional(),
    /** Absent: the latest there is. */
    pointId: z.string().optional(),
    shutdownSource: z.boolean(),
  }),
  z.object({ call: z.literal('drill'), ...ofMachine, networkId: z.string(), pointId: z.string().optional() }),
  z.object({ call: z.literal('cleanUpDrill'), ...ofMachine, notes: z.string() }),
  z.object({ call: z.literal('changePoint'), ...ofMachine, pointId: z.string() }),
  z.object({ call: z.literal('commit'), ...ofMachine }),
  z.object({ call: z.literal('cancelFailover'), ...ofMachine }),
  z.object({ call: z.literal('reprotect'), ...ofMachine, ...reprotection }),
]);

export type Move = z.infer<typeof move>;
export type MoveCall = Move['call'];
export type MoveOf<Call extends MoveCall> = Extract<Move, { call: Call }>;
