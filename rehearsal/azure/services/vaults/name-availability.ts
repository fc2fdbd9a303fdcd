import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { findVault, vaultIdOf } from './vault.ts';

const nameBody = z.looseObject({ name: z.string().min(1), type: z.string().min(1) });

export const nameAvailabilityRoutes: readonly Route[] = [
  {
    operation: 'RecoveryServices_CheckNameAvailability',
    method: 'POST',
    path: '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.RecoveryServices/locations/{location}/checkNameAvailability',
    action: 'Microsoft.RecoveryServices/locations/checkNameAvailability/action',
    coverage: 'supported',
    handle: checkName,
  },
];

function checkName(request: ArmRequest): ArmResponse {
  const { name } = parseBody(request, nameBody);
  const { subscriptionId, resourceGroupName } = request.params;
  if (findVault(request.world, vaultIdOf(`${subscriptionId}`, `${resourceGroupName}`, name)) === undefined) {
    return { status: 200, body: { nameAvailable: true } };
  }
  const message = 'Resource already exists with the same name.';
  return { status: 200, body: { nameAvailable: false, reason: 'AlreadyExists', message } };
}
