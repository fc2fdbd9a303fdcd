import { expect, test } from 'vitest';
import type { Policy } from '../../src/policy/policy.ts';
import type { ItemRecoveryPoint, ProtectedItem } from '../../src/ports/azure/recovery.ts';
import { createPointMemory } from '../../src/protection/point-memory.ts';
import { minutesAgo, reading, sampleItem } from '../sample/azure.ts';
import { samplePolicy, vmId } from '../sample/policy.ts';

const stranger = sampleItem('stranger', { vmId: vmId('rg-other', 'stranger'), recoveryResourceGroupId: undefined });
const [web, app] = [sampleItem('pay-web-01'), sampleItem('pay-app-01')];
const point: ItemRecoveryPoint = { id: 'p', itemId: 'i', at: minutesAgo(3), consistency: 'application' };

/** A Site Recovery that can be changed between two looks, and that remembers whose points were asked for. */
const start = (items: readonly ProtectedItem[], policy: Policy = samplePolicy()) => {
  const azure = {
    items,
    missing: [] as readonly string[],
    silent: '',
    points: [point] as readonly ItemRecoveryPoint[],
  };
  const asked: string[] = [];
  const reported: unknown[] = [];
  const memory = createPointMemory({
    recovery: {
      items: async () => reading(azure.items, azure.missing),
      recoveryPoints: async (id) => {
        asked.push(id);
        if (id === azure.silent) throw new Error('no answer');
        return reading(azure.points);
      },
    },
    policy: () => policy,
    report: (problem) => reported.push(problem),
  });
  return { memory, azure, asked, reported };
};

test('points are read of the machines that applications list, and of no others', async () => {
  const { memory, asked } = start([web, stranger]);

  await memory.look();

  expect(asked).toEqual([web.id.toLowerCase()]);
  expect(memory.of(web.id.toUpperCase())).toMatchObject({
    newest: point.at,
    applicationConsistent: point.at,
    readAt: reading([]).readAt,
  });
  expect(memory.of(stranger.id)).toBeUndefined();
});

test('a machine without a point yet is known to have none', async () => {
  const { memory, azure } = start([web]);
  azure.points = [];

  await memory.look();

  expect(memory.of(web.id)).toEqual({ readAt: reading([]).readAt });
});

test('a machine that does not answer keeps what was known of it, and the others are read all the same', async () => {
  const { memory, azure, reported } = start([web, app]);
  await memory.look();
  azure.silent = web.id.toLowerCase();
  azure.points = [{ ...point, at: minutesAgo(1) }];

  await memory.look();

  expect(memory.of(web.id)?.newest).toEqual(minutesAgo(3));
  expect(memory.of(app.id)?.newest).toEqual(minutesAgo(1));
  expect(reported).toHaveLength(1);
});

test('what is no longer replicated is forgotten, unless a vault is silent', async () => {
  const { memory, azure } = start([web, app]);
  await memory.look();

  Object.assign(azure, { items: [app], missing: ['Vault a does not answer.'] });
  await memory.look();
  const whileSilent = memory.of(web.id);
  azure.missing = [];
  await memory.look();

  expect(whileSilent).toBeDefined();
  expect(memory.of(web.id)).toBeUndefined();
});

test('a round reads five hundred machines, and the next one goes on with the others', async () => {
  const names = Array.from({ length: 700 }, (_, at) => `vm-${at}`);
  const application = {
    name: 'all',
    title: 'All',
    vms: names.map((name) => vmId('rg-payments', name)),
    resourceGroups: [],
  };
  const items = names.map((name) => sampleItem(name));
  const { memory, asked } = start(items, samplePolicy({ applications: [application] }));

  await memory.look();
  const inFirst = new Set(asked);
  await memory.look();

  expect(inFirst.size).toBe(500);
  expect(new Set(asked).size).toBe(700);
});

test('a round that is still on its way is not begun a second time', async () => {
  const { memory, asked } = start([web]);

  await Promise.all([memory.look(), memory.look()]);

  expect(asked).toHaveLength(1);
});
