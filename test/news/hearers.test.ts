import { expect, test } from 'vitest';
import { aboutTargets, hearersOf } from '../../src/news/hearers.ts';
import type { Subscription } from '../../src/ports/subscriptions.ts';
import { gives, person, samplePolicy, vmId } from '../sample/policy.ts';
import { listedChannel } from '../sample/talk.ts';

const inPerson = { ...listedChannel, id: 'D-rob', personal: true };
const watch = (channel: Subscription['channel']): Subscription => ({
  id: 'W-1',
  channel,
  about: `vm:${vmId('rg-payments', 'pay-web-01')}`,
  title: 'pay-web-01',
  events: ['completed'],
  by: 'rob',
});
const machine = { kind: 'vm', name: 'pay-web-01', where: '', resources: [vmId('rg-payments', 'pay-web-01')] } as const;

const heardBy = (policy: ReturnType<typeof samplePolicy>, channel: Subscription['channel']) =>
  hearersOf(aboutTargets([machine], policy), [watch(channel)], policy).map((hearer) => hearer.channel.id);

test('what somebody watches for themselves is told to them while they may read it', () => {
  const reads = samplePolicy();
  const readsOther = samplePolicy({ grants: [gives('rob', 'reader', { kind: 'application', name: 'orders' })] });
  const hasLeft = samplePolicy({ people: [person('ana')] });

  expect(heardBy(reads, inPerson)).toEqual(['D-rob']);
  expect(heardBy(readsOther, inPerson)).toEqual([]);
  expect(heardBy(hasLeft, inPerson)).toEqual([]);
  expect(heardBy(hasLeft, listedChannel)).toEqual(['C1']);
});
