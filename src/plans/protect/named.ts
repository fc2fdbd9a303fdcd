import { nameIn, sameId } from '../../protection/resource-id.ts';

/** By its name, or by its whole id; several may bear a name. */
export const named = <Thing extends { readonly id: string }>(
  things: readonly Thing[],
  typed: string,
): readonly Thing[] =>
  typed.startsWith('/')
    ? things.filter(({ id }) => sameId(id, typed))
    : things.filter(({ id }) => nameIn(id).toLowerCase() === typed.toLowerCase());
