import type { BackupItem, BackupReader } from '../../../src/ports/azure/backup.ts';
import type { Freshness } from '../../../src/ports/azure/reading.ts';
import type { Core } from '../core/core.ts';
import { collected } from '../core/everywhere.ts';
import { idKey, nameOf } from '../core/ids.ts';
import type { Part } from '../core/reading.ts';
import { type Understood, understood } from '../core/shapes.ts';
import { createWhereabouts } from '../core/whereabouts.ts';
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
  const whereTheyAre = createWhereabouts<BackupItem>(isInForce);
  return {
    items: (how, vmIds) =>
      whereTheyAre(vmIds, {
        everywhere: () => acrossVaults(how, ({ id }) => [itemsIn(core, id, how)]),
        inVaults: (vaultIds) => core.read.across(vaultIds.map((id) => itemsIn(core, id, how))),
      }),
    points: (itemId) => points(core, itemId),
    secondaryItems: (vaultId) => secondaryItems(core, vaultId),
    secondaryPoints: (itemId) => secondaryPoints(core, itemId),
    policies: (vaultId) => policies(core, vaultId),
    ...createJobReader(surroundings, acrossVaults),
  };
};

const itemsIn = (core: Core, vaultId: string, how: Freshness): Part<BackupItem> => ({
  name: `The backup items of vault ${nameOf(vaultId)}`,
  read: () =>
    core.read.list({
      what: `list the backup items of vault ${nameOf(vaultId)}`,
      key: `backup items ${idKey(vaultId)}`,
      how,
      ask: async (clients) => {
        const { subscription, resourceGroup, vault } = vaultPlace(vaultId);
        const client = await clients.backup(subscription);
        const found = await collected(client.backupProtectedItems.list(vault, resourceGroup, { filter: machinesOnly }));
        return present(understood('Backup item', backupItem, found));
      },
    }),
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

/** Once it is stopped or deleted, another vault may back the machine up. */
const isInForce = ({ state }: BackupItem): boolean => state === 'protected' || state === 'pending';

/** Without what is of another kind: databases. */
const present = <Value>({ value, missing }: Understood<Value | undefined>): Understood<Value> => ({
  value: value.filter((one) => one !== undefined),
  missing,
});

const byAge = <Value extends { readonly at: Date }>({ value, missing }: Understood<Value>): Understood<Value> => ({
  value: newestFirst(value),
  missing,
});
