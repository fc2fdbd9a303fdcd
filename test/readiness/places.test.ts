import { expect, test } from 'vitest';
import { checkCacheAccount, checkTargetGroup, checkVault } from '../../src/readiness/places.ts';
import { checkRegionPair, regionNamed, suitableTargets } from '../../src/readiness/region-pair.ts';
import {
  centralUs,
  eastUs,
  recoveryVault,
  sampleItem,
  sampleRegions,
  sampleVault,
  westEurope,
  westUs,
  westUs2,
} from '../sample/azure.ts';

test.each([
  [eastUs, westUs, 'passed', 'Azure pairs them'],
  [eastUs, centralUs, 'passed', 'one geographic cluster'],
  [eastUs, eastUs, 'block', 'where it runs'],
  [eastUs, westEurope, 'block', 'different geographic clusters'],
  [eastUs, undefined, 'block', 'no such region'],
] as const)('from $title to $title', (source, target, outcome, why) => {
  const check = checkRegionPair(source, target, 'pay-web-01');

  expect(check.outcome).toBe(outcome);
  expect(check.why).toContain(why);
});

test('the targets of a machine are the rest of its cluster, the paired one first', () => {
  const canary = { ...centralUs, name: 'centraluseuap', title: 'Central US EUAP' };

  expect(suitableTargets(eastUs, [canary, ...sampleRegions]).map(({ name }) => name)).toEqual([
    'westus',
    'centralus',
    'westus2',
  ]);
});

test.each(['West US 2', 'westus2', 'WESTUS2', 'westus 2'])('%s is a region', (name) => {
  expect(regionNamed(sampleRegions, name)).toBe(westUs2);
});

test.each([
  [
    'one in the target region first',
    [sampleVault('a', { region: 'centralus' }), sampleVault('b')],
    undefined,
    'passed',
    'b in West US 2',
  ],
  ['any outside the source', [sampleVault('a', { region: 'Central US' })], undefined, 'passed', 'a in Central US'],
  [
    'none in the source region',
    [sampleVault('a', { region: 'East US' })],
    undefined,
    'block',
    'no vault outside East US',
  ],
  ['its own, where it is', [sampleVault('recovery')], sampleItem('x'), 'passed', 'recovery is in West US 2'],
  [
    'its own in the source region',
    [sampleVault('recovery', { region: 'eastus' })],
    sampleItem('x'),
    'block',
    'the region it is to outlive',
  ],
] as const)('a vault: %s', (_, vaults, item, outcome, why) => {
  const check = checkVault(vaults, eastUs, westUs2, item);

  expect(sampleVault('recovery').id).toBe(recoveryVault);
  expect(check.outcome).toBe(outcome);
  expect(check.why).toContain(why);
});

const account = (name: string, region: string, kind = 'StorageV2') => ({
  id: `/accounts/${name}`,
  name,
  region,
  sku: 'Standard_LRS',
  kind,
});
const caching = (id: string) => sampleItem('x', { disks: [{ id: 'd', name: 'd', cacheAccountId: id }] });

test.each([
  ['one that fits', [account('far', 'westus2'), account('near', 'East US')], undefined, 'passed', 'near'],
  [
    'none of the right kind',
    [account('blob', 'eastus', 'BlobStorage')],
    undefined,
    'warning',
    'There is none in East US',
  ],
  ['the one in use', [account('used', 'eastus')], caching('/ACCOUNTS/used'), 'passed', 'used is in East US'],
  [
    'the one in use, elsewhere',
    [account('used', 'westus2'), account('near', 'eastus')],
    caching('/accounts/used'),
    'block',
    'used is in West US 2',
  ],
  [
    'the one in use, gone',
    [account('near', 'eastus')],
    caching('/accounts/gone'),
    'warning',
    'gone is used and cannot be found',
  ],
] as const)('a cache account: %s', (_, accounts, item, outcome, why) => {
  const check = checkCacheAccount(accounts, eastUs, 'pay-web-01', item);

  expect(check.outcome).toBe(outcome);
  expect(check.why).toContain(why);
});

test.each([
  [undefined, 'passed'],
  [{ region: 'westus2' }, 'passed'],
  [{ region: 'East US' }, 'block'],
] as const)('a target group at %o is %s', (group, outcome) => {
  expect(checkTargetGroup('rg-asr', group, eastUs, 'protect pay-web-01').outcome).toBe(outcome);
});
