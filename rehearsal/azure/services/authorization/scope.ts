import type { ArmRequest } from '../../wire/route.ts';

/** What a call about roles is about: all that stands before the last `/providers/Microsoft.Authorization`. */
export function scopeIn({ path }: ArmRequest): string {
  // Clients that put a whole id into a path leave two slashes.
  const clean = path.replace(/\/{2,}/g, '/');
  return clean.slice(0, clean.toLowerCase().lastIndexOf('/providers/microsoft.authorization')) || '/';
}
