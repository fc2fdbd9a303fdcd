import { expect } from 'vitest';
import { createVault } from '../../../rehearsal/azure/services/vaults/provision.ts';
import type { Bench } from '../bench.ts';
import type { Rehearsed } from '../rehearsed.ts';

const idOf = ({ world }: Bench): string =>
  world.id('contoso-backup', 'Microsoft.RecoveryServices/vaults/contoso-archive');

const given =
  (redundancy: 'LocallyRedundant' | 'GeoRedundant'): NonNullable<Rehearsed['given']> =>
  async (bench) => {
    createVault(bench.world.azure.world, { id: idOf(bench), location: 'eastus', redundancy });
  };

const redundancy: Rehearsed = {
  workflow: 'set-vault-redundancy',
  given: given('LocallyRedundant'),
  line: 'vault redundancy contoso-archive geo',
  seconds: 20,
  turns: 20,
  once: [],
  proves: async (bench) => {
    const { value: vault } = await bench.world.connected.readers.places.vault(idOf(bench));

    expect(vault).toMatchObject({ redundancy: 'geo', crossRegionRestore: false });
  },
};

const crossRegion: Rehearsed = {
  workflow: 'enable-cross-region',
  given: given('GeoRedundant'),
  line: 'vault enable-cross-region contoso-archive',
  seconds: 20,
  turns: 20,
  once: [],
  proves: async (bench) => {
    const { value: vault } = await bench.world.connected.readers.places.vault(idOf(bench));

    expect(vault).toMatchObject({ redundancy: 'geo', crossRegionRestore: true });
  },
};

/** Settings of vaults. */
export const vaults: readonly Rehearsed[] = [redundancy, crossRegion];
