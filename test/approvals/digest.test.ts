import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beyondBounds, differences, digestOf } from '../../src/approvals/digest.ts';
import type { PlanFacts } from '../../src/plans/plan.ts';

const decisive = fc.dictionary(
  fc.string({ maxLength: 8 }),
  fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 4 })),
  { maxKeys: 5 },
);
const bound = fc.record({ now: fc.nat(), most: fc.nat(), unit: fc.constantFrom('min', 'GB') });
const bounded = fc.dictionary(fc.string({ maxLength: 8 }), bound, { maxKeys: 3 });
const shown = fc.dictionary(fc.string({ maxLength: 8 }), fc.string(), { maxKeys: 3 });
const facts: fc.Arbitrary<PlanFacts> = fc.record({ decisive, bounded, shown });

test('the order of facts and of machines, and what is merely shown, change nothing', () => {
  fc.assert(
    fc.property(facts, shown, fc.nat(), (before, otherShown, otherNow) => {
      const reversed = Object.entries(before.decisive)
        .reverse()
        .map(([name, value]) => [name, typeof value === 'string' ? value : [...value].reverse()]);
      const moved = Object.entries(before.bounded).map(([name, each]) => [name, { ...each, now: otherNow }]);
      const after: PlanFacts = {
        decisive: Object.fromEntries(reversed),
        bounded: Object.fromEntries(moved),
        shown: otherShown,
      };

      expect(digestOf('failover', after)).toBe(digestOf('failover', before));
      expect(differences(before, after)).toEqual([]);
    }),
  );
});

test('every other decisive fact or limit is another digest, and is named', () => {
  fc.assert(
    fc.property(
      facts,
      fc.string({ maxLength: 8 }),
      fc.string({ minLength: 1 }),
      fc.nat(),
      (before, name, value, most) => {
        const old = Object.hasOwn(before.decisive, name) ? before.decisive[name] : undefined;
        fc.pre(old !== value && !(Array.isArray(old) && old.join(', ') === value));
        const otherFact = { ...before, decisive: { ...before.decisive, [name]: value } };
        const oldBound = Object.hasOwn(before.bounded, name) ? before.bounded[name] : undefined;
        const otherBound = { ...before, bounded: { ...before.bounded, [name]: { now: 0, most, unit: 'min' } } };

        expect(digestOf('failover', otherFact)).not.toBe(digestOf('failover', before));
        expect(differences(before, otherFact)).not.toEqual([]);
        if (oldBound?.most === most && oldBound.unit === 'min') return;
        expect(digestOf('failover', otherBound)).not.toBe(digestOf('failover', before));
        expect(differences(before, otherBound)).not.toEqual([]);
      },
    ),
  );
});

test('the same facts of another command are another digest', () => {
  const same: PlanFacts = { decisive: { vms: ['a'] }, bounded: {}, shown: {} };

  expect(digestOf('failover', same)).not.toBe(digestOf('failback', same));
});

test('an approval covers what was shown up to its limit', () => {
  const loss = (now: number): PlanFacts => ({
    decisive: {},
    bounded: { 'data loss': { now, most: 15, unit: 'min' } },
    shown: {},
  });

  expect(beyondBounds(loss(6), loss(15))).toEqual([]);
  expect(beyondBounds(loss(6), loss(16))).toEqual(['data loss: 16 min now, approved up to 15 min']);
});
