import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ComputeWorld, collect, finish, refusalOf, startComputeWorld, WEST } from './compute-world.ts';

let world: ComputeWorld;
beforeEach(async () => {
  world = await startComputeWorld();
});
afterEach(() => world.close());

const wish = {
  location: WEST,
  identity: { type: 'SystemAssigned' as const },
  activeKey: { keyUrl: 'https://vault.vault.azure.net/keys/key/1' },
  encryptionType: 'EncryptionAtRestWithCustomerKey',
};

test('an encryption set is made, told and listed', async () => {
  const set = await finish(world, world.client.diskEncryptionSets.beginCreateOrUpdate('west', 'keys', wish));

  const lists = await Promise.all([
    collect(world.client.diskEncryptionSets.listByResourceGroup('west')),
    collect(world.client.diskEncryptionSets.list()),
  ]);

  expect(set.identity?.principalId).toMatch(/^[0-9a-f-]{36}$/);
  expect((await world.client.diskEncryptionSets.get('west', 'keys')).activeKey).toEqual(wish.activeKey);
  expect(lists.map((sets) => sets.map(({ name }) => name))).toEqual([['keys'], ['keys']]);
});

test('a disk under an encryption set tells the kind of its encryption', async () => {
  const set = await finish(world, world.client.diskEncryptionSets.beginCreateOrUpdate('west', 'keys', wish));

  const disk = await finish(
    world,
    world.client.disks.beginCreateOrUpdate('west', 'data', {
      location: WEST,
      diskSizeGB: 8,
      creationData: { createOption: 'Empty' },
      encryption: { diskEncryptionSetId: set.id ?? '' },
    }),
  );

  expect(disk.encryption).toEqual({ type: 'EncryptionAtRestWithCustomerKey', diskEncryptionSetId: set.id });
});

test('an encryption set that is not there, or changes its kind, is refused', async () => {
  await finish(world, world.client.diskEncryptionSets.beginCreateOrUpdate('west', 'keys', wish));
  const disk = {
    location: WEST,
    diskSizeGB: 8,
    creationData: { createOption: 'Empty' },
    encryption: { diskEncryptionSetId: world.id('diskEncryptionSets/none') },
  };
  const other = { ...wish, encryptionType: 'EncryptionAtRestWithPlatformAndCustomerKeys' };

  expect(await refusalOf(world.refused.disks.beginCreateOrUpdate('west', 'data', disk))).toMatchObject({ status: 404 });
  expect(await refusalOf(world.refused.diskEncryptionSets.beginCreateOrUpdate('west', 'keys', other))).toMatchObject({
    code: 'PropertyChangeNotAllowed',
  });
});
