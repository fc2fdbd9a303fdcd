import type { CopiesReader, RestorePoint } from '../../../src/ports/azure/copies.ts';
import type { Clients } from '../core/clients.ts';
import type { Core } from '../core/core.ts';
import { everywhere } from '../core/everywhere.ts';
import { idKey, nameOf, parentId, parseId } from '../core/ids.ts';
import { orNothing } from '../core/or-nothing.ts';
import { understood } from '../core/shapes.ts';
import { collectionShape, collectionWithPoints, pointShape, progressShape } from './point-shapes.ts';
import { isSnapshotId, snapshotProgress, snapshotShape } from './snapshot-shape.ts';

export const createCopiesReader = (core: Core): CopiesReader => ({
  collections: (how) =>
    everywhere(core, {
      plural: 'restore point collections',
      singular: 'Restore point collection',
      how,
      shape: collectionShape,
      pages: async (clients, subscription) => (await clients.compute(subscription)).restorePointCollections.listAll(),
    }),
  collection: (id) => {
    const what = `read restore point collection ${nameOf(id)}`;
    return core.read.one({
      what,
      key: `restore point collection ${idKey(id)}`,
      how: 'fresh',
      ask: async (clients) => {
        const found = await collectionOf(clients, id).catch((error: unknown) => orNothing(what, error));
        return found && collectionShape.parse(found);
      },
    });
  },
  restorePoints: (collectionId) =>
    core.read.list({
      what: `list the restore points of ${nameOf(collectionId)}`,
      key: `restore points ${idKey(collectionId)}`,
      how: 'fresh',
      ask: async (clients) => {
        const found = await collectionOf(clients, collectionId, { expand: 'restorePoints' });
        const { restorePoints } = collectionWithPoints.parse(found);
        return understood('Restore point', pointShape(collectionShape.parse(found)), restorePoints ?? []);
      },
    }),
  restorePoint: (id) =>
    core.read.one({
      what: `read restore point ${nameOf(id)}`,
      key: `restore point ${idKey(id)}`,
      how: 'fresh',
      ask: (clients) => readPoint(clients, id),
    }),
  progress: (id) => {
    const what = `read how far ${nameOf(id)} is`;
    return core.read.one({
      what,
      key: `progress ${idKey(id)}`,
      how: 'fresh',
      ask: async (clients) => {
        const [ask, shape] = isSnapshotId(id)
          ? ([snapshotOf, snapshotProgress] as const)
          : ([pointOf, progressShape] as const);
        const found = await ask(clients, id).catch((error: unknown) => orNothing(what, error));
        return found && shape.parse(found);
      },
    });
  },
  snapshots: (how) =>
    everywhere(core, {
      plural: 'snapshots',
      singular: 'Snapshot',
      how,
      shape: snapshotShape,
      pages: async (clients, subscription) => (await clients.compute(subscription)).snapshots.list(),
    }),
  snapshot: (id) =>
    core.read.one({
      what: `read snapshot ${nameOf(id)}`,
      key: `snapshot ${idKey(id)}`,
      how: 'fresh',
      ask: async (clients) => snapshotShape.parse(await snapshotOf(clients, id)),
    }),
});

const collectionOf = async (clients: Clients, id: string, options: { readonly expand?: string } = {}) => {
  const { subscription, resourceGroup, name } = parseId(id);
  return (await clients.compute(subscription)).restorePointCollections.get(resourceGroup, name, options);
};

const snapshotOf = async (clients: Clients, id: string) => {
  const { subscription, resourceGroup, name } = parseId(id);
  return (await clients.compute(subscription)).snapshots.get(resourceGroup, name);
};

const pointOf = async (clients: Clients, id: string) => {
  const { subscription, resourceGroup, names } = parseId(id);
  const [collection = '', point = ''] = names;
  return (await clients.compute(subscription)).restorePoints.get(resourceGroup, collection, point, {
    expand: 'instanceView',
  });
};

/** Two requests: the point tells its progress, its collection the region and the machine. */
const readPoint = async (clients: Clients, id: string): Promise<RestorePoint> => {
  const [point, collection] = await Promise.all([pointOf(clients, id), collectionOf(clients, parentId(id))]);
  return pointShape(collectionShape.parse(collection)).parse(point);
};
