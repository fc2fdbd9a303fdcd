import { expect, test } from 'vitest';
import { understandGroups } from '../../src/plans/recovery/plan-groups.ts';
import { sampleItem } from '../sample/azure.ts';
import { vmId } from '../sample/policy.ts';

const [db, web1, web2] = ['pay-db-01', 'pay-web-01', 'pay-web-02'].map((name) => sampleItem(name));
const twin = sampleItem('twin', { id: 'twin-a', vmId: vmId('rg-a', 'twin') });
const all = [db, web1, web2, twin, { ...twin, id: 'twin-b', vmId: vmId('rg-b', 'twin') }].filter(
  (item) => item !== undefined,
);
const none = { manual: [], runbook: [], script: [] };

test('groups hold the machines that are named, and actions stand where they are wanted', () => {
  const { groups, checks } = understandGroups(
    {
      groups: ['pay-db-01', 'PAY-web-01, pay-web-02'],
      manual: ['after 1 in failover: Check that the database answers'],
      runbook: ['before 2: /subscriptions/s/runbooks/open-ports'],
      script: ['after 2 at source: C:\\ready.ps1'],
    },
    all,
  );

  expect(checks).toEqual([]);
  expect(groups).toMatchObject([
    {
      kind: 'boot',
      itemIds: [db?.id],
      after: [{ kind: 'manual', instructions: 'Check that the database answers', during: ['failover'] }],
    },
    {
      itemIds: [web1?.id, web2?.id],
      before: [{ kind: 'runbook', name: 'open-ports', runs: '/subscriptions/s/runbooks/open-ports', runsAt: 'target' }],
      after: [{ kind: 'script', name: 'ready.ps1', runsAt: 'source' }],
    },
  ]);
});

test.each([
  [{ groups: ['pay-x-01'] }, 'Site Recovery replicates no machine of that name.'],
  [{ groups: ['twin'] }, 'several machines are called that.'],
  [{ groups: ['pay-db-01', 'pay-db-01'] }, 'it is named twice.'],
  [{ groups: ['pay-db-01'], manual: ['after 2: x'] }, 'there is no group 2.'],
  [{ groups: ['pay-db-01'], manual: ['after all: x'] }, 'I do not understand "after all: x".'],
])('%j is refused', (typed, why) => {
  const { checks } = understandGroups({ ...none, ...typed }, all);

  expect(checks).toContainEqual(expect.objectContaining({ outcome: 'block', why }));
});

test('a machine whose name two bear is named with its group', () => {
  expect(understandGroups({ ...none, groups: ['rg-b/twin'] }, all).groups[0]?.itemIds).toEqual(['twin-b']);
});
