import { expect, test } from 'vitest';
import type { OperationStanding } from '../../../src/ports/azure/write.ts';
import { restoreFromSecondary } from '../../../src/workflows/backup/restore-steps.ts';
import type { Tools } from '../../../src/workflows/tools.ts';

const token = { kind: 'cross-region-operation', at: '/o', resource: '/i', acceptedAt: '' } as const;

const askedAgain = async (standing: OperationStanding): Promise<OperationStanding> => {
  const step = restoreFromSecondary({
    order: {
      ...{ itemId: '/i', pointId: '/p', vmId: '/v', region: 'westus', stagingAccountId: '/s' },
      into: { kind: 'disks', resourceGroupId: '/g' },
    },
    ...{ vaultId: '/vault', machine: 'pay-web-01', pointName: 'xr-000000' },
  });
  return step.standing({ writers: { backup: { standing: async () => standing } } } as unknown as Tools, token);
};

test('a job in the secondary region, whose every look costs a write, is looked at every three minutes', async () => {
  expect(await askedAgain({ state: 'running', job: '/j', askAgainInSeconds: 60 })).toMatchObject({
    askAgainInSeconds: 180,
  });
  expect(await askedAgain({ state: 'running', job: '/j', askAgainInSeconds: 324 })).toMatchObject({
    askAgainInSeconds: 324,
  });
});

test('until there is a job, it is looked for as soon as Azure allows', async () => {
  expect(await askedAgain({ state: 'running', askAgainInSeconds: 5 })).toMatchObject({ askAgainInSeconds: 5 });
});
