import { createBackupReader } from '../../../../adapters/azure/backup/reader.ts';
import { createBackupWriter } from '../../../../adapters/azure/backup/writer.ts';
import { type Core, createCore } from '../../../../adapters/azure/core/core.ts';
import type { AzureCall } from '../../../../adapters/azure/core/policies.ts';
import { enableBackup } from '../../../../rehearsal/azure/services/backup/provision.ts';
import { createVault } from '../../../../rehearsal/azure/services/vaults/provision.ts';
import type { BackupReader, BackupWriter, RestoreOrder } from '../../../../src/ports/azure/backup.ts';
import type { Vault } from '../../../../src/ports/azure/places.ts';
import type { OperationStanding, OperationToken } from '../../../../src/ports/azure/write.ts';
import { buildEstate, type Estate } from '../../../rehearsal/azure/backup/estate.ts';
import { type Fixture, type FixtureOptions, startFixture } from '../../../rehearsal/azure/fixture.ts';
import { expectListed } from '../role-actions/listed.ts';

export interface BackupWorld {
  readonly fixture: Fixture;
  readonly estate: Estate;
  /** The id of the backup item of the estate's machine. */
  readonly itemId: string;
  readonly vaults: Vault[];
  readonly adapter: Adapter;
  /** Another process: it knows nothing but what it is told. */
  anotherAdapter(principal?: string): Adapter;
  /** The operations that Azure was asked for, by how often. */
  arrivals(operation: string): number;
}

interface Adapter {
  readonly reader: BackupReader;
  readonly writer: BackupWriter;
  readonly calls: readonly AzureCall[];
  readonly core: Core;
}

interface Wish {
  readonly protect?: boolean;
  readonly limits?: 'azure';
}

/** A vault with Cross Region Restore in West Europe, a machine in it, and the adapter that is to find them. */
export async function startBackupWorld({ protect = true, limits }: Wish = {}): Promise<BackupWorld> {
  const calls: AzureCall[] = [];
  const fixture = await startListedFixture(calls, limits === undefined ? {} : { limits });
  const estate = buildEstate(fixture, { crossRegionRestore: true });
  if (protect) enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId });
  const vaults = [vaultOf(fixture, estate.vaultId, 'westeurope')];
  const anotherAdapter = (principal?: string) =>
    openAdapter(fixture, vaults, { principal, heard: (call) => calls.push(call) });
  return {
    fixture,
    estate,
    itemId: `${estate.vaultId}/backupFabrics/Azure/protectionContainers/${estate.container}/protectedItems/${estate.item}`,
    vaults,
    adapter: anotherAdapter(),
    anotherAdapter,
    arrivals: (operation) => fixture.azure.log.lines().filter((line) => line.operation === operation).length,
  };
}

/** One more vault, in the other region, without Cross Region Restore. */
export function addNorthernVault({ fixture, estate, vaults }: BackupWorld): Vault {
  const id = estate.id('Microsoft.RecoveryServices/vaults/rsv-north', 'rg-north');
  createVault(fixture.azure.world, { id, location: 'northeurope' });
  const vault = { ...vaultOf(fixture, id, 'northeurope'), crossRegionRestore: false };
  vaults.push(vault);
  return vault;
}

function vaultOf({ subscriptionId }: Fixture, id: string, region: string): Vault {
  const [, , , , resourceGroup = '', , , , name = ''] = id.split('/');
  return { id, name, resourceGroup, subscription: subscriptionId, region, redundancy: 'geo', crossRegionRestore: true };
}

/** When it closes, everything that was done must be in the list of what the adapter does. */
async function startListedFixture(calls: readonly AzureCall[], options: FixtureOptions): Promise<Fixture> {
  const fixture = await startFixture(options);
  const close = async () => {
    await fixture.close();
    expectListed(calls);
  };
  return { ...fixture, close };
}

interface AdapterWish {
  readonly principal: string | undefined;
  readonly heard: (call: AzureCall) => void;
}

function openAdapter(fixture: Fixture, vaults: readonly Vault[], { principal, heard }: AdapterWish): Adapter {
  const calls: AzureCall[] = [];
  const { clock, world } = fixture.azure;
  const core = createCore({
    credential: fixture.credential(principal),
    resourceManager: fixture.endpoint,
    audience: 'https://management.azure.com',
    subscriptions: [fixture.subscriptionId],
    onCall(call) {
      calls.push(call);
      heard(call);
    },
    timing: { now: () => new Date(clock.now()), monotonic: () => clock.now(), firstRetryMs: 1 },
  });
  const read = <Value>(value: Value) => ({ value, readAt: new Date(clock.now()), missing: [] });
  const reader = createBackupReader({
    core,
    // As Azure's own list: the vaults of a lost region are not in it.
    vaults: async () => read(vaults.filter(({ region }) => !world.isDown(region))),
    regions: async () => read([pair('westeurope', 'northeurope'), pair('northeurope', 'westeurope')]),
  });
  return { reader, writer: createBackupWriter(core), calls, core };
}

function pair(name: string, pairedWith: string) {
  return { name, title: name, geographyGroup: 'Europe', geography: 'Europe', pairedWith, zones: true };
}

/** Disks into the disaster recovery group of the vault's region. */
export function diskOrder({ estate, itemId, fixture }: BackupWorld, pointId: string): RestoreOrder {
  return {
    itemId,
    pointId,
    vmId: estate.vmId,
    region: 'westeurope',
    stagingAccountId: estate.id('Microsoft.Storage/storageAccounts/stagingwest', 'rg-dr'),
    into: { kind: 'disks', resourceGroupId: `/subscriptions/${fixture.subscriptionId}/resourceGroups/rg-dr` },
  };
}

/** Disks into the group of the secondary region. */
export function northernOrder(world: BackupWorld, pointId: string): RestoreOrder & { secondaryRegion: string } {
  return {
    ...diskOrder(world, pointId),
    region: 'northeurope',
    secondaryRegion: 'northeurope',
    stagingAccountId: world.estate.id('Microsoft.Storage/storageAccounts/stagingnorth', 'rg-north'),
    into: {
      kind: 'disks',
      resourceGroupId: `/subscriptions/${world.fixture.subscriptionId}/resourceGroups/rg-north`,
    },
  };
}

export async function newestPoint({ adapter, itemId }: BackupWorld): Promise<string> {
  const { value } = await adapter.reader.points(itemId);
  return value[0]?.id ?? 'none';
}

export async function newestSecondaryPoint({ adapter, itemId }: BackupWorld): Promise<string> {
  const { value } = await adapter.reader.secondaryPoints(itemId);
  return value[0]?.id ?? 'none';
}

let requests = 0;

export const sending = () => {
  requests += 1;
  return { requestId: `0d6f3c1e-7a51-4c05-9b6e-${String(requests).padStart(12, '0')}` };
};

/** Asks as often as it is told to, in a process that has only the token as text. */
export async function ended(
  world: BackupWorld,
  token: OperationToken,
  { writer } = world.anotherAdapter(),
): Promise<OperationStanding> {
  const resumed: OperationToken = JSON.parse(JSON.stringify(token));
  for (let round = 0; round < 200; round += 1) {
    const standing = await writer.standing(resumed);
    if (standing.state !== 'running') return standing;
    world.fixture.azure.clock.advance(standing.askAgainInSeconds);
  }
  throw new Error('It never ended.');
}
