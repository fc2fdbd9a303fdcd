import type { ArmRequest } from '../../wire/route.ts';
import type { ArmResource } from '../../world/resources.ts';
import { requireResourceGroup } from '../resources/provision.ts';
import { plainLocation } from './disk-data.ts';
import { notFound } from './refusals.ts';
import { computeTypes } from './shapes.ts';

/** Ids that a request's path stands for. They have the caller's letter case; the table of resources does not mind. */
export function groupScope({ params }: ArmRequest): string {
  return `/subscriptions/${params.subscriptionId}/resourceGroups/${params.resourceGroupName}`;
}

export function idIn(request: ArmRequest, type: keyof typeof computeTypes, parameter: string): string {
  return `${groupScope(request)}/providers/${computeTypes[type]}/${request.params[parameter]}`;
}

/** Where a new resource goes: below its group, whose name keeps the group's own letter case. */
export function newIdIn(request: ArmRequest, type: keyof typeof computeTypes, parameter: string): string {
  const { subscriptionId = '', resourceGroupName = '' } = request.params;
  const group = requireResourceGroup(request.world, subscriptionId, resourceGroupName);
  return `${group.id}/providers/${computeTypes[type]}/${request.params[parameter]}`;
}

export function requireOf<Resource extends ArmResource>(request: ArmRequest, type: string, id: string): Resource {
  const found = request.world.resources.get(id);
  if (found === undefined || found.type !== type) throw notFound(request.world, type, id);
  return found as Resource;
}

export function locationParam(request: ArmRequest): string {
  return plainLocation(request.params.location ?? '');
}

/** A query parameter by its name, whatever the letter case. */
export function queryParam({ query }: ArmRequest, name: string): string | undefined {
  for (const [key, value] of query) if (key.toLowerCase() === name.toLowerCase()) return value;
  return undefined;
}
