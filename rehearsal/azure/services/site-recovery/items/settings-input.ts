import { z } from 'zod';
import type { ItemSettings } from './item.ts';

const text = z.string().nullish();

/** What the machine to come shall have beside its place. */
export const settingsInput = z.object({
  recoveryBootDiagStorageAccountId: text,
  recoveryProximityPlacementGroupId: text,
  recoveryVirtualMachineScaleSetId: text,
  recoveryCapacityReservationGroupId: text,
});

/** What is not named stays as it is. */
export function settingsIn(wanted: z.output<typeof settingsInput>): Partial<Omit<ItemSettings, 'nics'>> {
  return {
    ...(wanted.recoveryBootDiagStorageAccountId && {
      bootDiagnosticsAccountId: wanted.recoveryBootDiagStorageAccountId,
    }),
    ...(wanted.recoveryProximityPlacementGroupId && { proximityGroupId: wanted.recoveryProximityPlacementGroupId }),
    ...(wanted.recoveryVirtualMachineScaleSetId && { scaleSetId: wanted.recoveryVirtualMachineScaleSetId }),
    ...(wanted.recoveryCapacityReservationGroupId && {
      capacityReservationId: wanted.recoveryCapacityReservationGroupId,
    }),
  };
}
