import { expect, test } from 'vitest';
import type { Method, Route } from '../../../../rehearsal/azure/wire/route.ts';
import { createRouter } from '../../../../rehearsal/azure/wire/router.ts';

const VAULTS = '/subscriptions/{subscriptionId}/providers/Microsoft.RecoveryServices/vaults';

test('letter case and a trailing slash make no difference to a path', () => {
  const router = createRouter([route('Vaults_List', VAULTS)]);

  const found = router.find('GET', '/SUBSCRIPTIONS/Abc/providers/microsoft.recoveryservices/VAULTS/', '2024-04-01');

  expect([found?.route.operation, found?.params]).toEqual(['Vaults_List', { subscriptionId: 'Abc' }]);
});

test('a literal is preferred to a placeholder, and given up where it leads nowhere', () => {
  const router = createRouter([route('ByName', '/a/{name}/end'), route('Special', '/a/special/other')]);

  expect(router.find('GET', '/a/special/other', 'v')?.route.operation).toBe('Special');
  expect(router.find('GET', '/a/special/end', 'v')?.params).toEqual({ name: 'special' });
});

test('the same path may name its placeholders differently for each method', () => {
  const router = createRouter([route('Get', '/a/{name}'), route('Put', '/a/{other}', { method: 'PUT' })]);

  expect(router.find('PUT', '/a/b', 'v')?.params).toEqual({ other: 'b' });
});

test('a scope stands for a whole resource id', () => {
  const router = createRouter([
    route('Assignments', '/{scope}/providers/Microsoft.Authorization/roleAssignments/{id}'),
  ]);
  const scope = 'subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/disks/d';

  const found = router.find('GET', `/${scope}/providers/Microsoft.Authorization/roleAssignments/7`, 'v');

  expect(found?.params).toEqual({ scope, id: '7' });
});

test('the api-version chooses between routes of the same path, whatever their order', () => {
  const primary = route('Primary', '/jobs/{name}');
  const passive = route('Passive', '/jobs/{name}', { versions: (version) => version === '2023-01-15' });

  for (const router of [createRouter([primary, passive]), createRouter([passive, primary])]) {
    expect(router.find('GET', '/jobs/1', '2023-01-15')?.route.operation).toBe('Passive');
    expect(router.find('GET', '/jobs/1', '2023-06-01')?.route.operation).toBe('Primary');
  }
});

test('values are percent-decoded, and a slash in one does not split it', () => {
  const router = createRouter([route('Item', '/items/{name}')]);

  expect(router.find('GET', '/items/vm%3Biaas%2Fx', 'v')?.params).toEqual({ name: 'vm;iaas/x' });
  expect(router.find('GET', '/items/%E0%A4%A', 'v')).toBeUndefined();
});

function route(operation: string, path: string, more: { method?: Method; versions?: Route['versions'] } = {}): Route {
  const { method = 'GET', versions } = more;
  const base = {
    operation,
    method,
    path,
    action: null,
    coverage: 'supported',
    handle: () => ({ status: 200 }),
  } as const;
  return versions === undefined ? base : { ...base, versions };
}
