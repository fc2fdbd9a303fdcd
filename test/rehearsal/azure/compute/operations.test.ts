import { ComputeManagementClient } from '@azure/arm-compute';
import { ServiceClient } from '@azure/core-client';
import { createPipelineRequest } from '@azure/core-rest-pipeline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addMachine, type ComputeWorld, finish, refusalOf, startComputeWorld, WEST } from './compute-world.ts';

let world: ComputeWorld;
beforeEach(async () => {
  world = await startComputeWorld();
});
afterEach(() => world.close());

const disk = { location: WEST, diskSizeGB: 8, creationData: { createOption: 'Empty' } };

async function get(url: string) {
  const client = new ServiceClient({ credential: world.credential(), ...world.clientOptions });
  const response = await client.sendRequest(createPipelineRequest({ url }));
  return { status: response.status, headers: response.headers, body: JSON.parse(response.bodyAsText || 'null') };
}

/** The first answer of a long-running call. */
async function accepted(start: (options: object) => Promise<unknown>) {
  const answers: { status: number; headers: { get(name: string): string | undefined } }[] = [];
  await start({ onResponse: (answer: (typeof answers)[number]) => void answers.push(answer) });
  const [first] = answers;
  const header = (name: string) => first?.headers.get(name);
  return {
    status: first?.status,
    status_url: header('azure-asyncoperation') ?? '',
    location: header('location'),
    retryAfter: header('retry-after'),
  };
}

test('disks tell two addresses: the status with the output, and the output alone', async () => {
  const start = await accepted((options) => world.client.disks.beginCreateOrUpdate('west', 'data', disk, options));

  const waiting = await get(start.location ?? '');
  world.advance(10);
  const status = await get(start.status_url);
  const outcome = await get(start.location ?? '');

  expect([start.status, start.retryAfter, waiting.status]).toEqual([202, '2', 202]);
  expect(start.status_url).toContain(`/locations/${WEST}/DiskOperations/`);
  expect(status.body).toMatchObject({ status: 'Succeeded', properties: { output: { name: 'data' } } });
  expect(status.body.startTime).toMatch(/^\d{4}-\d{2}-\d{2}T[\d:]{8}\.\d{7}\+00:00$/);
  expect([outcome.status, outcome.body.name]).toEqual([200, 'data']);
});

test('creating a machine or a restore point tells the status address only', async () => {
  const id = addMachine(world, 'web');
  await world.client.restorePointCollections.createOrUpdate('west', 'points', { location: WEST, source: { id } });

  const start = await accepted((options) =>
    world.client.restorePoints.beginCreate('west', 'points', 'one', {}, options),
  );
  const running = await get(start.status_url);
  world.advance(30);
  const ended = await get(start.status_url);

  expect([start.status, start.location]).toEqual([201, undefined]);
  expect(start.status_url).toContain(`/locations/${WEST}/operations/`);
  expect(Object.keys(running.body).sort()).toEqual(['name', 'startTime', 'status']);
  expect(ended.body.status).toBe('Succeeded');
});

test('an operation is followed to its end by another client', async () => {
  const begun = await world.client.disks.beginCreateOrUpdate('west', 'data', disk);
  const state = begun.toString();
  const other = new ComputeManagementClient(world.credential(), world.subscriptionId, world.clientOptions);

  const resumed = await other.disks.beginCreateOrUpdate('west', 'data', disk, { resumeFrom: state });
  world.advance(10);
  const made = await resumed.pollUntilDone();

  expect([made.name, made.provisioningState]).toEqual(['data', 'Succeeded']);
});

test('a script is followed to its output by another client', async () => {
  addMachine(world, 'web');
  const input = { commandId: 'RunShellScript', script: ['true'] };
  const begun = await world.client.virtualMachines.beginRunCommand('west', 'web', input);
  const other = new ComputeManagementClient(world.credential(), world.subscriptionId, world.clientOptions);

  const resumed = await other.virtualMachines.beginRunCommand('west', 'web', input, { resumeFrom: begun.toString() });
  world.advance(30);

  expect((await resumed.pollUntilDone()).value).toHaveLength(1);
});

test('an operation made to fail leaves the machine failed and tells why', async () => {
  addMachine(world, 'web');
  const operation = 'VirtualMachines_Update';
  world.azure.faults.add(
    { operation },
    { kind: 'fail-at', percent: 50, code: 'InternalExecutionError', message: 'It broke.' },
  );

  const begun = await world.refused.virtualMachines.beginUpdate('west', 'web', { tags: { a: 'b' } });
  world.advance(60);
  const failure = await begun.pollUntilDone().catch((problem: unknown) => problem);

  expect(String(failure)).toContain('It broke.');
  expect((await world.client.virtualMachines.get('west', 'web')).provisioningState).toBe('Failed');
});

test('the outcome of a failed operation is its error', async () => {
  const operation = 'Disks_CreateOrUpdate';
  world.azure.faults.add(
    { operation },
    { kind: 'fail-at', percent: 50, code: 'InternalExecutionError', message: 'It broke.' },
  );
  const start = await accepted((options) => world.refused.disks.beginCreateOrUpdate('west', 'data', disk, options));
  world.advance(60);

  const client = new ServiceClient({ credential: world.credential(), ...world.expectingError });
  const response = await client.sendRequest(createPipelineRequest({ url: start.location ?? '' }));

  expect(JSON.parse(response.bodyAsText ?? '')).toEqual({
    error: { code: 'InternalExecutionError', message: 'It broke.' },
  });
});

test('an operation of one side is unknown to the other', async () => {
  const start = await accepted((options) => world.client.disks.beginCreateOrUpdate('west', 'data', disk, options));
  const client = new ServiceClient({ credential: world.credential(), ...world.expectingError });

  const url = start.status_url.replace('/DiskOperations/', '/operations/');
  const response = await client.sendRequest(createPipelineRequest({ url }));

  expect(response.status).toBe(404);
});

test('while a region is lost its machines are neither read nor started, and the other region goes on', async () => {
  addMachine(world, 'web', { running: false });
  await finish(world, world.client.disks.beginCreateOrUpdate('north', 'far', { ...disk, location: 'northeurope' }));

  world.azure.faults.regionDown(WEST);

  expect(await refusalOf(world.refused.virtualMachines.get('west', 'web'))).toMatchObject({ status: 503 });
  expect(await refusalOf(world.refused.virtualMachines.beginStart('west', 'web'))).toMatchObject({ status: 503 });
  expect((await world.client.disks.get('north', 'far')).name).toBe('far');
});
