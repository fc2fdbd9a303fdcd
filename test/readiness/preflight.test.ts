import { expect, test } from 'vitest';
import type { PlanContext } from '../../src/definitions/command.ts';
import { AzureUnreachable } from '../../src/errors/azure.ts';
import { preflight } from '../../src/readiness/preflight.ts';
import { reading, sampleItem, sampleOffer, sampleQuota, sampleReaders } from '../sample/azure.ts';
import { nothingKept } from '../sample/kept.ts';
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

  const checks = await preflight(payments, undefined, { readers, kept: nothingKept } as unknown as PlanContext);

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

  const checks = await preflight(payments, undefined, { readers, kept: nothingKept } as unknown as PlanContext);

  expect(checks.at(-1)).toMatchObject({
    outcome: 'warning',
    subject: 'target group',
    why: expect.stringContaining('I could not read the group rg-payments-asr'),
  });
});

test('a group in the region that is left is changed by a command that can, of a machine that comes into it', async () => {
  const { readers } = sampleReaders({
    recovery: { items: async () => reading(names.map((name) => sampleItem(name))) },
    estate: { sizes: async () => reading([]), quotas: async () => reading([]) },
    places: { resourceGroup: async (id: string) => reading({ id, region: 'eastus' }) },
  });

  const checks = await preflight(payments, undefined, { readers, kept: nothingKept } as unknown as PlanContext);

  expect(checks.at(-1)).toMatchObject({
    outcome: 'block',
    fix: `Choose a group in another region: protection-update ${names[0]} --resource-group`,
  });
});

test('what is not replicated has nowhere to go', async () => {
  const { readers } = sampleReaders();

  expect(await preflight(payments, undefined, { readers, kept: nothingKept } as unknown as PlanContext)).toMatchObject([
    { outcome: 'block', fix: 'To begin: protect payments' },
  ]);
});

test('a worker that Azure would refuse is told before it is asked for anything, and one that it would not is not', async () => {
  const item = sampleItem('pay-web-01', { recoverySize: 'Standard_D4s_v5' });
  const [one] = [{ ...payments, resources: [item.vmId] }];
  const worker = { ...nothingKept.worker, objectId: async () => '0e9c6a10-1f59-4c43-93d4-6c1f00010006' };
  const told = async (actions: readonly string[]) => {
    const role = { name: 'Custom', scope: '/', subscription: item.vmId.split('/')[2] ?? '', actions, notActions: [] };
    const { readers } = sampleReaders({
      recovery: { items: async () => reading([item]) },
      estate: {
        sizes: async () => reading([sampleOffer('Standard_D4s_v5', 4, 16)]),
        quotas: async () => reading([sampleQuota('standardDSv5Family', 0, 60)]),
      },
      rights: { rolesOf: async () => reading([role]) },
    });
    const context = { readers, kept: { ...nothingKept, worker } } as unknown as PlanContext;
    return (await preflight(one, undefined, context)).filter(({ subject }) => subject === "the worker's rights");
  };

  expect(await told(['*'])).toEqual([]);
  expect(await told(['*/read'])).toMatchObject([{ outcome: 'warning', why: /unplannedFailover|testFailover/u }]);
});
