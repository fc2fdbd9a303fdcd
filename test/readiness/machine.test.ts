import { expect, test } from 'vitest';
import type { VmDisk, VmState } from '../../src/ports/azure/estate.ts';
import { checkAgent, checkConfidential, checkDisks, checkMobilityAgent } from '../../src/readiness/machine.ts';
import { minutesAgo, now, sampleItem, sampleVm } from '../sample/azure.ts';

const vm = (...disks: Partial<VmDisk>[]) =>
  sampleVm('pay-db-01', {
    disks: disks.map((changes, at) => ({
      name: `d${at}`,
      id: `/disks/d${at}`,
      role: 'data',
      sizeGb: 100,
      type: 'Premium_LRS',
      ...changes,
    })),
  });

test('disks that can all be replicated are one line', () => {
  expect(checkDisks(vm({}, {}))).toEqual([
    { outcome: 'passed', subject: 'disks', why: 'All 2 disks can be replicated.' },
  ]);
});

test.each([
  ['an Ultra disk', { type: 'UltraSSD_LRS' }, 'block', '--exclude-disk d0'],
  ['an Ultra disk of the system', { type: 'UltraSSD_LRS', role: 'os' }, 'block', 'another kind of disk'],
  ['a disk beyond the limit', { sizeGb: 32_768 }, 'block', '--exclude-disk d0'],
  ['a system disk beyond its limit', { sizeGb: 4097, role: 'os' }, 'block', 'another kind'],
  ['a Premium v2 disk', { type: 'PremiumV2_LRS' }, 'warning', 'Azure tells'],
] as const)('%s', (_, changes, outcome, fix) => {
  const [check, ...more] = checkDisks(vm(changes, {}));

  expect(more).toEqual([]);
  expect(check).toMatchObject({ subject: 'disk d0', outcome });
  expect(check?.fix).toContain(fix);
});

test('an unmanaged disk can be replicated, with a word about it', () => {
  const { id: _, ...unmanaged } = vm({}).disks[0] as VmDisk;

  expect(checkDisks({ ...vm(), disks: [unmanaged] })).toMatchObject([{ outcome: 'warning', subject: 'disk d0' }]);
});

test.each([
  [{}, 'passed'],
  [{ agent: 'not-ready' }, 'block'],
  [{ agent: 'unknown' }, 'block'],
  [{ power: 'deallocated', agent: 'unknown' }, 'warning'],
  [{ provisioning: 'Updating' }, 'warning'],
] as const)('an agent with %o is %s', (changes, outcome) => {
  const state: VmState = { power: 'running', agent: 'ready', provisioning: 'Succeeded', ...changes };

  expect(checkAgent(vm(), state).outcome).toBe(outcome);
});

test.each([
  [{ agentExpiresAt: minutesAgo(1) }, 'block'],
  [{ agentExpiresAt: minutesAgo(-1) }, 'passed'],
  [{ agentUpdateWaits: true }, 'warning'],
  [{}, 'passed'],
])('an agent of Site Recovery with %o is %s', (changes, outcome) => {
  expect(checkMobilityAgent(sampleItem('x', changes), now).outcome).toBe(outcome);
});

test('a confidential machine is blocked', () => {
  expect(checkConfidential(sampleVm('x', { confidential: true })).outcome).toBe('block');
  expect(checkConfidential(sampleVm('x')).outcome).toBe('passed');
});
