import type { z } from 'zod';

/** The fields of a schema that reads a port's order back from a journal: none left out, none of another kind. */
export type FieldsOf<Order> = { readonly [Key in keyof Order]-?: z.ZodType<Order[Key]> };
