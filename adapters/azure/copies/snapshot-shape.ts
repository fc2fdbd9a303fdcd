import { z } from 'zod';
import type { PointProgress, Snapshot } from '../../../src/ports/azure/copies.ts';
import { region } from '../core/regions.ts';
import { flag, number, text } from '../core/shapes.ts';
import { time } from '../core/times.ts';

const body = z.looseObject({
  id: z.string(),
  name: z.string(),
  location: region,
  timeCreated: time,
  incremental: flag,
  diskSizeBytes: number,
  completionPercent: number,
  creationData: z.looseObject({ createOption: text, sourceResourceId: text }).nullish().catch(undefined),
  osType: text,
  encryption: z.looseObject({ type: text }).nullish().catch(undefined),
  copyCompletionError: z.looseObject({ errorMessage: text, errorCode: text }).nullish().catch(undefined),
});

export const isSnapshotId = (id: string): boolean => /\/snapshots\/[^/]+$/iu.test(id);

/** While nothing is copied across regions, Azure says no percentage: all of it is there. */
export const snapshotShape = body.transform((read): Snapshot => {
  const { id, name, location, timeCreated, incremental, diskSizeBytes, completionPercent } = read;
  const source = read.creationData?.sourceResourceId;
  const travels = read.creationData?.createOption?.toLowerCase() === 'copystart';
  const percent = travels ? completionPercent : 100;
  const os = read.osType?.toLowerCase();
  const copyError = read.copyCompletionError?.errorMessage ?? read.copyCompletionError?.errorCode;
  return {
    id,
    name,
    region: location,
    ...(source !== undefined && (isSnapshotId(source) ? { copyOf: source } : { diskId: source })),
    ...(timeCreated !== undefined && { createdAt: timeCreated }),
    incremental: incremental ?? false,
    ...(diskSizeBytes !== undefined && { sizeBytes: diskSizeBytes }),
    ...(percent !== undefined && { percent }),
    ...(copyError !== undefined && { copyError }),
    ...((os === 'linux' || os === 'windows') && { os }),
    ...(read.encryption?.type && { encryption: read.encryption.type }),
  };
});

/** A snapshot is of one disk alone. */
export const snapshotProgress = snapshotShape.transform(
  ({ id, name, percent, sizeBytes, encryption, copyError }): PointProgress => ({
    provisioning: 'succeeded',
    disks: [
      {
        id,
        diskName: name,
        ...(percent !== undefined && { percent }),
        ...(sizeBytes !== undefined && { sizeBytes }),
        ...(encryption !== undefined && { encryption }),
        ...(copyError !== undefined && { copyFailed: true, copyError }),
      },
    ],
  }),
);
