import { expect, test } from 'vitest';
import { type CreateFacts, createChecks } from '../../src/plans/copies/create-checks.ts';
import type { RestorePoint } from '../../src/ports/azure/copies.ts';
import { collectionId, minutesAgo, now, sampleRestorePoint, sampleVm } from '../sample/azure.ts';

const vm = sampleVm('pay-db-01');
const [os = { name: 'none', role: 'os' as const }, ...others] = vm.disks;
const collection = { id: collectionId('db'), name: 'db', region: 'eastus', vmId: vm.id };

const pointsOf = (count: number, changes: Partial<RestorePoint> = {}) =>
  Array.from({ length: count }, (_, at) => ({
    id: `rp-${at}`,
    point: sampleRestorePoint(`p${at}`, { createdAt: minutesAgo(24 * 60 + at), ...changes }),
    collection,
  }));

const checks = (changes: Partial<CreateFacts> & { readonly points?: ReturnType<typeof pointsOf> } = {}) => {
  const { points = [], ...rest } = changes;
  const machine = { kind: 'vm', name: vm.name, where: vm.resourceGroup, resources: [vm.id] } as const;
  const found = createChecks({
    vm,
    state: { power: 'running', agent: 'ready' } as CreateFacts['state'],
    disks: [],
    all: { machine, collections: [collection], points, missing: [], readAt: now },
    consistency: 'crash',
    exclude: [],
    copyTo: [],
    ...rest,
  });
  return found.map(({ outcome, why }) => `${outcome}: ${why}`);
};

test('a point more than the 500 that Azure keeps of one VM is refused, and copies do not count', () => {
  expect(checks({ points: pointsOf(499) })).toEqual(['passed: a point of it can be made.']);
  expect(checks({ points: [...pointsOf(499), ...pointsOf(9, { copyOf: 'x' })] })).toEqual([
    'passed: a point of it can be made.',
  ]);
  expect(checks({ points: pointsOf(500) })).toEqual([
    'block: it has 500 restore points, the most that Azure keeps of one VM.',
  ]);
});

test('of two creations at once the second waits, and says for what', () => {
  expect(checks({ points: pointsOf(1, { provisioning: 'creating' }) })).toEqual([
    'warning: p0 is being made, one point at a time. This one begins after it.',
  ]);
});

test('a disk that Azure makes no crash-consistent point of is refused, until it is left out', () => {
  const ephemeral = {
    ...vm,
    disks: [{ ...os, ephemeral: true as const }, ...others, { name: 'data', role: 'data' as const }],
  };

  expect(checks({ vm: ephemeral })).toEqual([
    expect.stringContaining(`block: ${os.name}: Azure makes no crash-consistent points of Ultra`),
  ]);
  expect(checks({ vm: ephemeral, exclude: [os.name] })).toEqual(['passed: a point of it can be made.']);
  expect(checks({ vm: ephemeral, consistency: 'application' })).toEqual(['passed: a point of it can be made.']);
});
