import { expect, test } from 'vitest';
import { ArmError } from '../../../../rehearsal/azure/wire/errors.ts';
import { createClock } from '../../../../rehearsal/azure/world/clock.ts';
import { createResourceTable } from '../../../../rehearsal/azure/world/resources.ts';
import { createWorld } from '../../../../rehearsal/azure/world/world.ts';

test('a resource is found in any letter case and keeps the case it was made with', () => {
  const table = createResourceTable();
  table.put({ id: '/Sub/VM-One', name: 'VM-One', type: 'Microsoft.Compute/virtualMachines', properties: {} });

  table.put({ id: '/sub/vm-one', name: 'vm-one', type: 'Microsoft.Compute/virtualMachines', properties: { size: 2 } });

  expect(table.get('/SUB/VM-ONE')).toMatchObject({ id: '/Sub/VM-One', name: 'VM-One', properties: { size: 2 } });
  expect(table.size).toBe(1);
});

test('a list is of one type below one scope, not of its namesakes', () => {
  const table = createResourceTable();
  for (const id of ['/groups/app/d1', '/groups/app2/d2']) table.put({ id, name: id, type: 'A/disks', properties: {} });
  table.put({ id: '/groups/app/n', name: 'n', type: 'A/nics', properties: {} });

  expect(table.list('a/DISKS', '/Groups/App').map(({ id }) => id)).toEqual(['/groups/app/d1']);
  expect(table.list('A/disks')).toHaveLength(2);
  expect([table.delete('/GROUPS/app/d1'), table.delete('/groups/app/d1')]).toEqual([true, false]);
  expect(table.list('A/disks', '/groups/app')).toEqual([]);
});

test('two worlds of the same seed draw the same ids, another seed draws others', () => {
  const [one, same, other] = [emptyWorld(7), emptyWorld(7), emptyWorld(8)];
  const drawn = [one.guid(), one.guid(), one.random()];

  expect([same.guid(), same.guid(), same.random()]).toEqual(drawn);
  expect(other.guid()).not.toBe(drawn[0]);
  expect(drawn[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('an operation ends when its time is over, with what completing it gives', () => {
  const world = emptyWorld(1);
  const operation = world.operations.start({ service: 'compute', seconds: 30, complete: () => 'made' });

  world.clock.advance(29);
  expect(operation.status).toBe('InProgress');
  world.clock.advance(1);

  expect(operation).toMatchObject({ status: 'Succeeded', result: 'made', endedAt: world.clock.now() });
  expect(world.operations.find('compute', operation.id.toUpperCase())).toBe(operation);
  expect(world.operations.find('backup', operation.id)).toBeUndefined();
});

test('an operation fails where completing it is refused, and a cancelled one is left alone', () => {
  const world = emptyWorld(1);
  const complete = () => {
    throw new ArmError(409, 'Conflict', 'in the way');
  };
  const failed = world.operations.start({ service: 'compute', seconds: 1, complete });
  const cancelled = world.operations.start({ service: 'compute', seconds: 1, complete });
  cancelled.status = 'Cancelled';

  world.clock.advance(1);

  expect(failed).toMatchObject({ status: 'Failed', error: { code: 'Conflict', message: 'in the way' } });
  expect([cancelled.status, cancelled.error]).toEqual(['Cancelled', undefined]);
});

test('a stuck operation never ends, and a failing one fails part of the way', () => {
  const world = emptyWorld(1);
  const start = () => world.operations.start({ service: 'compute', seconds: 100, complete: () => 'made' });
  const stuck = world.operations.during({ kind: 'stuck' }, start);
  const failing = world.operations.during({ kind: 'fail-at', percent: 60, code: 'Broken', message: 'broke' }, start);
  const sound = start();

  world.clock.advance(59);
  expect(failing.status).toBe('InProgress');
  world.clock.advance(41);

  expect(failing).toMatchObject({ status: 'Failed', error: { code: 'Broken' } });
  expect(failing.endedAt).toBe(failing.startedAt + 60_000);
  expect([stuck.status, sound.status]).toEqual(['InProgress', 'Succeeded']);
});

test('an operation is forgotten a day after its end, and never while it runs', () => {
  const world = emptyWorld(1);
  const start = () => world.operations.start({ service: 'compute', seconds: 100, complete: () => 'made' });
  const find = ({ id }: { readonly id: string }) => world.operations.find('compute', id);
  const stuck = world.operations.during({ kind: 'stuck' }, start);
  const ended = start();
  world.clock.advance(100 + 24 * 3600);
  expect(find(ended)?.status).toBe('Succeeded');

  world.clock.advance(1);
  const later = start();

  expect([find(stuck)?.status, find(ended), find(later)?.status]).toEqual(['InProgress', undefined, 'InProgress']);
});

test('an hourly limit refuses when it is used up and opens again after its hour', () => {
  const world = emptyWorld(1);
  const spend = () =>
    world.spend({ key: 'jobs', most: 2, windowSeconds: 3600, refuse: (seconds) => new Error(`wait ${seconds}`) });
  spend();
  world.clock.advance(600);
  spend();

  expect(spend).toThrow('wait 3000');
  world.clock.advance(3000);
  expect(spend).not.toThrow();
});

function emptyWorld(seed: number) {
  return createWorld({
    clock: createClock({ kind: 'stepped', start: 0 }),
    tenantId: 'tenant',
    subscriptions: [],
    seed,
    isDown: () => false,
    hourlyLimits: true,
  });
}
