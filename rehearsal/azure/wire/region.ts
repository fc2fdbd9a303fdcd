import type { World } from '../world/world.ts';
import { ArmError } from './errors.ts';
import type { ArmRequest, Route } from './route.ts';
import { idsUpwards } from './scope.ts';

/** Refuses the call if the region that would have to answer it is lost. */
export function refuseIfRegionIsDown(route: Route, request: ArmRequest): void {
  for (const region of regionsOf(route, request)) {
    if (request.world.isDown(region)) throw unavailable(region, request.path);
  }
}

function unavailable(region: string, path: string): ArmError {
  const namespace = /\/providers\/([^/]+)/i.exec(path)?.[1] ?? 'Microsoft.Resources';
  const message = `The resource provider '${namespace}' is unavailable in location '${region}'. Please try again later.`;
  return new ArmError(503, 'ServiceUnavailable', message);
}

function regionsOf(route: Route, request: ArmRequest): string[] {
  const answering = route.region === undefined ? answeringRegion(request) : route.region(request);
  const wanted = request.method === 'PUT' ? locationIn(request.body) : undefined;
  return [answering, wanted].filter((region) => region !== undefined);
}

function answeringRegion({ path, method, world }: ArmRequest): string | undefined {
  const named = /\/locations\/([^/]+)/i.exec(path)?.[1];
  if (named !== undefined) return named;
  const located = idsUpwards(path).find((id) => world.resources.get(id)?.location !== undefined);
  const resource = located === undefined ? undefined : world.resources.get(located);
  // A resource group's own region keeps its records only: what lives elsewhere can still be read, not changed.
  if (resource?.type.toLowerCase() === 'microsoft.resources/resourcegroups' && located !== path && isReading(method)) {
    return undefined;
  }
  return resource?.location;
}

function isReading(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

function locationIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('location' in body)) return undefined;
  return typeof body.location === 'string' ? body.location : undefined;
}

/** A list above the regions goes on without the resources of a lost one. */
export function withoutLostRegions(body: unknown, world: World): unknown {
  if (typeof body !== 'object' || body === null || !('value' in body) || !Array.isArray(body.value)) return body;
  const kept = body.value.filter((item: unknown) => {
    const location = locationIn(item);
    return location === undefined || !world.isDown(location);
  });
  return kept.length === body.value.length ? body : { ...body, value: kept };
}
