import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceOf } from '../../src/policy/difference.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { fileWith, policyOf, sample, subscription } from './sample-file.ts';

const { people, groups, grants, channels, applications, approvals, defaults } = sample;

const before = policyOf(fileWith());
const changesTo = (sections: Record<string, unknown>) => differenceOf(before, policyOf(fileWith(sections)));

test('the same policy has no difference', () => {
  const { lines, touched } = changesTo({});

  expect(lines).toEqual([]);
  expect(touched).toEqual({
    people: [],
    applications: [],
    resources: [],
    channels: [],
    approvals: false,
    defaults: false,
  });
});

test('a comment changes the version and nothing else', () => {
  const commented = policyOf(`# reviewed\n${fileWith()}`);

  const difference = differenceOf(before, commented);

  expect(difference).toMatchObject({ from: before.version, to: commented.version, lines: [] });
  expect(difference.to).not.toBe(difference.from);
});

test('somebody who comes, goes or has another account is told and touched', () => {
  const { ana, ben, cleo } = people;
  const { lines, touched } = changesTo({
    people: { ana: { ...ana, accounts: { slack: ['T1/U9'] } }, ben, cleo, dan: { name: 'Dan' } },
  });

  expect(lines).toEqual([
    'added: person dan (name Dan)',
    `changed: person ana: accounts added slack T1/U9; removed slack T1/U1, entra ${people.ana.accounts.entra[0]}`,
  ]);
  expect(touched.people).toEqual(['ana', 'dan']);
});

test('who joins or leaves a group is told, and touched by the rules of that group', () => {
  const { lines, touched } = changesTo({ groups: { ...groups, leads: ['ben'] }, approvals: {} });

  expect(lines).toContain('changed: group leads: members added ben; removed cleo');
  expect(lines.filter((line) => line.includes('grant'))).toEqual([]);
  expect(touched.people).toEqual(['ben', 'cleo']);
});

test('a grant that changes reads as one removed and one added', () => {
  const { lines, touched } = changesTo({ grants: [...grants.slice(0, 3), { ...grants[3], deny: 'reader' }] });

  expect(lines).toEqual([
    expect.stringMatching(/^removed: grant: deny operator in copies to ben on resource group .*\/rg-orders$/u),
    expect.stringMatching(/^added: grant: deny reader in copies to ben on resource group .*\/rg-orders$/u),
  ]);
  expect(touched.people).toEqual(['ben']);
});

test('a grant put in front of the others changes nothing about them', () => {
  const { lines, touched } = changesTo({
    grants: [{ to: 'ana', special: 'break-glass', scope: 'everything' }, ...grants],
  });

  expect(lines).toEqual(['added: grant: allow break-glass to ana on everything']);
  expect(touched.people).toEqual(['ana']);
});

test('one of two equal grants taken away is told', () => {
  const twice = policyOf(fileWith({ grants: [...grants, grants[0]] }));

  expect(differenceOf(twice, before).lines).toEqual([
    'removed: grant: allow operator in recovery, backup, copies to operators on everything',
  ]);
});

test('approval rules in another order are told, as the first that fits decides', () => {
  const { lines, touched } = changesTo({ approvals: { ...approvals, rules: [...approvals.rules].reverse() } });

  expect(lines).toEqual(['reordered: approval rules']);
  expect(touched.approvals).toBe(true);
});

test('a VM that changes its application touches both applications and the VM', () => {
  const [web, database] = applications.payments.vms;
  const { lines, touched } = changesTo({
    applications: {
      payments: { ...applications.payments, vms: [web] },
      orders: { vms: [...applications.orders.vms, database] },
    },
  });

  const id = `/subscriptions/${subscription}/resourcegroups/rg-pay/providers/microsoft.compute/virtualmachines/pay-db-01`;
  expect(lines).toEqual([
    `changed: application payments: vms removed ${id}`,
    `changed: application orders: vms added ${id}`,
  ]);
  expect(touched.applications).toEqual(['payments', 'orders']);
  expect(touched.resources).toContain(id);
});

test('channels, freezes, limits and defaults are told in words', () => {
  const { lines, touched } = changesTo({
    channels: [{ ...channels[0], for: ['commands'] }],
    approvals: { ...approvals, freezes: [], 'open-requests-per-person': 5 },
    defaults: { ...defaults, retention: '36h' },
  });

  expect(lines).toEqual([
    expect.stringMatching(/^removed: channel audit \(address teams .*; purposes audit\)$/u),
    'changed: channel dr: purposes removed approvals',
    'removed: freeze year-end (from 2026-12-18T18:00:00.000Z; to 2027-01-04T06:00:00.000Z)',
    'changed: approvals: open requests per person 3 -> 5',
    'changed: defaults: retention 2d -> 36h',
  ]);
  expect(touched).toMatchObject({ channels: ['dr', 'audit'], approvals: true, defaults: true });
});

/** What follows from the rest of the policy, and changes with it. */
const derived = [/^version$/u, /^grants\.\d+\.(?:people|rule)/u, /^approvals\.rules\.\d+\.(?:rule$|escalate\.people)/u];

test('no field of the policy can change without a line', () => {
  const places = leavesOf(before).filter((place) => !derived.some((pattern) => pattern.test(place.join('.'))));

  const silent = places.filter((place) => differenceOf(before, changedAt(before, place) as Policy).lines.length === 0);

  expect(places.length).toBeGreaterThan(80);
  expect(silent).toEqual([]);
});

const some = <Value>(...values: readonly Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

/** Valid files that differ in whatever the sample leaves open. */
const anyFile = fc
  .record({
    people: fc.constantFrom(people, { ...people, ana: { name: 'Ann' } }, { ...people, dan: { name: 'Dan' } }),
    groups: fc.constantFrom(groups, { ...groups, leads: ['cleo', 'ben'] }, { ...groups, more: ['ana'] }),
    grants: fc.shuffledSubarray([...grants, grants[0]]),
    channels: fc.shuffledSubarray(channels),
    applications: fc
      .record({
        tier: some(1, 2),
        rpo: some('15m', '900s', '1h'),
        title: some('A', 'B'),
        'resource-groups': some(['a'], ['a', 'b'], ['b', 'a']),
      })
      .map((payments) => ({ ...applications, payments: { ...payments, vms: applications.payments.vms } })),
    approvals: fc.record({
      'terminal-may-approve': fc.boolean(),
      freezes: fc.subarray(approvals.freezes),
      rules: fc.shuffledSubarray([{ when: { danger: 'outage' }, lifetime: '5m' }, { when: { danger: 'data-loss' } }]),
    }),
    defaults: fc.record({
      subscription: fc.constant(subscription),
      retention: some('1d', '24h', '2d'),
      'copy-to': some('eastus', 'East US', 'westus'),
    }),
  })
  .map((sections) => policyOf(fileWith(JSON.parse(JSON.stringify(sections)))));

test('two policies that differ never have an empty difference, and equal ones always have', () => {
  fc.assert(
    fc.property(anyFile, anyFile, (one, other) => {
      const { lines } = differenceOf(one, other);

      expect(lines.length === 0).toBe(meaningOf(one) === meaningOf(other));
    }),
    { numRuns: 150 },
  );
});

function meaningOf(policy: Policy): string {
  return JSON.stringify({ ...policy, version: '' });
}

type Place = readonly (string | number)[];

/** Every value in the policy, and every list with something in it. */
function leavesOf(value: unknown, here: Place = []): readonly Place[] {
  if (value === undefined || here.at(-1) === 'kind' || here.at(-1) === 'platform') return [];
  if (value instanceof Date || typeof value !== 'object' || value === null) return [here];
  const below = Object.entries(value).flatMap(([key, each]) =>
    leavesOf(each, [...here, Array.isArray(value) ? Number(key) : key]),
  );
  return Array.isArray(value) && value.length > 0 ? [here, ...below] : below;
}

function changedAt(value: unknown, [first, ...rest]: Place): unknown {
  if (first === undefined) return another(value);
  if (Array.isArray(value)) return value.map((each, index) => (index === first ? changedAt(each, rest) : each));
  return Object.fromEntries(
    Object.entries(value ?? {}).map(([key, each]) => [key, key === first ? changedAt(each, rest) : each]),
  );
}

function another(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(1);
  if (value instanceof Date) return new Date(value.getTime() + 1000);
  if (typeof value === 'number') return value + 1;
  return typeof value === 'boolean' ? !value : `${value}x`;
}

test('whether roles in Azure count concerns everybody', () => {
  const { lines, touched } = changesTo({ 'azure-roles': false });

  expect(lines).toEqual(['changed: roles in Azure: count true -> false']);
  expect(touched.people).toEqual(['ana', 'ben', 'cleo']);
});
