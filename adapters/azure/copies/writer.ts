import type { CopiesWriter } from '../../../src/ports/azure/copies.ts';
import type { Clients } from '../core/clients.ts';
import type { Core } from '../core/core.ts';
import { parseId } from '../core/ids.ts';
import { write } from '../core/writes.ts';
import { createRestorer } from './restorer.ts';

/** Every creation is a PUT of a name that the caller chose, so that repeating one is the same request. */
export const createCopiesWriter = (core: Core): CopiesWriter => ({
  createCollection: ({ id, region, sourceId, tags }, sending) => {
    const body = { location: region, source: { id: sourceId }, ...(tags !== undefined && { tags: { ...tags } }) };
    const start = async (clients: Clients) => {
      const { compute, resourceGroup, name } = await at(clients, id);
      return compute.restorePointCollections.createOrUpdate(resourceGroup, name, body);
    };
    return write(core, { doing: 'create restore point collection', resource: id, repeatable: true, start }, sending);
  },
  createRestorePoint: ({ id, consistency, excludeDiskIds }, sending) => {
    const body = {
      // Azure knows no word for application-consistent: it is what silence means.
      ...(consistency === 'crash' && { consistencyMode: 'CrashConsistent' }),
      ...(excludeDiskIds.length > 0 && { excludeDisks: excludeDiskIds.map((diskId) => ({ id: diskId })) }),
    };
    return write(core, { doing: 'create restore point', ...putPoint(id, body) }, sending);
  },
  copyRestorePoint: ({ id, sourceId }, sending) =>
    write(
      core,
      { doing: 'copy into restore point', ...putPoint(id, { sourceRestorePoint: { id: sourceId } }) },
      sending,
    ),
  deleteRestorePoint: ({ id }, sending) => {
    const start = async (clients: Clients) => {
      const { compute, resourceGroup, names } = await at(clients, id);
      const [collection = '', point = ''] = names;
      return compute.restorePoints.beginDelete(resourceGroup, collection, point);
    };
    const order = { doing: 'delete restore point', resource: id, repeatable: true, deletes: true, start };
    return write(core, order, sending);
  },
  createSnapshot: ({ id, region, diskId, incremental }, sending) => {
    const creationData = { createOption: 'Copy', sourceResourceId: diskId };
    return write(
      core,
      { doing: 'create snapshot', ...putSnapshot(id, { location: region, incremental, creationData }) },
      sending,
    );
  },
  copySnapshot: ({ id, region, sourceId }, sending) => {
    const creationData = { createOption: 'CopyStart', sourceResourceId: sourceId };
    const body = { location: region, incremental: true, creationData };
    return write(core, { doing: 'copy into snapshot', ...putSnapshot(id, body) }, sending);
  },
  deleteSnapshot: ({ id }, sending) => {
    const start = async (clients: Clients) => {
      const { compute, resourceGroup, name } = await at(clients, id);
      return compute.snapshots.beginDelete(resourceGroup, name);
    };
    return write(core, { doing: 'delete snapshot', resource: id, repeatable: true, deletes: true, start }, sending);
  },
  ...createRestorer(core),
  standing: core.standing,
});

const at = async (clients: Clients, id: string) => {
  const where = parseId(id);
  return { ...where, compute: await clients.compute(where.subscription) };
};

interface PointBody {
  readonly consistencyMode?: string;
  readonly excludeDisks?: { id: string }[];
  readonly sourceRestorePoint?: { id: string };
}

const putPoint = (id: string, body: PointBody) => ({
  resource: id,
  repeatable: true,
  start: async (clients: Clients) => {
    const { compute, resourceGroup, names } = await at(clients, id);
    const [collection = '', point = ''] = names;
    return compute.restorePoints.beginCreate(resourceGroup, collection, point, body);
  },
});

interface SnapshotBody {
  readonly location: string;
  readonly incremental: boolean;
  readonly creationData: { createOption: string; sourceResourceId: string };
}

const putSnapshot = (id: string, body: SnapshotBody) => ({
  resource: id,
  repeatable: true,
  start: async (clients: Clients) => {
    const { compute, resourceGroup, name } = await at(clients, id);
    // Full ones are kept cheap as well: they are for disasters, not for speed.
    const sku = { name: 'Standard_LRS' };
    return compute.snapshots.beginCreateOrUpdate(resourceGroup, name, { ...body, sku });
  },
});
