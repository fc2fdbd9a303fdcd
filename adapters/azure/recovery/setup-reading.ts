import type { Reading } from '../../../src/ports/azure/reading.ts';
import type { RecoverySetup } from '../../../src/ports/azure/recovery-setup.ts';
import type { Core } from '../core/core.ts';
import { isOfAzure, readListing } from './listing.ts';
import { vaultPath } from './paths.ts';
import { containerShape, fabricShape, mappingShape, networkMappingShape } from './setup.ts';

/** Four lists of the whole vault, however many regions it serves. */
export const readSetup = async (core: Core, vaultId: string): Promise<Reading<RecoverySetup>> => {
  const path = vaultPath(vaultId);
  const [fabrics, containers, mappings, networkMappings] = await Promise.all([
    readListing(core, vaultId, 'fresh', {
      what: 'fabrics',
      each: 'The fabric',
      shape: fabricShape,
      keeps: isOfAzure,
      pages: (client, options) => client.replicationFabrics.list(...path, options),
    }),
    readListing(core, vaultId, 'fresh', {
      what: 'protection containers',
      each: 'The protection container',
      shape: containerShape,
      pages: (client, options) => client.replicationProtectionContainers.list(...path, options),
    }),
    readListing(core, vaultId, 'fresh', {
      what: 'container mappings',
      each: 'The container mapping',
      shape: mappingShape,
      pages: (client, options) => client.replicationProtectionContainerMappings.list(...path, options),
    }),
    readListing(core, vaultId, 'fresh', {
      what: 'network mappings',
      each: 'The network mapping',
      shape: networkMappingShape,
      pages: (client, options) => client.replicationNetworkMappings.list(...path, options),
    }),
  ]);
  return {
    value: {
      fabrics: fabrics.value,
      containers: containers.value,
      mappings: mappings.value,
      networkMappings: networkMappings.value,
    },
    readAt: fabrics.readAt,
    missing: [fabrics, containers, mappings, networkMappings].flatMap(({ missing }) => [...missing]),
  };
};
