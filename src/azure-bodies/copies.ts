import type { CollectionOrder, NewDisk, NewMachine, NewNetworkCard, PointOrder } from '../ports/azure/copies.ts';
import { nameIn } from '../protection/resource-id.ts';
import { tagged } from './tagged.ts';

export const collectionBody = ({ region, sourceId, tags }: Omit<CollectionOrder, 'id'>) => ({
  location: region,
  ...tagged(tags),
  properties: { source: { id: sourceId } },
});

export const restorePointBody = ({ consistency, excludeDiskIds }: Omit<PointOrder, 'id'>) => ({
  properties: {
    // Azure knows no word for application-consistent: it is what silence means.
    ...(consistency === 'crash' && { consistencyMode: 'CrashConsistent' }),
    ...(excludeDiskIds.length > 0 && { excludeDisks: excludeDiskIds.map((id) => ({ id })) }),
  },
});

export const pointCopyBody = (sourceId: string) => ({ properties: { sourceRestorePoint: { id: sourceId } } });

// Full ones are kept cheap as well: they are for disasters, not for speed.
const snapshotSku = { name: 'Standard_LRS' };

export const snapshotBody = (region: string, diskId: string, incremental: boolean) => ({
  location: region,
  sku: snapshotSku,
  properties: { incremental, creationData: { createOption: 'Copy', sourceResourceId: diskId } },
});

export const snapshotCopyBody = (region: string, sourceId: string) => ({
  location: region,
  sku: snapshotSku,
  properties: { incremental: true, creationData: { createOption: 'CopyStart', sourceResourceId: sourceId } },
});

export const diskBody = ({ region, from, type, zone, tags }: Omit<NewDisk, 'id'>) => ({
  location: region,
  sku: { name: type },
  ...tagged(tags),
  ...(zone !== undefined && { zones: [zone] }),
  properties: {
    creationData: { createOption: from.kind === 'disk-point' ? 'Restore' : 'Copy', sourceResourceId: from.id },
  },
});

export const networkCardBody = ({ region, subnetId, tags }: Omit<NewNetworkCard, 'id'>) => ({
  location: region,
  ...tagged(tags),
  properties: { ipConfigurations: [{ name: 'ipconfig1', properties: { subnet: { id: subnetId } } }] },
});

export const machineBody = (order: Omit<NewMachine, 'id'>) => ({
  location: order.region,
  ...tagged(order.tags),
  ...(order.zone !== undefined && { zones: [order.zone] }),
  properties: {
    hardwareProfile: { vmSize: order.size },
    storageProfile: {
      osDisk: {
        name: nameIn(order.osDiskId),
        createOption: 'Attach',
        osType: order.os === 'windows' ? ('Windows' as const) : ('Linux' as const),
        managedDisk: { id: order.osDiskId },
      },
      dataDisks: order.dataDisks.map(({ id, lun }) => ({
        name: nameIn(id),
        createOption: 'Attach',
        lun,
        managedDisk: { id },
      })),
    },
    networkProfile: { networkInterfaces: [{ id: order.networkCardId, properties: { primary: true } }] },
    ...(order.trustedLaunch && { securityProfile: { securityType: 'TrustedLaunch' } }),
  },
});
