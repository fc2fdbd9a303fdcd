import { addMachine, type ComputeWorld, NORTH, startComputeWorld, WEST } from '../compute/compute-world.ts';
import type { RecordedPair } from './archives.ts';
import { openWire, textAt, type Wire } from './wire.ts';

/** Disks, snapshots and restore points, here and copied to the other region; the quota and the roles. */
export async function computeCalls(): Promise<readonly RecordedPair[]> {
  const world = await startComputeWorld();
  const wire = openWire(world);
  const machine = addMachine(world, 'web', { osDiskGb: 128, dataDiskGb: 64 });
  await snapshots(world, wire);
  await restorePoints(world, wire, machine);
  const subscription = `/subscriptions/${world.subscriptionId}/providers`;
  await wire.get(`${subscription}/Microsoft.Compute/locations/${WEST}/usages`);
  await wire.get(`${subscription}/Microsoft.Authorization/roleDefinitions`);
  await world.close();
  return wire.kept;
}

async function snapshots(world: ComputeWorld, wire: Wire): Promise<void> {
  const disk = world.id('disks/disk1');
  const [one, far] = [world.id('snapshots/one'), world.id('snapshots/far', 'north')];
  await wire.refused('GET', one);
  await wire.send('PUT', disk, { ...empty(PREMIUM), properties: { ...EMPTY, diskSizeGB: 200 } });
  await wire.get(disk);
  await wire.send('PUT', one, snapshotOf(WEST, 'Copy', disk));
  await wire.get(one);
  await wire.send('PUT', far, snapshotOf(NORTH, 'CopyStart', one));
  await wire.get(far);
  await wire.refused('PUT', `${far}-2`, snapshotOf(NORTH, 'Copy', disk));
  await access(wire, world.id('snapshots/empty'));
}

async function access(wire: Wire, snapshot: string): Promise<void> {
  await wire.send('PUT', snapshot, { ...empty(STANDARD), properties: { ...EMPTY, diskSizeGB: 1 } });
  await wire.get(snapshot);
  for (const format of [{}, { fileFormat: 'VHDX' }]) {
    const granted = await wire.start('POST', `${snapshot}/beginGetAccess`, {
      access: 'Read',
      durationInSeconds: 600,
      ...format,
    });
    await wire.finish(granted, 10);
    await wire.get(snapshot);
    await wire.get(snapshot.replace(/\/[^/]+$/, ''));
    await wire.finish(await wire.start('POST', `${snapshot}/endGetAccess`), 10);
    await wire.get(snapshot);
  }
}

async function restorePoints(world: ComputeWorld, wire: Wire, machine: string): Promise<void> {
  const near = world.id('restorePointCollections/near');
  const far = world.id('restorePointCollections/far', 'north');
  await wire.send('PUT', near, { location: WEST, properties: { source: { id: machine } } });
  await wire.send('PUT', `${near}/restorePoints/one`, {});
  const point = await wire.get(`${near}/restorePoints/one`);
  await wire.send('PUT', `${near}/restorePoints/two`, { properties: { consistencyMode: 'CrashConsistent' } });
  await wire.get(`${near}/restorePoints/two`);
  const osDisk = textAt(point, 'properties.sourceMetadata.storageProfile.osDisk.diskRestorePoint.id');
  const restored = world.id('disks/restored');
  await wire.send('PUT', restored, {
    ...empty(PREMIUM),
    properties: { creationData: { createOption: 'Restore', sourceResourceId: osDisk }, diskSizeGB: 200 },
  });
  await wire.get(restored);
  await wire.send('PUT', far, { location: NORTH, properties: { source: { id: near } } });
  await wire.send('PUT', `${far}/restorePoints/one`, {
    properties: { sourceRestorePoint: { id: `${near}/restorePoints/one` } },
  });
  await wire.get(`${far}/restorePoints/one`);
  await wire.send('PATCH', far, { tags: { owner: 'recovery' } });
  await collections(world, wire, near);
}

async function collections(world: ComputeWorld, wire: Wire, collection: string): Promise<void> {
  await wire.send('PATCH', collection, { tags: { owner: 'recovery' } });
  await wire.get(collection);
  await wire.get(`${collection}?$expand=restorePoints`);
  await wire.get(collection.replace(/\/[^/]+$/, ''));
  await wire.get(`/subscriptions/${world.subscriptionId}/providers/Microsoft.Compute/restorePointCollections`);
  await wire.send('DELETE', `${collection}/restorePoints/two`);
  await wire.send('DELETE', collection);
}

const PREMIUM = 'Premium_LRS';
const STANDARD = 'Standard_LRS';
const EMPTY = { creationData: { createOption: 'Empty' } };

function empty(sku: string): Record<string, unknown> {
  return { location: WEST, tags: {}, sku: { name: sku } };
}

function snapshotOf(location: string, createOption: string, sourceResourceId: string): Record<string, unknown> {
  return {
    location,
    tags: {},
    sku: { name: STANDARD },
    properties: { creationData: { createOption, sourceResourceId }, incremental: true },
  };
}
