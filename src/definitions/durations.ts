import { z } from 'zod';
import type { Kind } from './argument.ts';

const unitSeconds: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400 };

/** How far back to look, in seconds: `90m`, `24h`, `7d`. */
export const lookBack: Kind<number> = {
  expects: 'a time such as 90m, 24h or 7d, up to 30 days',
  input: 'text',
  schema: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[1-9]\d{0,4}[mhd]$/u)
    .transform((text) => Number(text.slice(0, -1)) * (unitSeconds[text.slice(-1)] ?? 0))
    .refine((seconds) => seconds <= 30 * 86_400),
  many: false,
};

/** How often, in seconds: `20m`, `4h`, `1d`. */
export const interval: Kind<number> = { ...lookBack, expects: 'a time such as 20m, 4h or 1d, up to 30 days' };

/** Whole hours within limits of Azure's, as minutes, in which Azure counts: `24h`. */
export const hours = (least: number, most: number): Kind<number> => ({
  expects: `a number of hours from ${least}h to ${most}h, such as ${Math.min(4, most)}h`,
  input: 'text',
  schema: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^\d{1,3}h$/u)
    .transform((text) => Number(text.slice(0, -1)))
    .refine((count) => count >= least && count <= most)
    .transform((count) => count * 60),
  many: false,
});

/** A number of days: `30d`. Azure Backup keeps nothing longer than 9999 of them. */
export const days: Kind<number> = {
  expects: 'a number of days such as 30d, up to 9999d',
  input: 'text',
  schema: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[1-9]\d{0,3}d$/u)
    .transform((text) => Number(text.slice(0, -1))),
  many: false,
};
