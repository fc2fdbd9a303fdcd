import { ServiceClient } from '@azure/core-client';
import { createPipelineRequest, type HttpMethods } from '@azure/core-rest-pipeline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compute } from '../../../../rehearsal/azure/services/compute/index.ts';
import { addMachine, type ComputeWorld, startComputeWorld, WEST } from './compute-world.ts';

let world: ComputeWorld;
beforeEach(async () => {
  world = await startComputeWorld();
});
afterEach(() => world.close());

const wild: unknown[] = [
  null,
  [],
  [[]],
  'text',
  7,
  true,
  {},
  { location: 7 },
  { location: WEST },
  { location: WEST, properties: null },
  { location: WEST, properties: [] },
  { location: WEST, properties: { creationData: null } },
  { location: WEST, properties: { creationData: { createOption: 'Restore', sourceResourceId: '' } } },
  { location: WEST, properties: { creationData: { createOption: 'Copy', sourceResourceId: '/../..' } } },
  { location: WEST, properties: { creationData: { createOption: '__proto__' }, diskSizeGB: -1 } },
  { location: '__proto__', tags: { constructor: 'x' }, properties: { source: { id: 'constructor' } } },
  { location: WEST, properties: { hardwareProfile: { vmSize: 'constructor' }, storageProfile: { osDisk: {} } } },
  { properties: { sourceRestorePoint: { id: '/' } } },
  { properties: { excludeDisks: [{ id: 'x' }], consistencyMode: 'Other' } },
  { access: 'Read', durationInSeconds: 1e99 },
  { commandId: '', script: [1] },
];

const names: Readonly<Record<string, string>> = {
  resourceGroupName: 'west',
  vmName: 'web',
  diskName: 'web-os',
  location: WEST,
  restorePointCollectionName: 'points',
};

function addressOf(path: string): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'subscriptionId' ? world.subscriptionId : (names[name] ?? 'thing'),
  );
  return `${world.endpoint}${filled}?api-version=2024-07-01`;
}

test('no route breaks on any body: it refuses with an error of its own, or takes it', async () => {
  const id = addMachine(world, 'web');
  await world.client.restorePointCollections.createOrUpdate('west', 'points', { location: WEST, source: { id } });
  const client = new ServiceClient({ credential: world.credential(), ...world.expectingError });
  const broken: string[] = [];

  for (const { method, path, operation } of compute.routes) {
    for (const body of method === 'GET' ? [undefined] : wild) {
      const request = createPipelineRequest({ url: addressOf(path), method: method as HttpMethods });
      if (body !== undefined) {
        request.body = JSON.stringify(body);
        request.headers.set('content-type', 'application/json');
      }
      const { status, bodyAsText } = await client.sendRequest(request);
      const answer = JSON.parse(bodyAsText || '{}');
      if (status >= 500 || (status >= 400 && typeof answer.error?.code !== 'string'))
        broken.push(`${operation} ${JSON.stringify(body)} ${status}`);
    }
  }

  expect(broken).toEqual([]);
  world.advance(3600);
});

test('a misshapen body is refused by the names of its fields', async () => {
  const client = new ServiceClient({ credential: world.credential(), ...world.expectingError });
  const path = compute.routes.find(({ operation }) => operation === 'Disks_CreateOrUpdate')?.path ?? '';
  const request = createPipelineRequest({ url: addressOf(path), method: 'PUT' });
  request.body = JSON.stringify({ location: WEST, properties: { diskSizeGB: 'big' } });
  request.headers.set('content-type', 'application/json');

  const response = await client.sendRequest(request);

  expect(response.status).toBe(400);
  const { error } = JSON.parse(response.bodyAsText ?? '');
  expect(error.code).toBe('InvalidRequestContent');
  expect(error.message).toContain('properties.diskSizeGB');
  expect(error.message).toContain('properties.creationData');
});
