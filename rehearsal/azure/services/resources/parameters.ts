import type { ArmRequest } from '../../wire/route.ts';

/** The value of a placeholder of the route's path. */
export function parameter(request: ArmRequest, name: string): string {
  const value = request.params[name];
  if (value === undefined) throw new Error(`The route has no placeholder '${name}'.`);
  return value;
}

/** A query parameter whose name may be written in any letter case. */
export function queryValue(request: ArmRequest, name: string): string | undefined {
  for (const [key, value] of request.query) if (key.toLowerCase() === name.toLowerCase()) return value;
  return undefined;
}
