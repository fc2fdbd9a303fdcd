import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkQuota } from '../../src/readiness/quota.ts';
import { checkSize } from '../../src/readiness/size.ts';
import { sampleOffer, sampleQuota } from '../sample/azure.ts';

const offers = [
  sampleOffer('Standard_D2s_v5', 2, 8),
  sampleOffer('Standard_D4s_v5', 4, 16),
  sampleOffer('Standard_D8s_v5', 8, 32),
  sampleOffer('Standard_E4s_v5', 4, 32),
  sampleOffer('Standard_F4s_v2', 4, 8, 'NotAvailableForSubscription'),
];
const wanted = (size: string, count = 1) => Array.from({ length: count }, (_, at) => ({ name: `vm-${at}`, size }));

test('a size that is offered passes, in any letter case', () => {
  expect(checkSize('standard_d4s_V5', offers, 'West US 2').outcome).toBe('passed');
});

test.each([
  ['restricted: as many cores of another kind', 'Standard_F4s_v2', 'Standard_D4s_v5'],
  ['not there: the same kind, as many cores by its name', 'Standard_E4as_v4', 'Standard_E4s_v5'],
  ['not there and nothing as small: the next larger', 'Standard_D6s_v5', 'Standard_D8s_v5'],
])('a size %s', (_, size, nearest) => {
  const check = checkSize(size, offers, 'West US 2');

  expect(check.outcome).toBe('warning');
  expect(check.fix).toContain(nearest);
});

test('a size that nothing comes near to blocks', () => {
  expect(checkSize('Standard_M128s', offers, 'West US 2').outcome).toBe('block');
  expect(checkSize('Nonsense', offers, 'West US 2').outcome).toBe('block');
});

test('machines that each fit alone are refused where they do not fit together', () => {
  const quotas = [sampleQuota('standardDSv5Family', 4, 10)];

  expect(checkQuota(wanted('Standard_D4s_v5'), offers, quotas, 'West US 2').outcome).toBe('passed');
  expect(checkQuota(wanted('Standard_D4s_v5', 2), offers, quotas, 'West US 2')).toMatchObject({
    outcome: 'block',
    why: 'standardDSv5Family vCPUs: 8 needed for 2 VMs together, 6 free in West US 2.',
  });
});

test.each([
  ['exactly enough', sampleQuota('STANDARDDSV5FAMILY', 6, 10), 'passed'],
  ['one core too few', sampleQuota('standardDSv5Family', 7, 10), 'block'],
  ['too few cores in all', sampleQuota('cores', 98, 100), 'block'],
  ['no machine more', sampleQuota('virtualMachines', 25, 25), 'block'],
  ['too few of another family', sampleQuota('standardESv5Family', 10, 10), 'passed'],
])('a quota with %s', (_, quota, outcome) => {
  expect(checkQuota(wanted('Standard_D4s_v5'), offers, [quota], 'West US 2').outcome).toBe(outcome);
});

test('a size that Azure does not know there is a warning, not a pass', () => {
  expect(checkQuota(wanted('Standard_X9'), offers, [], 'West US 2').outcome).toBe('warning');
});

test('quotas pass exactly while the sum of every family stays within its limit', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...offers)), fc.nat(40), fc.nat(40), (sizes, used, limit) => {
      const machines = sizes.map(({ size }) => ({ name: size, size }));
      const cores = sizes
        .filter(({ family }) => family === 'standardDSv5Family')
        .reduce((sum, { cores: each }) => sum + each, 0);

      const { outcome } = checkQuota(machines, offers, [sampleQuota('standardDSv5Family', used, limit)], 'x');

      expect(outcome).toBe(cores > 0 && used + cores > limit ? 'block' : 'passed');
    }),
  );
});
