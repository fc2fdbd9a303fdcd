import { z } from 'zod';
import type { Schedule } from '../ports/schedules.ts';

/** What somebody asks for, as an order and the store hold it. */
export const scheduleWishShape = z.object({
  target: z.object({
    kind: z.enum(['vm', 'application']),
    name: z.string(),
    where: z.string(),
    resources: z.array(z.string()),
  }),
  everySeconds: z.number(),
  keep: z.number(),
  copyTo: z.array(z.string()),
  consistency: z.enum(['crash', 'application']),
  channel: z.object({
    platform: z.enum(['slack', 'teams', 'terminal']),
    tenant: z.string(),
    id: z.string(),
    personal: z.boolean(),
    sharedOutside: z.boolean(),
  }),
});

const voice = z.object({ person: z.string(), name: z.string(), account: z.string() });

const scheduleShape = scheduleWishShape.extend({ id: z.string(), addedBy: voice, approvers: z.array(voice) });

/** One that was kept, read back. */
export const readSchedule = (value: unknown): Schedule => scheduleShape.parse(value);
