import { expect } from 'vitest';
import { protectVirtualMachine } from '../../../rehearsal/azure/services/site-recovery/provision.ts';
import type { Bench } from '../bench.ts';
import type { Rehearsed } from '../rehearsed.ts';

export const protectMachines: Rehearsed = {
  workflow: 'protect-machines',
  line: 'protect test-01 --to westus',
  seconds: 300,
  turns: 100,
  once: [],
  proves: async ({ world }) => {
    const { value: items } = await world.connected.readers.recovery.items('fresh');
    const mine = items.filter(({ vmName }) => vmName === 'test-01');

    expect(mine).toMatchObject([
      {
        sourceRegion: 'eastus2',
        targetRegion: 'westus',
        rpoSeconds: expect.any(Number),
        recoveryNetworkId: expect.stringMatching(/vnet-eastus2-asr$/iu),
      },
    ]);
  },
};

const statesOf = async ({ world }: Bench, ...names: readonly string[]) => {
  const { value: items } = await world.connected.readers.recovery.items('fresh');
  return names.map((name) => items.find(({ vmName }) => vmName === name)?.stateAsAzureSays);
};

/** Of two machines one has a disk that nobody has initialised: only Azure's job notices. */
export const oneFailsToBegin: Rehearsed = {
  workflow: 'protect-machines',
  how: 'protect, where one of two fails',
  line: 'protect test-01 ledger-file-01 --to westus',
  seconds: 300,
  turns: 100,
  once: [],
  outcome: 'failed',
  proves: async (bench) => {
    expect(await statesOf(bench, 'test-01', 'ledger-file-01')).toEqual(['Protected', 'Enabling protection failed']);
  },
};

export const removeWhatIsLeft: Rehearsed = {
  workflow: 'change-protection',
  how: 'unprotect of what a failed try has left',
  given: async ({ world }) => {
    const recovery = 'Microsoft.RecoveryServices/vaults/contoso-recovery';
    protectVirtualMachine(world.azure.world, {
      vaultId: world.id('contoso-recovery', recovery),
      vmId: world.id('ledger', 'Microsoft.Compute/virtualMachines/ledger-file-01'),
      targetRegion: 'westus',
      recoveryResourceGroupId: `/subscriptions/${world.subscriptionId}/resourceGroups/ledger-asr`,
      stage: 'enabling-failed',
    });
  },
  line: 'unprotect ledger-file-01',
  seconds: 60,
  turns: 30,
  once: [],
  proves: async (bench) => {
    expect(await statesOf(bench, 'ledger-file-01')).toEqual([undefined]);
  },
};
