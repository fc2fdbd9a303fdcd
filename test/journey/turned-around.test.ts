import { expect, test } from 'vitest';
import { findDisk } from '../../rehearsal/azure/services/compute/disk-data.ts';
import {
  createAvailabilitySet,
  createDiskEncryptionSet,
  findVirtualMachine,
} from '../../rehearsal/azure/services/compute/provision.ts';
import type { World } from '../../rehearsal/azure/world/world.ts';
import { startBench, taken } from '../harness/bench.ts';
import { describeOnEachRedis } from '../redis-servers.ts';

const compute = (group: string, rest: string, { subscriptionId }: { readonly subscriptionId: string }) =>
  `/subscriptions/${subscriptionId}/resourceGroups/${group}/providers/Microsoft.Compute/${rest}`;

const keyUrl = 'https://payments-keys.vault.azure.net/keys/disks/1';

const encrypt = (world: World, diskId: string, diskEncryptionSetId: string): void => {
  const disk = findDisk(world, diskId);
  if (!disk) throw new Error(`There is no disk ${diskId}.`);
  disk.properties.encryption = { type: 'EncryptionAtRestWithCustomerKey', diskEncryptionSetId };
};

describeOnEachRedis('Redis', (connect) => {
  test('a machine goes back into its availability set, with its own keys', async () => {
    const { world, ask, carryOut, say } = await startBench(connect);
    const inner = world.azure.world;
    const [setId, keysHere, keysThere] = [
      compute('payments', 'availabilitySets/pay-web', world),
      compute('payments', 'diskEncryptionSets/pay-keys', world),
      compute('payments-asr', 'diskEncryptionSets/pay-keys-asr', world),
    ] as const;
    createAvailabilitySet(inner, { id: setId, location: 'eastus' });
    createDiskEncryptionSet(inner, { id: keysHere, location: 'eastus', keyUrl });
    createDiskEncryptionSet(inner, { id: keysThere, location: 'westus', keyUrl });
    const vmId = compute('payments', 'virtualMachines/pay-web-01', world);
    const machine = findVirtualMachine(inner, vmId);
    if (machine) machine.properties.availabilitySet = { id: setId };
    encrypt(inner, compute('payments', 'disks/pay-web-01-os', world), keysHere);
    await carryOut(await ask('failover pay-web-01'), { turns: 40, seconds: 120 });
    encrypt(inner, compute('payments-asr', 'disks/pay-web-01-os', world), keysThere);

    const asked = await say('ana', 'reprotect pay-web-01');
    const request = /DR-\d+/u.exec(asked)?.[0] ?? 'none';
    const card = await say('ana', `approvals ${request}`);
    const calls = await say('ana', `approvals ${request} --calls`);
    const back = await carryOut(await ask('reprotect pay-web-01'), { turns: 40, seconds: 1800 });
    const home = await carryOut(await ask('failback pay-web-01'), { turns: 40, seconds: 120 });

    expect(card).toMatch(/availability set pay-web, 1 disk through cachewestus01, encrypted by pay-keys/iu);
    // Compute spells some ids in capitals.
    expect(calls.toLowerCase()).toContain(`"recoveryavailabilitysetid": "${setId.toLowerCase()}"`);
    expect(calls.toLowerCase()).toContain(`"recoverydiskencryptionsetid": "${keysHere.toLowerCase()}"`);
    expect([back.ended, home.ended]).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }]);
    expect(findVirtualMachine(inner, vmId)?.properties.availabilitySet?.id.toLowerCase()).toBe(setId.toLowerCase());
    expect(findDisk(inner, compute('payments', 'disks/pay-web-01-os', world))?.properties.encryption).toMatchObject({
      diskEncryptionSetId: keysHere,
    });
    expect(taken(world)).toContain('ReplicationProtectionContainers_SwitchProtection');
  });
});
