import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AzureWorld, startAzureWorld } from '../../adapters/azure/azure-world.ts';
import { createAsking, growing } from './growing.ts';

let world: AzureWorld;
beforeAll(async () => {
  world = await startAzureWorld({ scenario: growing });
});
afterAll(() => world.close());

test.each<[string, string, string, string]>([
  ['to end what is not replicated', 'unprotect test-01', 'Site Recovery does not replicate it.', 'protect test-01'],
  ['to end what is being drilled', 'unprotect ledger-app-02', 'Azure does not allow', 'drill-cleanup ledger-app-02'],
  [
    'to resynchronise what is copied for the first time',
    'resync shop-search-01',
    'Azure does not allow',
    'status shop-search-01',
  ],
  ['to change nothing', 'protection-update wiki-01', 'Nothing would change.', 'help protection-update'],
  [
    'a network elsewhere',
    'protection-update wiki-01 --network vnet-eastus',
    'vnet-eastus is in East US',
    'Choose a network in West US',
  ],
  ['a disk that is not there', 'protection-update wiki-01 --add-disk nope', 'has no such disk', 'It has: '],
  [
    'to take out the system disk',
    'protection-update wiki-01 --remove-disk wiki-01-os',
    'It is the system disk',
    'Leave it in',
  ],
  [
    'a set where there is none',
    'protection-update wiki-01 --availability-set x',
    'is in no availability set',
    'Leave --availability-set out.',
  ],
  [
    'a vault for recovery in the source region',
    'vault create second --for recovery --region eastus --source eastus',
    'the vault would fall with it',
    'Create it in the target region: --region westus',
  ],
  [
    'a vault for backups elsewhere',
    'vault create second --for backup --region westus --source eastus',
    'only in a vault in East US',
    '--region eastus',
  ],
  [
    'a vault of a name that is taken',
    'vault create contoso-backup --for backup --region eastus --source eastus',
    'There is a vault contoso-backup',
    'Choose another name.',
  ],
  [
    'a policy that is not there',
    'replication-policy set nope --vault contoso-recovery --retention 12h',
    'has no policy nope',
    'replication-policy list',
  ],
  [
    'a policy as it is',
    'replication-policy set 24-hour-retention-policy --vault contoso-recovery --retention 24h',
    'like that already',
    '--retention',
  ],
  ['to look inside what does not run', 'check-inside mail-01', 'does not run', 'Start mail-01'],
])('%s is refused before anything is written, with the way out', async (_what, line, why, fix) => {
  const { said, plan, written } = await createAsking(world)(line);

  expect(said).toContain(why);
  expect(said).toContain(fix);
  expect([plan, written]).toEqual([undefined, []]);
});

test.each<[string, string, string | undefined]>([
  ['a network that changes', 'protection-update wiki-01 --network vnet-westus', 'outage'],
  ['a disk taken out', 'protection-update wiki-db-01 --remove-disk wiki-db-01-data-0', 'data-loss'],
  ['a name', 'protection-update wiki-01 --name wiki-02', undefined],
  [
    'a shorter retention',
    'replication-policy set 24-hour-retention-policy --vault contoso-recovery --retention 12h',
    'data-loss',
  ],
  [
    'a longer retention',
    'replication-policy set 24-hour-retention-policy --vault contoso-recovery --retention 48h',
    undefined,
  ],
])('%s is as dangerous as it is', async (_what, line, danger) => {
  const { plan, said } = await createAsking(world)(line);

  expect(plan, said).toBeDefined();
  expect(plan?.danger).toBe(danger);
});

test('what can be protected in a group is a question, with protect as its answer', async () => {
  const { said } = await createAsking(world)('protect --list intranet');

  expect(said).toMatch(/^intranet: 2 VMs of 6 can be protected\./u);
  expect(said).toContain('[Protect all 2]');
});
