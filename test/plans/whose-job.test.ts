import { expect, test } from 'vitest';
import { planAdoption } from '../../src/plans/plan-adoption.ts';
import { planJobAction } from '../../src/plans/recovery/job-action.ts';
import { now, reading, sampleItem, sampleJob, sampleReaders } from '../sample/azure.ts';
import { nothingKept } from '../sample/kept.ts';
import { gives, person, samplePolicy, vmId } from '../sample/policy.ts';
import { listedChannel, slackUser } from '../sample/talk.ts';

test('who agrees to the cancelling of a job is judged by the machine that it moves', async () => {
  const { readers } = sampleReaders({
    recovery: {
      jobs: async () => reading([sampleJob('failing-over', { about: 'pay-web-01', allowed: ['cancel'] })]),
      job: async () => reading(sampleJob('failing-over', { about: 'pay-web-01', allowed: ['cancel'] })),
      items: async () => reading([sampleItem('pay-web-01')]),
    },
  });

  const { about } = await planJobAction(
    { job: 'failing-over', action: 'cancel' },
    {
      readers,
      policy: samplePolicy(),
      now: () => now,
      kept: nothingKept,
      operation: async () => undefined,
      asker: { account: slackUser('ana'), channel: listedChannel, person: undefined },
    },
  );

  expect(about).toMatchObject({
    access: { level: 'operator', area: 'recovery' },
    targets: [{ kind: 'vm', name: 'pay-web-01', resources: [vmId('rg-payments', 'pay-web-01')] }],
  });
});

test('nobody follows a job of which they may see nothing', async () => {
  const { readers } = sampleReaders({
    recovery: {
      jobs: async () => reading([sampleJob('failing-over', { about: 'pay-web-01', state: 'running' })]),
      job: async () => reading(sampleJob('failing-over', { about: 'pay-web-01', state: 'running' })),
    },
  });
  const planFor = (application: string) =>
    planAdoption('failing-over', {
      readers,
      policy: samplePolicy({ grants: [gives('ana', 'operator', { kind: 'application', name: application })] }),
      now: () => now,
      kept: nothingKept,
      operation: async () => undefined,
      asker: { account: slackUser('ana'), channel: listedChannel, person: person('ana') },
    });

  expect(await planFor('payments')).toMatchObject({ checks: [{ outcome: 'passed' }] });
  expect(await planFor('orders')).toMatchObject({ checks: [{ outcome: 'block', why: 'Azure lists no such job.' }] });
});
