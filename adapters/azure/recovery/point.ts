import { z } from 'zod';
import type { ItemRecoveryPoint } from '../../../src/ports/azure/recovery.ts';
import { text } from '../core/shapes.ts';
import { time } from '../core/times.ts';

const pointSchema = z.object({
  id: z.string(),
  properties: z.object({ recoveryPointTime: time.pipe(z.date()), recoveryPointType: text }),
});

/** Azure's id of a point names the container by a GUID: the item is the one that was asked for. */
export const pointShape = (itemId: string) =>
  pointSchema.transform(
    ({ id, properties }): ItemRecoveryPoint => ({
      id,
      itemId,
      at: properties.recoveryPointTime,
      consistency: /^app/iu.test(properties.recoveryPointType ?? '') ? 'application' : 'crash',
    }),
  );
