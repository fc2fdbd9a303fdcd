import { z } from 'zod';
import type { Disk } from '../../../src/ports/azure/estate.ts';
import { region } from '../core/regions.ts';
import { number, text } from '../core/shapes.ts';
import { time } from '../core/times.ts';

const accesses: Readonly<Record<string, Disk['networkAccess']>> = { allowprivate: 'private', denyall: 'none' };

export const diskShape = z
  .looseObject({
    id: z.string(),
    name: z.string(),
    location: region,
    diskSizeGB: number,
    sku: z.looseObject({ name: text }).nullish().catch(undefined),
    diskState: text,
    timeCreated: time,
    maxShares: number,
    networkAccessPolicy: text,
    diskAccessId: text,
    encryption: z.looseObject({ type: text, diskEncryptionSetId: text }).nullish().catch(undefined),
  })
  .transform(
    (read): Disk => ({
      id: read.id,
      name: read.name,
      region: read.location,
      sizeGb: read.diskSizeGB ?? 0,
      type: read.sku?.name ?? 'unknown',
      state: read.diskState ?? 'unknown',
      networkAccess: accesses[read.networkAccessPolicy?.toLowerCase() ?? ''] ?? 'everywhere',
      ...(read.timeCreated !== undefined && { createdAt: read.timeCreated }),
      ...(read.diskAccessId !== undefined && { diskAccessId: read.diskAccessId }),
      ...((read.maxShares ?? 1) > 1 && { shared: true }),
      ...(read.encryption?.type && { encryption: read.encryption.type }),
      ...(read.encryption?.diskEncryptionSetId && { encryptionSetId: read.encryption.diskEncryptionSetId }),
    }),
  );
