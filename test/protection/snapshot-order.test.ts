import { expect, test } from 'vitest';
import { waitsFor } from '../../src/protection/copies/snapshot-order.ts';
import { sampleSnapshot } from '../sample/azure.ts';

const source = sampleSnapshot('mine');
/** Of another disk each. */
const copyOfAnother = (at: number, changes: { readonly percent?: number; readonly region?: string } = {}) => {
  const original = sampleSnapshot(`other-${at}`, { diskId: `/disks/${at}` });
  return [
    original,
    sampleSnapshot(`other-${at}-far`, { region: 'westus', copyOf: original.id, percent: 5, ...changes }),
  ];
};
const others = (count: number) => Array.from({ length: count }, (_, at) => copyOfAnother(at)).flat();

test('a hundred snapshots are copied into a region at once, and the next one waits', () => {
  expect(waitsFor(source, 'westus', [source, ...others(99)])).toBeUndefined();
  expect(waitsFor(source, 'westus', [source, ...others(100)])).toBe(
    '100 copies into West US are under way, the most that Azure takes at once',
  );
});

test('what has arrived, or goes into another region, does not count', () => {
  const arrived = copyOfAnother(100, { percent: 100 });
  const elsewhere = copyOfAnother(101, { region: 'centralus' });

  expect(waitsFor(source, 'westus', [source, ...others(99), ...arrived, ...elsewhere])).toBeUndefined();
});
