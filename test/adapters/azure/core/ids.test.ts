import { expect, test } from 'vitest';
import { idKey, isSameId, nameOf, parentId, parseId } from '../../../../adapters/azure/core/ids.ts';
import { time } from '../../../../adapters/azure/core/times.ts';

const point = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/restorePointCollections/c/restorePoints/p';

test('an id is taken apart', () => {
  expect(parseId(point)).toEqual({
    subscription: 's',
    resourceGroup: 'g',
    type: 'Microsoft.Compute/restorePointCollections/restorePoints',
    names: ['c', 'p'],
    name: 'p',
  });
});

test('a group is a resource as well', () => {
  expect(parseId('/subscriptions/s/resourcegroups/g')).toMatchObject({ resourceGroup: 'g', name: 'g' });
});

test.each(['', 'vm-1', '/subscriptions/s', '/providers/x/y', 'https://elsewhere/subscriptions/s/resourceGroups/g'])(
  '"%s" is no id',
  (id) => {
    expect(() => parseId(id)).toThrow('no id of a resource');
  },
);

test('letter case and a last slash make no difference', () => {
  expect(isSameId(point, `${point.toUpperCase()}/`)).toBe(true);
  expect(isSameId(point, parentId(point))).toBe(false);
  expect(isSameId(undefined, undefined)).toBe(false);
  expect(idKey('/A/B/')).toBe('/a/b');
  expect(nameOf(parentId(point))).toBe('c');
});

test.each([
  ['0001-01-01T00:00:00', undefined],
  ['1753-01-01T01:01:01Z', undefined],
  ['9999-12-31T23:59:59Z', undefined],
  [null, undefined],
  ['never', undefined],
  [17, undefined],
  ['2026-03-02T08:00:00', new Date('2026-03-02T08:00:00Z')],
  ['2026-03-02T10:00:00+02:00', new Date('2026-03-02T08:00:00Z')],
  [new Date('2026-03-02T08:00:00Z'), new Date('2026-03-02T08:00:00Z')],
])('the time %s is %s', (said, at) => {
  expect(time.parse(said)).toEqual(at);
});
