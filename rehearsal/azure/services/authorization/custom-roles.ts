import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Role } from './role.ts';

const definition = z.object({
  Name: z.string(),
  Description: z.string(),
  Actions: z.array(z.string()),
  NotActions: z.array(z.string()),
  DataActions: z.array(z.string()),
});

/** What the operator of a bot is told to create for its two identities, read from where they are told it. */
const documented = z
  .object({ front: definition, worker: definition })
  .parse(JSON.parse(readFileSync(new URL('../../../../docs/azure-role.json', import.meta.url), 'utf8')));

const made = '2026-01-05T09:00:00.0000000Z';

const custom = (
  guid: string,
  { Name, Description, Actions, NotActions, DataActions }: z.output<typeof definition>,
) => ({
  kind: 'CustomRole' as const,
  name: Name,
  guid,
  description: Description,
  actions: Actions,
  notActions: NotActions,
  dataActions: DataActions,
  created: made,
  updated: made,
});

/** Roles that somebody has defined in this tenant. */
export const customRoles: readonly Role[] = [
  custom('0e9c6a10-1f59-4c43-93d4-6c1fc0de0001', documented.front),
  custom('0e9c6a10-1f59-4c43-93d4-6c1fc0de0002', documented.worker),
];
