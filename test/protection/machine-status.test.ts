import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concerns, statuses, worse, worstFirst } from '../../src/protection/machine-status.ts';
import { byApplication, byVault } from '../../src/protection/rollup.ts';
import { minutesAgo, now, sampleBackupItem, sampleItem } from '../sample/azure.ts';
import { samplePolicy, vmId } from '../sample/policy.ts';

const applications = samplePolicy().applications.map((each) => ({ ...each, rpoSeconds: 900 }));
const known = { items: [], backups: [], applications, now };
const status = (name: string, changes: Parameters<typeof sampleItem>[1] = {}) =>
  statuses({ ...known, items: [sampleItem(name, changes)] })(vmId('rg-payments', name), name);

test('over the objective since the moment when the last point became too old', () => {
  const { rpo, concern } = status('pay-app-01', { rpoSeconds: 41 * 60, rpoCalculatedAt: minutesAgo(14) });

  expect(rpo?.overSince).toEqual(minutesAgo(14 + 41 - 15));
  expect(concern).toBe('at-risk');
});

test('exactly at the objective is not over it', () => {
  expect(status('pay-app-01', { rpoSeconds: 900 }).rpo?.overSince).toBeUndefined();
});

test('a figure that Azure has not renewed for long wants attention, however good it is', () => {
  expect(status('pay-app-01', { rpoSeconds: 60, rpoCalculatedAt: minutesAgo(16) })).toMatchObject({
    rpo: { stale: true },
    concern: 'attention',
  });
});

test('after a failover the silence of the source is no alarm, and its old figure is not shown', () => {
  const { rpo, concern } = status('pay-app-01', { activeLocation: 'target', allowed: ['Commit'], health: 'critical' });

  expect([rpo, concern]).toEqual([undefined, 'attention']);
});

test('a machine without replication is backed up, unprotected, or not known', () => {
  const of = (changes: Partial<typeof known> & { items?: undefined }) =>
    statuses({ ...known, ...changes })(vmId('rg-payments', 'pay-db-01'), 'pay-db-01').standing.kind;

  expect(of({ backups: [sampleBackupItem('pay-db-01')] as never })).toBe('backup-only');
  expect(of({})).toBe('not-replicated');
  expect(of({ items: undefined })).toBe('unknown');
});

const anyMachine = fc
  .record({
    name: fc.constantFrom('pay-web-01', 'pay-web-02', 'pay-app-01', 'pay-db-01', 'alone'),
    rpoSeconds: fc.option(fc.nat(10_000), { nil: undefined }),
    age: fc.nat(60),
    health: fc.constantFrom('normal', 'warning', 'critical' as const),
    allowed: fc.constantFrom(['UnplannedFailover'], ['Commit'], []),
    activeLocation: fc.constantFrom('source', 'target' as const),
  })
  .map(({ name, age, rpoSeconds, ...changes }) =>
    status(name, {
      ...(changes as object),
      rpoCalculatedAt: minutesAgo(age),
      ...(rpoSeconds === undefined ? { rpoSeconds: 0 } : { rpoSeconds }),
    }),
  );

test('sorted, no machine is worse than the one before it, and none is lost', () => {
  fc.assert(
    fc.property(fc.array(anyMachine), (machines) => {
      const sorted = [...machines].sort(worstFirst);

      const ranks = sorted.map(({ concern }) => concerns.indexOf(concern));
      expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
      expect(new Set(sorted)).toEqual(new Set(machines));
    }),
  );
});

test('rows of groups add up to all machines, worst first, each as bad as its worst machine', () => {
  fc.assert(
    fc.property(fc.array(anyMachine), (machines) => {
      const rows = byApplication(machines);

      expect(rows.reduce((sum, row) => sum + row.machines, 0)).toBe(machines.length);
      for (const row of rows) {
        const own = machines.filter((machine) => (machine.application?.name ?? 'no application') === row.name);
        expect(row.concern).toBe(own.map(({ concern }) => concern).reduce(worse, 'none'));
      }
      const ranks = rows.map(({ concern }) => concerns.indexOf(concern));
      expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
    }),
  );
});

test('a vault is one row, whatever the letter case of its id', () => {
  const rows = byVault([status('pay-web-01'), status('pay-web-02')]);

  expect(rows).toMatchObject([{ name: 'recovery', machines: 2, protected: 2 }]);
});
