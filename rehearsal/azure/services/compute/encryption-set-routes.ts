import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import type { ArmResource } from '../../world/resources.ts';
import { groupScope, idIn, newIdIn, requireOf } from './addressed.ts';
import { plainLocation } from './disk-data.ts';
import { startLongRunning } from './long-running.ts';
import { tagsSchema } from './machine-body.ts';
import { IN_GROUP, IN_SUBSCRIPTION } from './paths.ts';
import { createDiskEncryptionSet } from './provision-disks.ts';
import { setState } from './provisioning-state.ts';
import { changeNotAllowed, refuseOtherLocation, requiredParameter } from './refusals.ts';
import { remaining } from './remaining.ts';
import { computeTypes } from './shapes.ts';

const PAGE = 100;
const WRITE_SECONDS = 2;

const setBody = z.object({
  location: z.string().min(1),
  tags: tagsSchema.optional(),
  identity: z.looseObject({ type: z.string().optional() }).optional(),
  properties: z
    .object({
      encryptionType: z
        .enum([
          'EncryptionAtRestWithCustomerKey',
          'EncryptionAtRestWithPlatformAndCustomerKeys',
          'ConfidentialVmEncryptedWithCustomerKey',
        ])
        .optional(),
      activeKey: z
        .object({ keyUrl: z.string().min(1), sourceVault: z.object({ id: z.string().optional() }).optional() })
        .optional(),
      rotationToLatestKeyVersionEnabled: z.boolean().optional(),
    })
    .optional(),
});

type SetBody = z.output<typeof setBody>;

function putSet(request: ArmRequest): ArmResponse {
  const body = parseBody(request, setBody);
  const id = newIdIn(request, 'diskEncryptionSets', 'diskEncryptionSetName');
  const set = changedSet(request, body, id) ?? newSet(request, body, id);
  setState(set, 'Updating');
  const headers = startLongRunning(request, {
    side: 'DiskOperations',
    location: plainLocation(body.location),
    seconds: WRITE_SECONDS,
    complete: () => {
      setState(set, 'Succeeded');
      return set;
    },
    fail: () => setState(set, 'Failed'),
  });
  return { status: 202, headers: { ...headers, ...remaining('writeDisk') }, body: set };
}

function newSet({ world }: ArmRequest, { location, tags, properties }: SetBody, id: string): ArmResource {
  const { activeKey, ...rest } = properties ?? {};
  if (activeKey === undefined) throw requiredParameter('diskEncryptionSet.activeKey');
  const set = createDiskEncryptionSet(world, { id, location, keyUrl: activeKey.keyUrl });
  Object.assign(set.properties, rest, { activeKey });
  if (tags) set.tags = tags;
  return set;
}

function changedSet(
  { world }: ArmRequest,
  { location, tags, properties }: SetBody,
  id: string,
): ArmResource | undefined {
  const existing = world.resources.get(id);
  if (existing === undefined) return undefined;
  refuseOtherLocation(existing, plainLocation(location));
  const { encryptionType, ...rest } = properties ?? {};
  if (encryptionType !== undefined && encryptionType !== existing.properties.encryptionType) {
    throw changeNotAllowed('diskEncryptionSet.encryptionType');
  }
  Object.assign(existing.properties, rest);
  if (tags) existing.tags = tags;
  return existing;
}

function getSet(request: ArmRequest): ArmResponse {
  const id = idIn(request, 'diskEncryptionSets', 'diskEncryptionSetName');
  return { status: 200, headers: remaining('readDisk'), body: requireOf(request, computeTypes.diskEncryptionSets, id) };
}

function getAccess(request: ArmRequest): ArmResponse {
  const id = idIn(request, 'diskAccesses', 'diskAccessName');
  return { status: 200, headers: remaining('readDisk'), body: requireOf(request, computeTypes.diskAccesses, id) };
}

function listSets(scope: (request: ArmRequest) => string) {
  return (request: ArmRequest): ArmResponse => {
    const sets = request.world.resources.list(computeTypes.diskEncryptionSets, scope(request));
    return { status: 200, headers: remaining('listDisks'), body: page(request, sets, { size: PAGE }) };
  };
}

const SET = `${IN_GROUP}/diskEncryptionSets/{diskEncryptionSetName}`;

export const encryptionSetRoutes: readonly Route[] = [
  {
    operation: 'DiskEncryptionSets_Get',
    method: 'GET',
    path: SET,
    action: 'Microsoft.Compute/diskEncryptionSets/read',
    coverage: 'supported',
    handle: getSet,
  },
  {
    operation: 'DiskEncryptionSets_ListByResourceGroup',
    method: 'GET',
    path: `${IN_GROUP}/diskEncryptionSets`,
    action: 'Microsoft.Compute/diskEncryptionSets/read',
    coverage: 'supported',
    handle: listSets(groupScope),
  },
  {
    operation: 'DiskEncryptionSets_List',
    method: 'GET',
    path: `${IN_SUBSCRIPTION}/diskEncryptionSets`,
    action: 'Microsoft.Compute/diskEncryptionSets/read',
    coverage: 'supported',
    handle: listSets(({ params }) => `/subscriptions/${params.subscriptionId}`),
  },
  {
    operation: 'DiskEncryptionSets_CreateOrUpdate',
    method: 'PUT',
    path: SET,
    action: 'Microsoft.Compute/diskEncryptionSets/write',
    coverage: 'partial',
    note: 'The key vault is not asked: every key is taken as given.',
    handle: putSet,
  },
  {
    operation: 'DiskAccesses_Get',
    method: 'GET',
    path: `${IN_GROUP}/diskAccesses/{diskAccessName}`,
    action: 'Microsoft.Compute/diskAccesses/read',
    coverage: 'supported',
    handle: getAccess,
  },
];
