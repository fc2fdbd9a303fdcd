import { afterEach, beforeEach, expect, test } from 'vitest';
import { computeState } from '../../../../rehearsal/azure/services/compute/state.ts';
import { addMachine, type ComputeWorld, finish, refusalOf, startComputeWorld } from './compute-world.ts';

let world: ComputeWorld;
beforeEach(async () => {
  world = await startComputeWorld();
  world.azure.world
    .state(computeState)
    .scriptAnswers.push({ contains: 'hostname', stdout: 'web-01', stderr: 'a warning' });
});
afterEach(() => world.close());

test('a script on Windows gives its two outputs apart', async () => {
  addMachine(world, 'web', { osType: 'Windows' });

  const input = { commandId: 'RunPowerShellScript', script: ['hostname'] };
  const { value } = await finish(world, world.client.virtualMachines.beginRunCommand('west', 'web', input));

  expect(value?.map(({ code, message }) => [code, message])).toEqual([
    ['ComponentStatus/StdOut/succeeded', 'web-01'],
    ['ComponentStatus/StdErr/succeeded', 'a warning'],
  ]);
});

test('a script on Linux gives both outputs in one text', async () => {
  addMachine(world, 'web');

  const input = { commandId: 'RunShellScript', script: ['hostname'] };
  const { value } = await finish(world, world.client.virtualMachines.beginRunCommand('west', 'web', input));

  expect(value?.map(({ message }) => message)).toEqual(['Enable succeeded: \n[stdout]\nweb-01\n[stderr]\na warning']);
});

test('scripts need a running machine, one at a time, of the right kind', async () => {
  addMachine(world, 'off', { running: false });
  addMachine(world, 'web');
  const input = { commandId: 'RunShellScript', script: ['sleep 1'] };
  const run = (name: string, commandId = 'RunShellScript') =>
    refusalOf(world.refused.virtualMachines.beginRunCommand('west', name, { ...input, commandId }));

  await world.client.virtualMachines.beginRunCommand('west', 'web', input);

  expect(await run('off')).toMatchObject({ code: 'OperationNotAllowed', status: 409 });
  expect(await run('web')).toMatchObject({ code: 'Conflict', status: 409 });
  expect(await run('web', 'RunPowerShellScript')).toMatchObject({ code: 'InvalidParameter', status: 400 });
});

test('a machine whose agent is silent fails the script when its time is over', async () => {
  addMachine(world, 'web', { agent: 'not-ready' });

  const poller = await world.refused.virtualMachines.beginRunCommand('west', 'web', { commandId: 'RunShellScript' });
  world.advance(60);
  const failure = await poller.pollUntilDone().catch((problem: unknown) => problem);

  expect(String(failure)).toContain('has not reported status for VM agent');
  expect(poller.getOperationState().status).toBe('failed');
});
