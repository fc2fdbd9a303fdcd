import type { ArmRequest, ArmResponse, Route } from '../../../wire/route.ts';
import type { World } from '../../../world/world.ts';
import { accepted } from '../accept.ts';
import { type HealthError, healthErrorsOf, machineGuid } from '../items/health.ts';
import { startShortJob } from '../jobs/start.ts';
import { serviceId, types, VAULT } from '../names.ts';
import { ok, row } from '../routes.ts';
import { countItem, noItems } from './health-counts.ts';
import { containersOf, itemsOf, requireVault } from './lookup.ts';

const HEALTH = `${VAULT}/replicationVaultHealth`;

export const vaultHealthRoutes: readonly Route[] = [
  row(
    'ReplicationVaultHealth_Get',
    'GET',
    HEALTH,
    'replicationVaultHealth/read',
    get,
    'Some of the categorized counts are always 0: traffic was only seen of a vault without items.',
  ),
  row(
    'ReplicationVaultHealth_Refresh',
    'POST',
    `${HEALTH}/default/refresh`,
    'replicationVaultHealth/refresh/action',
    refresh,
  ),
];

function get(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  return ok({
    name: 'Default',
    type: types.vaultHealth,
    id: serviceId(`${vault.id}/replicationVaultHealth/Default`),
    properties: {
      vaultErrors: [],
      protectedItemsHealth: itemsHealth(request.world, vault.id),
      fabricsHealth: countOnly(request.world.resources.list(types.fabric, vault.id).length),
      containersHealth: countOnly(containersOf(request.world, vault.id).length),
    },
  });
}

function countOnly(resourceCount: number): Record<string, unknown> {
  return { resourceCount, issues: [], categorizedResourceCounts: null };
}

function itemsHealth(world: World, vaultId: string): Record<string, unknown> {
  const items = itemsOf(world, vaultId);
  const issues = new Map<string, { error: HealthError; affected: string[] }>();
  const counts = noItems();
  for (const item of items) {
    const errors = healthErrorsOf(world, item);
    countItem(counts, world, item, errors);
    for (const error of errors) {
      const issue = issues.get(error.code) ?? { error, affected: [] };
      issue.affected.push(machineGuid(item));
      issues.set(error.code, issue);
    }
  }
  return {
    resourceCount: items.length,
    issues: [...issues.values()].map(issueView),
    categorizedResourceCounts: counts,
  };
}

function issueView({ error, affected }: { error: HealthError; affected: string[] }): Record<string, unknown> {
  return {
    summaryCode: error.code,
    category: error.category,
    severity: error.level,
    summaryMessage: error.causes,
    affectedResourceType: 'replicationProtectedItems',
    affectedResourceSubtype: '',
    affectedResourceCorrelationIds: affected,
  };
}

function refresh(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const job = startShortJob(request, {
    vaultId: vault.id,
    scenario: 'RefreshVaultHealth',
    friendlyName: 'Refresh vault health',
    target: { id: '', name: vault.name, type: 'Other' },
    seconds: 5,
    complete: () => {},
  });
  return accepted(request, job, `${vault.id}/replicationVaultHealth`, get);
}
