import { z } from 'zod';
import type { RecoveryEvent } from '../../../src/ports/azure/recovery.ts';
import { text } from '../core/shapes.ts';
import { time } from '../core/times.ts';
import { oneLine, vaultOf } from './spelling.ts';

const eventSchema = z.object({
  id: z.string(),
  properties: z.object({
    description: text,
    eventType: text,
    affectedObjectFriendlyName: text,
    severity: text,
    timeOfOccurrence: time.pipe(z.date()),
  }),
});

export const eventShape = eventSchema.transform(
  ({ id, properties }): RecoveryEvent => ({
    id,
    at: properties.timeOfOccurrence,
    vaultId: vaultOf(id),
    about: properties.affectedObjectFriendlyName ?? '',
    what: oneLine(properties.description ?? properties.eventType),
    severity: severityOf(properties.severity?.toLowerCase()),
  }),
);

const severityOf = (said: string | undefined): RecoveryEvent['severity'] => {
  if (said === 'critical' || said === 'error') return 'critical';
  return said === 'warning' ? 'warning' : 'info';
};
