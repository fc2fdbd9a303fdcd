import { ArmError } from '../../wire/errors.ts';
import type { World } from '../../world/world.ts';
import { groupNameOf, nameOf } from '../resources/ids.ts';

/** ARM's own 404 for a resource, or for its group where that is missing too. */
export function notFound(world: World, type: string, id: string): ArmError {
  const group = groupNameOf(id) ?? '';
  if (world.resources.get(id.split('/').slice(0, 5).join('/')) === undefined) {
    return new ArmError(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`);
  }
  const short = id.slice(id.toLowerCase().indexOf('/providers/') + '/providers/'.length);
  const named = short === '' ? `${type}/${nameOf(id)}` : short;
  const message = `The Resource '${named}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`;
  return new ArmError(404, 'ResourceNotFound', message);
}

/** How the disk side of Compute says that something a request names is not there, in this region. */
export function sourceNotFound(id: string): ArmError {
  return new ArmError(404, 'NotFound', `Resource ${nameOf(id)} is not found.`);
}

export function invalidParameter(target: string, message: string): ArmError {
  return new ArmError(400, 'InvalidParameter', message, { target });
}

export function requiredParameter(target: string): ArmError {
  return invalidParameter(target, `Required parameter '${target}' is missing (null).`);
}

export function notAllowed(message: string): ArmError {
  return new ArmError(409, 'OperationNotAllowed', message);
}

export function changeNotAllowed(target: string): ArmError {
  return new ArmError(409, 'PropertyChangeNotAllowed', `Changing property '${target}' is not allowed.`, { target });
}

/** ARM refuses to create something under the name of what exists in another region. */
export function refuseOtherLocation(existing: { id: string; name: string; location?: string }, wanted: string): void {
  if (existing.location === undefined || existing.location === wanted) return;
  const group = groupNameOf(existing.id) ?? '';
  const message = `The resource '${existing.name}' already exists in location '${existing.location}' in resource group '${group}'. A resource with the same name cannot be created in location '${wanted}'. Please select a new resource name.`;
  throw new ArmError(409, 'InvalidResourceLocation', message);
}

export function refuseOtherZones(existing: { zones?: string[] }, wanted: readonly string[] | undefined): void {
  const before = [...(existing.zones ?? [])].sort().join(',');
  if (wanted === undefined || before === [...wanted].sort().join(',')) return;
  const message = 'The availability zones of an existing resource cannot be modified.';
  throw new ArmError(400, 'ResourceAvailabilityZonesCannotBeModified', message);
}
