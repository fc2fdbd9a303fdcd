import { z } from 'zod';
import type {
  DiskPoint,
  PointProgress,
  RestorePoint,
  RestorePointCollection,
} from '../../../src/ports/azure/copies.ts';
import { isSameId } from '../core/ids.ts';
import { region } from '../core/regions.ts';
import { number, reference, tags, text } from '../core/shapes.ts';
import { time } from '../core/times.ts';

const isMachine = (id: string | undefined): boolean => /\/virtualmachines\/[^/]+$/iu.test(id ?? '');

const source = z
  .looseObject({ id: text, location: region.nullish().catch(undefined) })
  .nullish()
  .catch(undefined);

const collectionBody = z.looseObject({ id: z.string(), name: z.string(), location: region, source, tags });

export const collectionShape = collectionBody.transform(
  ({ id, name, location, source, tags }): RestorePointCollection => {
    const machine = isMachine(source?.id) ? source?.id : undefined;
    return {
      id,
      name,
      region: location,
      tags,
      ...(machine !== undefined && { vmId: machine }),
      ...(source?.id && machine === undefined && { sourceCollectionId: source.id }),
      ...(source?.location && { sourceRegion: source.location }),
    };
  },
);

/** The client leaves `restorePoints` away where they were not asked for. */
export const collectionWithPoints = collectionBody.extend({ restorePoints: z.array(z.unknown()).nullish() });

const disk = z
  .looseObject({
    name: text,
    diskSizeGB: number,
    osType: text,
    lun: number,
    managedDisk: z.looseObject({ id: text, storageAccountType: text }).nullish().catch(undefined),
    diskRestorePoint: z
      .looseObject({ id: text, encryption: z.looseObject({ type: text }).nullish().catch(undefined) })
      .nullish()
      .catch(undefined),
  })
  .nullish()
  .catch(undefined);

const pointBody = z.looseObject({
  id: z.string(),
  name: z.string(),
  provisioningState: text,
  consistencyMode: text,
  timeCreated: time,
  sourceRestorePoint: reference,
  sourceMetadata: z
    .looseObject({
      storageProfile: z
        .looseObject({ osDisk: disk, dataDisks: z.array(disk).nullish().catch(undefined) })
        .nullish()
        .catch(undefined),
      hardwareProfile: z.looseObject({ vmSize: text }).nullish().catch(undefined),
      securityProfile: z.looseObject({ securityType: text }).nullish().catch(undefined),
    })
    .nullish()
    .catch(undefined),
  instanceView: z
    .looseObject({
      diskRestorePoints: z
        .array(
          z.looseObject({
            id: text,
            replicationStatus: z
              .looseObject({
                completionPercent: number,
                status: z.looseObject({ code: text }).nullish().catch(undefined),
              })
              .nullish()
              .catch(undefined),
          }),
        )
        .nullish()
        .catch(undefined),
    })
    .nullish()
    .catch(undefined),
});

type PointBody = z.infer<typeof pointBody>;

/** A point in its collection, which alone knows the region and the machine. */
export const pointShape = (collection: RestorePointCollection): z.ZodType<RestorePoint> =>
  pointBody.transform((body) => pointOf(body, collection));

const pointOf = (body: PointBody, { id: collectionId, region: where, vmId }: RestorePointCollection): RestorePoint => {
  const { id, name, sourceRestorePoint, timeCreated, consistencyMode } = body;
  return {
    id,
    name,
    collectionId,
    region: where,
    ...(vmId !== undefined && { vmId }),
    ...(sourceRestorePoint !== undefined && { copyOf: sourceRestorePoint }),
    ...(timeCreated !== undefined && { createdAt: timeCreated }),
    consistency: consistencies[consistencyMode?.toLowerCase() ?? ''] ?? 'unknown',
    provisioning: provisioningOf(body),
    disks: disksOf(body),
    ...(body.sourceMetadata && { machine: machineOf(body.sourceMetadata) }),
  };
};

const machineOf = ({ storageProfile, hardwareProfile, securityProfile }: NonNullable<PointBody['sourceMetadata']>) => {
  const os = storageProfile?.osDisk?.osType?.toLowerCase();
  const security = securityProfile?.securityType?.toLowerCase();
  return {
    os: os === 'linux' || os === 'windows' ? os : 'unknown',
    confidential: security === 'confidentialvm',
    trustedLaunch: security === 'trustedlaunch',
    ...(hardwareProfile?.vmSize && { size: hardwareProfile.vmSize }),
  } as const;
};

/** Without the collection, of which the progress of a copy needs nothing. */
export const progressShape = pointBody.transform(
  (body): PointProgress => ({ provisioning: provisioningOf(body), disks: disksOf(body) }),
);

const consistencies: Readonly<Record<string, RestorePoint['consistency']>> = {
  crashconsistent: 'crash',
  applicationconsistent: 'application',
  filesystemconsistent: 'file-system',
};

const provisionings: Readonly<Record<string, RestorePoint['provisioning']>> = {
  creating: 'creating',
  succeeded: 'succeeded',
  failed: 'failed',
};

const provisioningOf = ({ provisioningState }: PointBody): RestorePoint['provisioning'] =>
  provisionings[provisioningState?.toLowerCase() ?? ''] ?? 'other';

const bytesOfGb = 1024 ** 3;

const disksOf = (body: PointBody): readonly DiskPoint[] => {
  const { osDisk, dataDisks } = body.sourceMetadata?.storageProfile ?? {};
  return [osDisk, ...(dataDisks ?? [])].flatMap((disk): DiskPoint[] => {
    const id = disk?.diskRestorePoint?.id;
    if (!disk || !id) return [];
    const percent = body.sourceRestorePoint === undefined ? 100 : progressOf(body, id);
    const encryption = disk.diskRestorePoint?.encryption?.type;
    return [
      {
        id,
        diskName: disk.name ?? disk.managedDisk?.id?.split('/').at(-1) ?? 'a disk without a name',
        ...(disk.diskSizeGB !== undefined && { sizeBytes: disk.diskSizeGB * bytesOfGb }),
        ...(percent !== undefined && { percent }),
        ...(hasFailed(body, id) && { copyFailed: true }),
        ...(encryption !== undefined && { encryption }),
        ...(disk.managedDisk?.id && { diskId: disk.managedDisk.id }),
        ...(disk.managedDisk?.storageAccountType && { type: disk.managedDisk.storageAccountType }),
        ...(disk.lun !== undefined && { lun: disk.lun }),
      },
    ];
  });
};

/** Of a copy; absent in lists, and when the copy has failed. */
const progressOf = (body: PointBody, id: string): number | undefined => statusOf(body, id)?.completionPercent;

const hasFailed = (body: PointBody, id: string): boolean =>
  /\/(?:failed|terminated)$/iu.test(statusOf(body, id)?.status?.code ?? '');

const statusOf = ({ instanceView }: PointBody, id: string) =>
  instanceView?.diskRestorePoints?.find((each) => isSameId(each.id, id))?.replicationStatus;
