import { randomUUID } from 'node:crypto';
import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { roles } from '../../../../rehearsal/azure/services/authorization/roles.ts';
import type { AzureWorld } from '../azure-world.ts';

interface Wish {
  readonly principalId: string;
  /** As Azure calls it. */
  readonly role: string;
}

/** Gives a role on the whole subscription, as an owner does; what it answers with takes the role away. */
export const assignRole = async (world: AzureWorld, { principalId, role }: Wish): Promise<() => Promise<void>> => {
  const { subscriptionId } = world;
  const client = new AuthorizationManagementClient(world.credential('owner'), subscriptionId, world.clientOptions);
  const scope = `/subscriptions/${subscriptionId}`;
  const guid = roles.find(({ name }) => name === role)?.guid ?? 'none';
  const roleDefinitionId = `${scope}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
  const name = randomUUID();
  await client.roleAssignments.create(scope, name, { roleDefinitionId, principalId });
  return async () => void (await client.roleAssignments.delete(scope, name));
};
