import { z } from 'zod';
import type { Reading } from '../../../src/ports/azure/reading.ts';
import type { HeldRole, RightsReader } from '../../../src/ports/azure/rights.ts';
import type { RoleAssignment, RoleReader } from '../../../src/ports/azure/roles.ts';
import type { Core } from '../core/core.ts';

const hour = 3_600_000;

export const createRightsReader = ({
  core,
  roles,
}: {
  readonly core: Core;
  readonly roles: RoleReader;
}): RightsReader => ({
  async rolesOf(objectId) {
    const assignments = await roles.assignments(objectId);
    const counted = assignments.value.filter(({ conditional }) => !conditional);
    const held = await core.read.across(
      counted.map((assignment) => ({
        name: `The role ${assignment.roleId}`,
        read: () => heldRole(core, assignment),
      })),
    );
    return { ...held, readAt: assignments.readAt, missing: [...assignments.missing, ...held.missing] };
  },
});

const heldRole = async (
  core: Core,
  { roleId, scope, subscription }: RoleAssignment,
): Promise<Reading<readonly HeldRole[]>> => {
  const { value, ...rest } = await core.read.one({
    what: `read the role ${roleId}`,
    key: `role ${subscription} ${roleId}`,
    // Azure's own never change, and others seldom do.
    how: 'shared',
    forMs: hour,
    ask: async (clients) => {
      const client = await clients.authorization(subscription);
      return definition.parse(await client.roleDefinitions.get(`subscriptions/${subscription}`, roleId));
    },
  });
  return { ...rest, value: [{ ...value, scope, subscription }] };
};

const definition = z
  .looseObject({
    roleName: z.string(),
    permissions: z.array(
      z.looseObject({ actions: z.array(z.string()).nullish(), notActions: z.array(z.string()).nullish() }),
    ),
  })
  .transform(({ roleName, permissions }) => ({
    name: roleName,
    actions: permissions.flatMap(({ actions }) => actions ?? []),
    notActions: permissions.flatMap(({ notActions }) => notActions ?? []),
  }));
