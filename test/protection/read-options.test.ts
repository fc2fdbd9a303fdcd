import { expect, test } from 'vitest';
import { AzureUnreachable } from '../../src/errors/azure.ts';
import { runs } from '../../src/messages/compose.ts';
import { renderPlain } from '../../src/messages/plain.ts';
import { readOptions } from '../../src/protection/read-options.ts';
import { optionsCard } from '../../src/views/options.ts';
import {
  minutesAgo,
  now,
  reading,
  sampleBackupItem,
  sampleBackupPoint,
  sampleItem,
  sampleReaders,
  sampleVault,
  sampleVm,
} from '../sample/azure.ts';
import { samplePolicy, vmInPayments } from '../sample/policy.ts';

const target = vmInPayments('pay-db-01');

type Parts = NonNullable<Parameters<typeof sampleReaders>[0]>;

const estate: NonNullable<Parts['estate']> = { vm: async () => reading(sampleVm('pay-db-01')) };

const unreachable = async () => {
  throw new AzureUnreachable('look', 'no route');
};

const far = sampleBackupPoint('b0', { where: 'secondary-region', at: minutesAgo(1800), tiers: ['vault'] });
const backedUp = (state: 'protected' | 'stopped'): Parts => ({
  estate,
  backup: {
    items: async () => reading([sampleBackupItem('pay-db-01', { state })]),
    points: async () => reading([sampleBackupPoint('b1')]),
    secondaryPoints: async () => reading([far]),
  },
  places: { vaults: async () => reading([sampleVault('backup', { region: 'eastus', crossRegionRestore: true })]) },
});

const card = async (parts: Parts): Promise<string> => {
  const sight = { readers: sampleReaders(parts).readers, policy: samplePolicy(), now: () => now, mayRead: () => true };
  return renderPlain(optionsCard(await readOptions(target, sight), runs));
};

test('what is backed up, and copied to the paired region, outlives the loss of its own', async () => {
  const shown = await card(backedUp('protected'));

  expect(shown).toContain(
    'pay-db-01: protected by Azure Backup and Azure Backup in the paired region. It outlives the loss of its region by Azure Backup in the paired region.',
  );
  expect(shown).not.toContain('Switch on Azure Backup:');
});

test('a stopped backup protects nothing any more: it says what is left, and how to go on', async () => {
  const shown = await card(backedUp('stopped'));

  expect(shown).toContain('pay-db-01: nothing protects it.\n');
  expect(shown).toContain('vault backup: stopped, its backups kept; last backup 9 h ago');
  expect(shown).toMatch(/Switch on Azure Backup:\s+backup enable pay-db-01 --vault backup\n/u);
  expect(shown).toMatch(/Switch on Azure Backup in the paired region:\s+backup enable pay-db-01 --vault backup\n/u);
});

test('a first copy is no protection yet, and neither is what has failed over', async () => {
  const replicated = (changes: Parameters<typeof sampleItem>[1]): Parts => ({
    estate,
    recovery: { items: async () => reading([sampleItem('pay-db-01', changes)]) },
  });

  expect(await card(replicated({ allowed: [], firstCopyPercent: 38 }))).toContain(
    'nothing protects it yet (only begun: Site Recovery)',
  );
  expect(await card(replicated({ activeLocation: 'target', allowed: [] }))).toMatch(
    /Switch on Site Recovery:\s+reprotect pay-db-01\n/u,
  );
});

test('a machine without backups is shown the vault of its region that would copy them', async () => {
  const vaults = [
    sampleVault('far', { region: 'westus', crossRegionRestore: true }),
    sampleVault('plain', { region: 'eastus', crossRegionRestore: false }),
    sampleVault('copied', { region: 'eastus', crossRegionRestore: true }),
  ];

  const shown = await card({ estate, places: { vaults: async () => reading(vaults) } });

  expect(shown).toMatch(/Switch on Azure Backup in the paired region:\s+backup enable pay-db-01 --vault copied\n/u);
  expect(shown).toContain('Next: backup enable pay-db-01 --vault copied');
});

test('what cannot be read is not called off', async () => {
  const shown = await card({
    recovery: { items: unreachable },
    backup: { items: unreachable },
    estate: { vm: unreachable },
  });

  expect(shown).toContain('pay-db-01: I see nothing that protects it.');
  expect(shown).toMatch(/Site Recovery\s+not known: it could not be read/u);
  expect(shown).toMatch(/Azure Backup\s+not known: it could not be read/u);
  expect(shown).toMatch(/Storage redundancy\s+not known: it could not be read/u);
  expect(shown).not.toContain('Switch on Azure Backup');
});
