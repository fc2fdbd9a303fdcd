import { ArmError } from '../../wire/errors.ts';
import { page } from '../../wire/paging.ts';
import type { ArmRequest, Route } from '../../wire/route.ts';
import type { StateKey } from '../../world/world.ts';
import { parameter } from './parameters.ts';
import { providers } from './providers-data.ts';
import { regions } from './regions.ts';

const root = '/subscriptions/{subscriptionId}/providers';
const secondsToRegister = 60;

/** By subscription and namespace; whatever is not here is registered. */
const states: StateKey<Map<string, string>> = { name: 'resources.registrations', make: () => new Map() };

export const providerRoutes: readonly Route[] = [
  {
    operation: 'Providers_List',
    method: 'GET',
    path: root,
    action: 'Microsoft.Resources/subscriptions/providers/read',
    coverage: 'partial',
    note: 'Lists the providers that the rehearsal plays something of.',
    handle: (request) => {
      const names = [...providers.keys()];
      return { status: 200, body: page(request, names, { size: 100, view: (name) => view(request, name) }) };
    },
  },
  {
    operation: 'Providers_Get',
    method: 'GET',
    path: `${root}/{resourceProviderNamespace}`,
    action: 'Microsoft.Resources/subscriptions/providers/read',
    coverage: 'partial',
    note: 'Knows the providers that the rehearsal plays something of.',
    handle: (request) => ({ status: 200, body: view(request, requireNamespace(request)) }),
  },
  {
    operation: 'Providers_Register',
    method: 'POST',
    path: `${root}/{resourceProviderNamespace}/register`,
    action: 'Microsoft.Resources/subscriptions/providers/register/action',
    coverage: 'supported',
    handle: (request) => {
      const namespace = requireNamespace(request);
      if (stateOf(request, namespace) !== 'Registered') change(request, namespace, 'Registering', 'Registered');
      return { status: 200, body: view(request, namespace) };
    },
  },
  {
    operation: 'Providers_Unregister',
    method: 'POST',
    path: `${root}/{resourceProviderNamespace}/unregister`,
    action: 'Microsoft.Resources/subscriptions/providers/unregister/action',
    coverage: 'partial',
    note: 'A provider can be unregistered although resources of it exist.',
    handle: (request) => {
      const namespace = requireNamespace(request);
      change(request, namespace, 'Unregistering', 'Unregistered');
      return { status: 200, body: view(request, namespace) };
    },
  },
];

function requireNamespace(request: ArmRequest): string {
  const asked = parameter(request, 'resourceProviderNamespace');
  const known = [...providers.keys()].find((name) => name.toLowerCase() === asked.toLowerCase());
  if (known) return known;
  const message = `The resource namespace '${asked}' is invalid.`;
  throw new ArmError(404, 'InvalidResourceNamespace', message);
}

function change({ world, params }: ArmRequest, namespace: string, now: string, then: string): void {
  const key = stateKey(params.subscriptionId, namespace);
  world.state(states).set(key, now);
  world.clock.after(secondsToRegister, () => world.state(states).set(key, then));
}

function stateOf({ world, params }: ArmRequest, namespace: string): string {
  return world.state(states).get(stateKey(params.subscriptionId, namespace)) ?? 'Registered';
}

function stateKey(subscriptionId: string | undefined, namespace: string): string {
  return `${subscriptionId}/${namespace}`.toLowerCase();
}

function view(request: ArmRequest, namespace: string): Record<string, unknown> {
  const locations = regions.map(({ displayName }) => displayName);
  const resourceTypes = (providers.get(namespace) ?? []).map(({ name, apiVersions, tracked }) => ({
    resourceType: name,
    locations: tracked ? locations : [],
    apiVersions,
    capabilities: tracked ? 'CrossResourceGroupResourceMove, CrossSubscriptionResourceMove, SupportsTags' : 'None',
  }));
  return {
    id: `/subscriptions/${request.params.subscriptionId}/providers/${namespace}`,
    namespace,
    resourceTypes,
    registrationState: stateOf(request, namespace),
    registrationPolicy: 'RegistrationRequired',
  };
}
