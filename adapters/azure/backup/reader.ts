import type { BackupItem, BackupReader } from '../../../src/ports/azure/backup.ts';
import type { Vault } from '../../../src/ports/azure/places.ts';
import type { Freshness, Reading } from '../../../src/ports/azure/reading.ts';
import type { Core } from '../core/core.ts';
import { collected } from '../core/everywhere.ts';
import { idKey, nameOf } from '../core/ids.ts';
import { type Understood, understood } from '../core/shapes.ts';
import { backupItem, machinesOnly } from './items.ts';
import { createJobReader } from './jobs.ts';
import { createAcrossVaults, type Surroundings } from './known-vaults.ts';
import { fabric, itemPlace, pathOf, vaultPlace } from './names.ts';
import { listFromStamp } from './passive-stamp.ts';
import { backupPoint, newestFirst } from './points.ts';
import { backupPolicy } from './policies.ts';

export const createBackupReader = (surroundings: Surroundings): BackupReader => {
  const { core } = surroundings;
  const acrossVaults = createAcrossVaults(surroundings);
  return {
    items: (how) =>
      acrossVaults(how, (vault) => [
        { name: `The backup items of vault ${vault.name}`, read: () => itemsIn(core, vault, how) },
      ]),
    points: (itemId) => points(core, itemId),
    secondaryItems: (vaultId) => secondaryItems(core, vaultId),
    secondaryPoints: (itemId) => secondaryPoints(core, itemId),
    policies: (vaultId) => policies(core, vaultId),
    ...createJobReader(surroundings, acrossVaults),
  };
};

const itemsIn = (core: Core, { id, name }: Vault, how: Freshness): Promise<Reading<readonly BackupItem[]>> =>
  core.read.list({
    what: `list the backup items of vault ${name}`,
    key: `backup items ${idKey(id)}`,
    how,
    ask: async (clients) => {
      const { subscription, resourceGroup, vault } = vaultPlace(id);
      const client = await clients.backup(subscription);
      const found = await collected(client.backupProtectedItems.list(vault, resourceGroup, { filter: machinesOnly }));
      return present(understood('Backup item', backupItem, found));
    },
  });

const points = (core: Core, itemId: string) =>
  core.read.list({
    what: `list the recovery points of ${nameOf(itemId)}`,
    key: `backup points ${idKey(itemId)}`,
    how: 'shared',
    ask: async (clients) => {
      const { subscription, resourceGroup, vault, container, item } = itemPlace(itemId);
      const client = await clients.backup(subscription);
      const found = await collected(client.recoveryPoints.list(vault, resourceGroup, fabric, container, item));
      return byAge(present(understood('Recovery point', backupPoint('vault-region'), found)));
    },
  });

const secondaryItems = (core: Core, vaultId: string) => {
  const what = `list the backup items of vault ${nameOf(vaultId)} in its secondary region`;
  return core.read.list({
    what,
    key: `secondary backup items ${idKey(vaultId)}`,
    how: 'shared',
    ask: async (clients) => {
      const stamp = { clients, resourceManager: core.resourceManager };
      const path = `${pathOf(vaultId)}/backupProtectedItems/`;
      const found = await listFromStamp(stamp, { what, path, filter: machinesOnly });
      return present(understood('Backup item', backupItem, found));
    },
  });
};

const secondaryPoints = (core: Core, itemId: string) => {
  const what = `list the recovery points of ${nameOf(itemId)} in the secondary region`;
  return core.read.list({
    what,
    key: `secondary backup points ${idKey(itemId)}`,
    how: 'shared',
    ask: async (clients) => {
      const stamp = { clients, resourceManager: core.resourceManager };
      const found = await listFromStamp(stamp, { what, path: `${pathOf(itemId)}/recoveryPoints/` });
      return byAge(present(understood('Recovery point', backupPoint('secondary-region'), found)));
    },
  });
};

const policies = (core: Core, vaultId: string) =>
  core.read.list({
    what: `list the backup policies of vault ${nameOf(vaultId)}`,
    key: `backup policies ${idKey(vaultId)}`,
    how: 'shared',
    ask: async (clients) => {
      const { subscription, resourceGroup, vault } = vaultPlace(vaultId);
      const client = await clients.backup(subscription);
      return understood(
        'Backup policy',
        backupPolicy,
        await collected(client.backupPolicies.list(vault, resourceGroup)),
      );
    },
  });

/** Without what is of another kind: databases. */
const present = <Value>({ value, missing }: Understood<Value | undefined>): Understood<Value> => ({
  value: value.filter((one) => one !== undefined),
  missing,
});

const byAge = <Value extends { readonly at: Date }>({ value, missing }: Understood<Value>): Understood<Value> => ({
  value: newestFirst(value),
  missing,
});
