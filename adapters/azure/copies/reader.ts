import type { CopiesReader, RestorePoint } from '../../../src/ports/azure/copies.ts';
import type { Clients } from '../core/clients.ts';
import type { Core } from '../core/core.ts';
import { everywhere } from '../core/everywhere.ts';
import { idKey, nameOf, parentId, parseId } from '../core/ids.ts';
import { understood } from '../core/shapes.ts';
import { collectionShape, collectionWithPoints, pointShape } from './point-shapes.ts';
import { snapshotShape } from './snapshot-shape.ts';

export const createCopiesReader = (core: Core): CopiesReader => ({
  collections: (how) =>
    everywhere(core, {
      plural: 'restore point collections',
      singular: 'Restore point collection',
      how,
      shape: collectionShape,
      pages: async (clients, subscription) => (await clients.compute(subscription)).restorePointCollections.listAll(),
    }),
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
      ask: async (clients) => {
        const { subscription, resourceGroup, name } = parseId(id);
        return snapshotShape.parse(await (await clients.compute(subscription)).snapshots.get(resourceGroup, name));
      },
    }),
});

const collectionOf = async (clients: Clients, id: string, options: { readonly expand?: string } = {}) => {
  const { subscription, resourceGroup, name } = parseId(id);
  return (await clients.compute(subscription)).restorePointCollections.get(resourceGroup, name, options);
};

/** Two requests: the point tells its progress, its collection the region and the machine. */
const readPoint = async (clients: Clients, id: string): Promise<RestorePoint> => {
  const { subscription, resourceGroup, names } = parseId(id);
  const [collectionName = '', pointName = ''] = names;
  const client = await clients.compute(subscription);
  const [point, collection] = await Promise.all([
    client.restorePoints.get(resourceGroup, collectionName, pointName, { expand: 'instanceView' }),
    collectionOf(clients, parentId(id)),
  ]);
  return pointShape(collectionShape.parse(collection)).parse(point);
};
