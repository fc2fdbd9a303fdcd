import { expect } from 'vitest';
import type { Rehearsed } from '../rehearsed.ts';

export const vaultCreate: Rehearsed = {
  workflow: 'lay-foundations',
  how: 'vault create',
  line: 'vault create contoso-second --for recovery --region westus --source eastus --redundancy local',
  seconds: 30,
  turns: 30,
  once: [],
  proves: async ({ world }) => {
    const { value: vaults } = await world.connected.readers.places.vaults('fresh');

    expect(vaults.filter(({ name }) => name === 'contoso-second')).toMatchObject([
      { region: 'westus', redundancy: 'local', resourceGroup: 'contoso-second' },
    ]);
  },
};

export const policyCreate: Rehearsed = {
  workflow: 'lay-foundations',
  how: 'replication-policy create',
  line: 'replication-policy create three-days --vault contoso-recovery --retention 72h --app-consistent 2h',
  seconds: 30,
  turns: 30,
  once: [],
  proves: async (bench) => {
    expect(await policiesIn(bench)).toContainEqual(
      expect.objectContaining({ name: 'three-days', retentionMinutes: 4320, appConsistentEveryMinutes: 120 }),
    );
  },
};

export const policySet: Rehearsed = {
  workflow: 'set-policy',
  line: 'replication-policy set 24-hour-retention-policy --vault contoso-recovery --retention 12h',
  seconds: 30,
  turns: 30,
  once: [],
  proves: async (bench) => {
    expect(await policiesIn(bench)).toContainEqual(
      expect.objectContaining({ name: '24-hour-retention-policy', retentionMinutes: 720 }),
    );
  },
};

const policiesIn = async ({ world }: Parameters<Rehearsed['proves']>[0]) => {
  const vault = world.id('contoso-recovery', 'Microsoft.RecoveryServices/vaults/contoso-recovery');
  return (await world.connected.readers.recovery.policies(vault)).value;
};
