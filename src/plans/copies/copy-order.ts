import { tagsFor } from '../../protection/copies/vm-tag.ts';
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

/** A collection of a machine's, or one for its copies. */
export const collectionWrite = (
  vmId: string,
  order: { readonly id: string; readonly region: string; readonly sourceId: string },
): Write => ({
  action: `${collections}/write`,
  resource: order.id,
  of: vmId,
  call: { method: 'PUT', body: { location: order.region, properties: { source: { id: order.sourceId } } } },
  az: `az restore-point collection create --ids ${order.id} --location ${order.region} --source-id ${order.sourceId}`,
});

/** What becomes of the names that only the operation gives. */
export const pointWrite = (vmId: string, id: string, properties: Readonly<Record<string, unknown>>): Write => ({
  action: `${collections}/restorePoints/write`,
  resource: id,
  of: vmId,
  call: { method: 'PUT', body: { properties } },
  az: `az rest --method PUT --url "${id}?api-version=2024-07-01" --body '${JSON.stringify({ properties })}'`,
});
