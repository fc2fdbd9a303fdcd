import { parseBody } from '../../wire/body.ts';
import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, ArmResponse } from '../../wire/route.ts';
import type { ArmResource } from '../../world/resources.ts';
import { isComplete } from './copies.ts';
import { accessBody } from './disk-body.ts';
import { findDisk } from './disk-data.ts';
import { startLongRunning } from './long-running.ts';
import { notAllowed } from './refusals.ts';
import { remaining } from './remaining.ts';
import { computeState, machineFacts } from './state.ts';

const SECONDS = 1;

type Located = ArmResource & { location: string };

/** Opens shared access to the data of a disk, snapshot or disk restore point. */
export function grantAccess(find: (request: ArmRequest) => Located) {
  return (request: ArmRequest): ArmResponse => {
    const { world } = request;
    const resource = find(request);
    const { access, durationInSeconds, getSecureVMGuestStateSAS } = parseBody(request, accessBody);
    refuseAccess(request, resource);
    const until = world.clock.now() + durationInSeconds * 1000;
    const headers = startLongRunning(request, {
      side: 'DiskOperations',
      location: resource.location,
      seconds: SECONDS,
      complete: () => {
        if (access !== 'None') world.state(computeState).grants.set(resource.id.toLowerCase(), until);
        const sas = addressOf(world.guid(), until, access);
        return { accessSAS: sas, ...(getSecureVMGuestStateSAS && { securityDataAccessSAS: sas }) };
      },
    });
    return { status: 202, headers: { ...headers, ...remaining('writeSnapshot') } };
  };
}

function refuseAccess({ world }: ArmRequest, resource: Located): void {
  if (resource.properties.networkAccessPolicy === 'DenyAll') {
    throw notAllowed(`Access to resource '${resource.name}' is not allowed since its networkAccessPolicy is DenyAll.`);
  }
  if (!isComplete(world, resource.id)) {
    throw notAllowed(
      `Access to resource '${resource.name}' is not allowed since its background copy has not completed.`,
    );
  }
  const owner = findDisk(world, resource.id)?.managedBy;
  if (owner === undefined || machineFacts(world, owner).power === 'deallocated') return;
  throw notAllowed(
    `Disk ${resource.name} is attached to running VM ${owner}. Deallocate the VM or detach the disk first.`,
  );
}

/** Where the data would be read. Nothing listens there. */
function addressOf(guid: string, until: number, access: string): string {
  const place = guid.replaceAll('-', '').slice(0, 12);
  const expiry = encodeURIComponent(new Date(until).toISOString());
  const allowed = access === 'Write' ? 'rw' : 'r';
  return `https://md-${place}.z1.blob.storage.azure.net/${place}/abcd?sv=2018-03-28&sr=b&se=${expiry}&sp=${allowed}&sig=rehearsal`;
}

export function revokeAccess(find: (request: ArmRequest) => Located) {
  return (request: ArmRequest): ArmResponse => {
    const resource = find(request);
    const { grants } = request.world.state(computeState);
    const headers = startLongRunning(request, {
      side: 'DiskOperations',
      location: resource.location,
      seconds: SECONDS,
      complete: () => {
        grants.delete(resource.id.toLowerCase());
      },
    });
    return { status: 202, headers: { ...headers, ...remaining('writeSnapshot') } };
  };
}

export function activeAccess(name: string): ArmError {
  const message = `There is an active shared access signature outstanding for resource '${name}'. Call EndGetAccess before attaching, deleting or updating it. To learn more, see aka.ms/AzureDiskSASAccess.`;
  return new ArmError(409, 'OperationNotAllowed', message);
}
