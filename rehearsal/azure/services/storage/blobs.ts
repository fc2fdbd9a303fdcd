import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import { ArmError } from '../../wire/errors.ts';
import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import type { ArmResource } from '../../world/resources.ts';
import { parameter } from '../resources/parameters.ts';
import { accountIn, accountPath } from './account.ts';

const containerType = 'Microsoft.Storage/storageAccounts/blobServices/containers';
const services = `${accountPath}/blobServices`;
const containers = `${services}/default/containers`;
const reading = `${containerType}/read`;

const container = z.object({
  properties: z
    .object({
      publicAccess: z.enum(['Container', 'Blob', 'None']).optional(),
      metadata: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
});

export const blobRoutes: readonly Route[] = [
  {
    operation: 'BlobServices_List',
    method: 'GET',
    path: services,
    action: 'Microsoft.Storage/storageAccounts/blobServices/read',
    coverage: 'supported',
    handle: (request) => ({ status: 200, body: { value: [serviceView(accountIn(request))] } }),
  },
  {
    operation: 'BlobServices_GetServiceProperties',
    method: 'GET',
    path: `${services}/default`,
    action: 'Microsoft.Storage/storageAccounts/blobServices/read',
    coverage: 'partial',
    note: 'The settings are those of a new account and cannot be changed.',
    handle: (request) => ({ status: 200, body: serviceView(accountIn(request)) }),
  },
  {
    operation: 'BlobContainers_List',
    method: 'GET',
    path: containers,
    action: reading,
    coverage: 'partial',
    note: 'No filters.',
    handle: (request) => {
      const found = request.world.resources.list(containerType, accountIn(request).id);
      return { status: 200, body: page(request, found, { size: 1000 }) };
    },
  },
  {
    operation: 'BlobContainers_Get',
    method: 'GET',
    path: `${containers}/{containerName}`,
    action: reading,
    coverage: 'supported',
    handle: (request) => ({ status: 200, body: requireContainer(request) }),
  },
  {
    operation: 'BlobContainers_Create',
    method: 'PUT',
    path: `${containers}/{containerName}`,
    action: `${containerType}/write`,
    coverage: 'partial',
    note: 'Access level and metadata only.',
    handle: createContainer,
  },
];

function serviceView(account: ArmResource): Record<string, unknown> {
  return {
    sku: account.sku,
    id: `${account.id}/blobServices/default`,
    name: 'default',
    type: 'Microsoft.Storage/storageAccounts/blobServices',
    properties: {
      cors: { corsRules: [] },
      deleteRetentionPolicy: { allowPermanentDelete: false, enabled: true, days: 7 },
      isVersioningEnabled: false,
    },
  };
}

function containerId(request: ArmRequest): string {
  return `${accountIn(request).id}/blobServices/default/containers/${parameter(request, 'containerName')}`;
}

function requireContainer(request: ArmRequest): ArmResource {
  const found = request.world.resources.get(containerId(request));
  if (found) return found;
  throw new ArmError(404, 'ContainerNotFound', 'The specified container does not exist.');
}

function createContainer(request: ArmRequest): ArmResponse {
  const { world } = request;
  const { properties } = parseBody(request, container);
  const id = containerId(request);
  const name = parameter(request, 'containerName');
  if (!/^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    const message = `The specified container name '${name}' is invalid: 3 to 63 lower-case letters, digits and single hyphens.`;
    throw new ArmError(400, 'ContainerNameInvalid', message);
  }
  const exists = world.resources.get(id) !== undefined;
  const made: ArmResource = {
    id,
    name,
    type: containerType,
    etag: `"0x${Math.floor(world.random() * 16 ** 12)
      .toString(16)
      .toUpperCase()
      .padStart(12, '0')}"`,
    properties: {
      deleted: false,
      remainingRetentionDays: 0,
      publicAccess: properties?.publicAccess ?? 'None',
      ...(properties?.metadata ? { metadata: properties.metadata } : {}),
      leaseStatus: 'Unlocked',
      leaseState: 'Available',
      lastModifiedTime: new Date(world.clock.now()).toISOString(),
      hasImmutabilityPolicy: false,
      hasLegalHold: false,
    },
  };
  world.resources.put(made);
  return { status: exists ? 200 : 201, body: made };
}
