import { expect, test } from 'vitest';
import { contoso } from '../../rehearsal/azure/scenarios/contoso.ts';
import { assignRole } from '../adapters/azure/roles/assign-role.ts';
import { startBench } from '../harness/bench.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { everything, gives, person, samplePolicy } from '../sample/policy.ts';

const principalId = contoso.principals.find(({ name }) => name === 'nobody')?.objectId ?? 'none';
const entra = { platform: 'entra', tenant: contoso.tenantId, objectId: principalId } as const;
const cleo = person('cleo', 'Cleo Wirth');

/** Ana may ask by the policy; Cleo may do nothing but what her roles in Azure give. */
const policy = samplePolicy({
  azureRoles: true,
  applications: [],
  people: [person('ana', 'Ana Ruiz'), { ...cleo, accounts: [...cleo.accounts, entra] }],
  grants: [gives('ana', 'operator', everything)],
});

const siteRecoveryOperator = { principalId, role: 'Site Recovery Operator' };

describeOnEachRedis('Roles in Azure', (connect) => {
  const start = async () => {
    const journey = await startBench(connect, { policy });
    await journey.say('ana', 'failover pay-web-01');
    const approve = async () => journey.say('cleo', `approve DR-1001 ${await journey.digest('DR-1001')}`);
    return { ...journey, approve };
  };

  test('make an approver of somebody, from the click after they were given', async () => {
    const { world, say, approve, carryOut, state } = await start();

    expect(await approve()).toContain('You may not decide this');
    await assignRole(world, siteRecoveryOperator);
    expect(await approve()).toContain('Its steps: operation DR-');
    expect(await say('cleo', 'whoami')).toContain('Azure role Site Recovery Operator on subscription');
    await carryOut('DR-1001', { turns: 30, seconds: 60 });

    expect(await state('DR-1001')).toMatchObject({ ended: { outcome: 'done' } });
  });

  test('carry nothing any more once they are taken away, even when the quorum was complete', async () => {
    const { world, approve, carryOut, state } = await start();
    const takeAway = await assignRole(world, siteRecoveryOperator);
    await approve();

    await takeAway();
    await carryOut('DR-1001', { turns: 2, seconds: 1 });

    expect(await state('DR-1001')).toMatchObject({
      ended: { outcome: 'stopped', summary: 'Nothing was sent: Cleo Wirth may not approve it' },
    });
    expect(world.arrived()).not.toContain('ReplicationProtectedItems_UnplannedFailover');
  });

  test('give nothing while they cannot be read, and the answer says so', async () => {
    const { world, say, approve, carryOut, state } = await start();
    await assignRole(world, siteRecoveryOperator);
    const operation = 'RoleAssignments_ListForSubscription';
    world.azure.faults.add({ operation }, { kind: 'drop-before-accepting' });

    expect(await approve()).toMatch(/You may not decide this.*Azure's roles could not be read: Azure could not be/su);
    expect(await say('cleo', 'approvals')).toContain("Azure's roles could not be read: Azure could not be reached.");
    world.azure.faults.clear();
    await approve();
    world.azure.faults.add({ operation }, { kind: 'drop-before-accepting' });
    await carryOut('DR-1001', { turns: 2, seconds: 1 });

    const { ended } = await state('DR-1001');
    expect(ended?.summary).toMatch(
      /^Nothing was sent: Cleo Wirth may not approve it, by lifeboat.yaml alone\. Azure's/u,
    );
  });
});
