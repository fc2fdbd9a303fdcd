import { z } from 'zod';

/** `West US 2` and `westus2` are the same region; we say the latter. */
export const region = z.string().transform((said) => said.toLowerCase().replaceAll(' ', ''));
