import { z } from 'zod';
import { parseBody } from '../../../wire/body.ts';
import type { ArmRequest, ArmResponse } from '../../../wire/route.ts';
import type { World } from '../../../world/world.ts';
import { accepted } from '../accept.ts';
import { newTask } from '../jobs/job.ts';
import { dropFromPlans } from '../plans/plan.ts';
import { noContent } from '../routes.ts';
import { siteRecoveryState } from '../state.ts';
import { findItem, itemIdIn, requireVault } from '../vault/lookup.ts';
import { requireOperation, startRequestedJob } from './guards.ts';
import type { ProtectedItem } from './item.ts';
import { deleteReplicas, removeItem } from './item-store.ts';

const body = z.object({
  properties: z
    .object({
      disableProtectionReason: z.enum(['NotSpecified', 'MigrationComplete']).nullish(),
      replicationProviderInput: z.object({ instanceType: z.string() }).nullish(),
    })
    .nullish(),
});

/** Disable replication: the clean way out, which takes the agent's configuration off the machine as well. */
export function disable(request: ArmRequest): ArmResponse {
  parseBody(request, body);
  requireVault(request);
  const item = findItem(request.world, itemIdIn(request));
  if (item === undefined) return noContent();
  requireOperation(request, item, 'DisableProtection');
  return startRemoval(request, item, 'DisableDr', 'Disable replication');
}

/** Forgets the item, whatever is under way, and leaves the machine as it is. */
export function purge(request: ArmRequest): ArmResponse {
  requireVault(request);
  const item = findItem(request.world, itemIdIn(request));
  if (item === undefined) return noContent();
  if (item.state.busy !== undefined)
    request.world.state(siteRecoveryState).jobs.get(item.state.busy)?.controls.cancel?.();
  return startRemoval(request, item, 'PurgeProtection', 'Remove replicated item');
}

function startRemoval(request: ArmRequest, item: ProtectedItem, scenario: string, friendlyName: string): ArmResponse {
  const prepare = newTask('DisableProtectionOnPrimary', 'VmDisableProtectionOnPrimary', 'Disabling protection');
  const clean = newTask('CleanupReplicaTask', 'VmCleanupReplica', 'Removing the replica');
  const job = startRequestedJob(request, item, {
    scenario,
    friendlyName,
    steps(started) {
      started.tasks.push(prepare, clean);
      return [
        { kind: 'timed', task: prepare, seconds: 70, main: true },
        { kind: 'timed', task: clean, seconds: 41, finish: () => forget(request.world, item) },
      ];
    },
  });
  return accepted(request, job, item.id, noContent);
}

function forget(world: World, item: ProtectedItem): void {
  dropFromPlans(world, item);
  deleteReplicas(world, item);
  removeItem(world, item);
}
