import { expect, test } from 'vitest';
import { idsOf, itemsById, standingOf, tellingNames, worstError } from '../../src/protection/standing.ts';
import { minutesAgo, sampleItem } from '../sample/azure.ts';
import { vmId } from '../sample/policy.ts';

test.each([
  ['protected', {}, { kind: 'protected' }],
  [
    'replicated for the first time',
    { allowed: ['DisableProtection'], firstCopyPercent: 38 },
    { kind: 'first-copy', percent: 38 },
  ],
  [
    'protected, with a percentage that Azure forgot',
    { allowed: ['UnplannedFailover'], firstCopyPercent: 9 },
    { kind: 'protected' },
  ],
  ['in a drill', { allowed: ['TestFailoverCleanup'], drillWaitsForCleanup: true }, { kind: 'drill-waits' }],
  [
    'failed over',
    { allowed: ['Commit', 'ChangePit'], activeLocation: 'target' },
    { kind: 'failed-over', committed: false },
  ],
  [
    'failed over for good',
    { allowed: ['SwitchProtection'], activeLocation: 'target' },
    { kind: 'failed-over', committed: true },
  ],
  [
    'left over from a try that failed',
    { allowed: ['DisableProtection'], failedToBegin: true },
    { kind: 'failed-to-begin' },
  ],
  [
    'being taken away after a try that failed',
    {
      allowed: [],
      failedToBegin: true,
      stateAsAzureSays: 'Enabling protection failed',
      runningJob: { scenario: 'DisableDr', jobId: 'j', startedAt: minutesAgo(1) },
    },
    { kind: 'other', asAzureSays: 'Enabling protection failed' },
  ],
  [
    'in a state that nobody has seen yet',
    { allowed: [], stateAsAzureSays: 'Enabling protection' },
    { kind: 'other', asAzureSays: 'Enabling protection' },
  ],
  [
    'under way, though Azure calls it protected still',
    { allowed: [], runningJob: { scenario: 'UnplannedFailover', jobId: 'j', startedAt: minutesAgo(1) } },
    { kind: 'other', asAzureSays: 'failover runs' },
  ],
] as const)('a machine is %s by what Azure allows', (_, changes, standing) => {
  expect(standingOf(sampleItem('pay-web-01', changes))).toEqual(standing);
});

test('after reprotection the machine is still found by the id that it came from', () => {
  const original = vmId('rg-payments', 'pay-web-01');
  const moved = sampleItem('pay-web-01', {
    vmId: vmId('rg-payments-asr', 'pay-web-01').toUpperCase(),
    recoveryResourceGroupId: '/subscriptions/5A1E0000-0000-0000-0000-000000000001/resourceGroups/rg-payments',
  });

  expect(itemsById([sampleItem('other'), moved])(original)).toBe(moved);
});

test('an item that runs under this very id comes before one that would become it', () => {
  const here = sampleItem('pay-web-01');
  const elsewhere = sampleItem('x', { recoveryVmId: here.vmId });

  expect(itemsById([elsewhere, here])(here.vmId)).toBe(here);
  expect(idsOf(elsewhere)).toContain(here.vmId);
});

test('a critical error says more than a warning before it', () => {
  const error = { summary: '', possibleCauses: '', recommendedAction: '' };

  expect(
    worstError([
      { ...error, code: '1', level: 'warning' },
      { ...error, code: '2', level: 'critical' },
    ])?.code,
  ).toBe('2');
});

test('twins are told apart by their groups', () => {
  const ids = [vmId('rg-a', 'twin'), vmId('rg-b', 'twin'), vmId('rg-a', 'other')];

  expect(ids.map(tellingNames(ids))).toEqual(['rg-a/twin', 'rg-b/twin', 'other']);
});
