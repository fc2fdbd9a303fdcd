import { ArmError } from '../../wire/errors.ts';
import type { World } from '../../world/world.ts';

/** A refusal in the words of the network provider, which always adds an empty list of details. */
export function refusal(status: number, code: string, message: string): ArmError {
  return new ArmError(status, code, message, { details: [] });
}

/** What a resource refers to must exist, and in its own region. */
export function requireReference(world: World, from: string, to: string | undefined, location: string): void {
  if (to === undefined) return;
  const found = world.resources.get(to);
  if (found && found.location === location) return;
  throw missingReference(from, to);
}

export function missingReference(from: string, to: string): ArmError {
  const message = `Resource ${to} referenced by resource ${from} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`;
  return refusal(400, 'InvalidResourceReference', message);
}
