import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import type { ArmResource } from '../../world/resources.ts';
import { requireResource } from './lookup.ts';
import { parameter } from './parameters.ts';
import { subscriptionRecord } from './subscriptions.ts';

const path = '/{scope}/providers/Microsoft.Resources/tags/default';
const tags = z.object({ tags: z.record(z.string().max(512), z.string().max(256)).optional() });
const replacement = z.object({ properties: tags });
const change = z.object({ operation: z.enum(['Replace', 'Merge', 'Delete']), properties: tags });

export const tagRoutes: readonly Route[] = [
  {
    operation: 'Tags_GetAtScope',
    method: 'GET',
    path,
    action: 'Microsoft.Resources/tags/read',
    coverage: 'supported',
    handle: (request) => ({ status: 200, body: view(tagged(request)) }),
  },
  {
    operation: 'Tags_CreateOrUpdateAtScope',
    method: 'PUT',
    path,
    action: 'Microsoft.Resources/tags/write',
    coverage: 'supported',
    handle: (request) => store(request, parseBody(request, replacement).properties.tags ?? {}),
  },
  {
    operation: 'Tags_UpdateAtScope',
    method: 'PATCH',
    path,
    action: 'Microsoft.Resources/tags/write',
    coverage: 'supported',
    handle: (request) => {
      const { operation, properties } = parseBody(request, change);
      return store(request, applied(operation, tagged(request).tags ?? {}, properties.tags ?? {}));
    },
  },
  {
    operation: 'Tags_DeleteAtScope',
    method: 'DELETE',
    path,
    action: 'Microsoft.Resources/tags/delete',
    coverage: 'supported',
    handle: (request) => {
      store(request, {});
      return { status: 200 };
    },
  },
];

type Tags = Record<string, string>;

function applied(operation: 'Replace' | 'Merge' | 'Delete', current: Tags, given: Tags): Tags {
  if (operation === 'Replace') return given;
  if (operation === 'Merge') return { ...current, ...given };
  return Object.fromEntries(Object.entries(current).filter(([name, value]) => given[name] !== value));
}

function store(request: ArmRequest, wanted: Tags): ArmResponse {
  if (Object.keys(wanted).length > 50) {
    throw new ArmError(400, 'TooManyTags', 'The number of tags on a resource cannot exceed 50.');
  }
  const resource = tagged(request);
  resource.tags = wanted;
  return { status: 200, body: view(resource) };
}

function tagged(request: ArmRequest): ArmResource {
  const scope = `/${parameter(request, 'scope')}`;
  const subscriptionId = /^\/subscriptions\/([^/]+)$/i.exec(scope)?.[1];
  if (subscriptionId) return subscriptionRecord(request.world, subscriptionId);
  return requireResource(request.world, scope);
}

function view(resource: ArmResource): Record<string, unknown> {
  return {
    id: `${resource.id}/providers/Microsoft.Resources/tags/default`,
    name: 'default',
    type: 'Microsoft.Resources/tags',
    properties: { tags: resource.tags ?? {} },
  };
}
