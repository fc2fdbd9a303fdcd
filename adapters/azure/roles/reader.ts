import { z } from 'zod';
import type { RoleAssignment, RoleReader } from '../../../src/ports/azure/roles.ts';
import type { Core } from '../core/core.ts';
import { inSubscription } from '../core/everywhere.ts';

export const createRoleReader = (core: Core): RoleReader => ({
  async assignments(objectId) {
    const filter = `assignedTo('${requireGuid(objectId)}')`;
    const subscriptions = await core.subscriptions();
    return core.read.across(
      subscriptions.map((subscription) => ({
        name: `The role assignments of subscription ${subscription}`,
        read: () =>
          inSubscription(core, {
            subscription,
            plural: `role assignments of ${objectId}`,
            singular: 'Role assignment',
            // How long an answer counts is for whoever decides by it.
            how: 'fresh',
            shape: assignmentShape(objectId, subscription),
            pages: async (clients) =>
              (await clients.authorization(subscription)).roleAssignments.listForSubscription({ filter }),
          }),
      })),
    );
  },
});

/** It is written into a filter. */
const requireGuid = (objectId: string): string => z.guid().parse(objectId);

const assignmentShape = (objectId: string, subscription: string) =>
  z
    .looseObject({
      roleDefinitionId: z.string(),
      principalId: z.string(),
      scope: z.string(),
      condition: z.string().nullish(),
    })
    .transform(
      ({ roleDefinitionId, principalId, scope, condition }): RoleAssignment => ({
        roleId: roleDefinitionId.split('/').at(-1)?.toLowerCase() ?? '',
        scope,
        subscription: subscription.toLowerCase(),
        // What is assigned to somebody and names another principal reached them through a group.
        throughGroup: principalId.toLowerCase() !== objectId.toLowerCase(),
        conditional: Boolean(condition),
      }),
    );
