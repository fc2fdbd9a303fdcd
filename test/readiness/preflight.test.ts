import { expect, test } from 'vitest';
import type { PlanContext } from '../../src/definitions/command.ts';
import { AzureUnreachable } from '../../src/errors/azure.ts';
import { preflight } from '../../src/readiness/preflight.ts';
import { reading, sampleItem, sampleOffer, sampleQuota, sampleReaders } from '../sample/azure.ts';
import { vmId } from '../sample/policy.ts';

const names = ['pay-web-01', 'pay-app-01'];
const payments = {
  kind: 'application',
  name: 'payments',
  where: '2 VMs',
  resources: names.map((name) => vmId('rg-payments', name)),
} as const;

test('an application is counted as a whole, though its own region answers nothing', async () => {
  const { readers, asked } = sampleReaders({
    recovery: {
      items: async () => reading(names.map((name) => sampleItem(name, { recoverySize: 'Standard_D4s_v5' }))),
    },
    estate: {
      sizes: async () => reading([sampleOffer('Standard_D4s_v5', 4, 16)]),
      quotas: async () => reading([sampleQuota('standardDSv5Family', 0, 6)]),
    },
    places: { resourceGroup: async (id: string) => reading({ id, region: 'westus2' }) },
  });

  const checks = await preflight(payments, undefined, { readers } as PlanContext);

  expect(checks.map(({ outcome, subject }) => `${outcome} ${subject}`)).toEqual([
    'passed VM size',
    'block quota',
    'passed target group',
  ]);
  expect(asked).not.toContain('estate.vmState');
});

test('a group that does not answer is told, and does not keep anything from being moved', async () => {
  const { readers } = sampleReaders({
    recovery: { items: async () => reading(names.map((name) => sampleItem(name))) },
    estate: { sizes: async () => reading([]), quotas: async () => reading([]) },
    places: {
      resourceGroup: async () => {
        throw new AzureUnreachable('read resource group rg-payments-asr', undefined);
      },
    },
  });

  const checks = await preflight(payments, undefined, { readers } as PlanContext);

  expect(checks.at(-1)).toMatchObject({
    outcome: 'warning',
    subject: 'target group',
    why: expect.stringContaining('I could not read the group rg-payments-asr'),
  });
});

test('what is not replicated has nowhere to go', async () => {
  const { readers } = sampleReaders();

  expect(await preflight(payments, undefined, { readers } as PlanContext)).toMatchObject([
    { outcome: 'block', fix: 'To begin: protect payments' },
  ]);
});
