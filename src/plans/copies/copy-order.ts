import { collectionBody } from '../../azure-bodies/copies.ts';
import type { CollectionOrder } from '../../ports/azure/copies.ts';
import { tagsFor } from '../../protection/copies/vm-tag.ts';
import { azRest } from '../az-rest.ts';
import type { Write } from '../plan.ts';
import type { TargetCollection } from './target-collection.ts';

/** Where the copies of one machine's collection go in one region. */
export interface RegionOrder {
  readonly sourceCollectionId: string;
  readonly collectionId: string;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
}

export const regionOrder = (vmId: string, sourceCollectionId: string, to: TargetCollection): RegionOrder => ({
  sourceCollectionId,
  collectionId: to.id,
  region: to.region,
  tags: tagsFor(vmId),
});

const collections = 'Microsoft.Compute/restorePointCollections';

export const computeVersion = '2024-07-01';

/** A collection of a machine's, or one for its copies. */
export const collectionWrite = (vmId: string, order: CollectionOrder): Write => ({
  action: `${collections}/write`,
  resource: order.id,
  of: vmId,
  call: { method: 'PUT', body: collectionBody(order) },
  az: `az restore-point collection create --ids ${order.id} --location ${order.region} --source-id ${order.sourceId}`,
});

export const collectionOfCopies = (vmId: string, sourceId: string, to: TargetCollection): Write => {
  const { collectionId: id, region, tags } = regionOrder(vmId, sourceId, to);
  return collectionWrite(vmId, { id, region, sourceId, tags });
};

/** What becomes of the names that only the operation gives. */
export const pointWrite = (vmId: string, id: string, body: unknown): Write => ({
  action: `${collections}/restorePoints/write`,
  resource: id,
  of: vmId,
  call: { method: 'PUT', body },
  az: azRest('put', id, body, computeVersion),
});
