import { z } from 'zod';
import type { Kind } from './argument.ts';

/** Kinds of disks as people say them, and Azure's names of them. */
const names = {
  'standard-hdd': 'Standard_LRS',
  'standard-ssd': 'StandardSSD_LRS',
  'premium-ssd': 'Premium_LRS',
} as const;

const said = ['standard-hdd', 'standard-ssd', 'premium-ssd'] as const;

export const diskType: Kind<(typeof names)[keyof typeof names]> = {
  expects: `one of ${said.join(', ')}`,
  input: 'text',
  schema: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(said))
    .transform((name) => names[name]),
  choices: said,
  many: false,
};
