import { expect, test } from 'vitest';
import { actionOf } from '../../../../adapters/azure/core/actions.ts';
import { services } from '../../../../rehearsal/azure/services/index.ts';

/** Operations that the bot has no use for: it follows jobs, and registers nothing. */
const unused =
  /^(SiteRecovery_GetOperationResult|BackupOperationStatus_|Providers_|ReplicationJobs_Export|.*CheckName)/;

const routes = services
  .flatMap((service) => service.routes)
  .filter(({ action, operation }) => action !== null && !unused.test(operation));

test.each([
  ['GET', '/subscriptions/s/providers/Microsoft.Compute/virtualMachines', 'Microsoft.Compute/virtualMachines/read'],
  ['PUT', '/subscriptions/s/resourcegroups/app', 'Microsoft.Resources/subscriptions/resourceGroups/write'],
  ['POST', '/providers/Microsoft.ResourceGraph/resources', 'Microsoft.ResourceGraph/resources/read'],
  ['GET', '/subscriptions/s/locations', 'Microsoft.Resources/subscriptions/locations/read'],
])('%s %s needs %s', (method, path, action) => {
  expect(actionOf(method, path).action).toBe(action);
});

test('a POST is done to the resource before its last word', () => {
  const account = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a';

  expect(actionOf('POST', `${account}/failover`)).toEqual({
    action: 'Microsoft.Storage/storageAccounts/failover/action',
    resource: account,
  });
});

test('the action follows from verb and path for every operation that the bot may need', () => {
  const different = routes.flatMap(({ operation, method, path, action }) => {
    const ours = actionOf(method, path.replaceAll(/[{}]/g, '')).action;
    return ours.toLowerCase() === action?.toLowerCase() ? [] : [`${operation}: ${ours}, not ${action}`];
  });

  expect(different).toEqual([]);
});
