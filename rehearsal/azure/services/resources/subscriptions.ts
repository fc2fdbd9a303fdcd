import type { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, Route } from '../../wire/route.ts';
import type { ArmResource } from '../../world/resources.ts';
import type { World } from '../../world/world.ts';
import { holdsAnythingIn } from '../authorization/decide.ts';
import { parameter } from './parameters.ts';
import { createSubscription } from './provision.ts';
import { type Region, regionNamed, regions } from './regions.ts';

export const subscriptionRoutes: readonly Route[] = [
  {
    operation: 'Subscriptions_List',
    method: 'GET',
    path: '/subscriptions',
    action: null,
    coverage: 'supported',
    handle: ({ world, principal }) => {
      const visible = world.subscriptions.filter((id) => holdsAnythingIn(world, principal, `/subscriptions/${id}`));
      // The spec makes nextLink a required field; Azure leaves it out, and both read an empty one as the end.
      return { status: 200, body: { value: visible.map((id) => subscriptionView(world, id)), nextLink: '' } };
    },
  },
  {
    operation: 'Subscriptions_Get',
    method: 'GET',
    path: '/subscriptions/{subscriptionId}',
    action: 'Microsoft.Resources/subscriptions/read',
    coverage: 'supported',
    handle: (request) => ({
      status: 200,
      body: subscriptionView(request.world, parameter(request, 'subscriptionId')),
    }),
  },
  {
    operation: 'Subscriptions_ListLocations',
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/locations',
    action: 'Microsoft.Resources/subscriptions/locations/read',
    coverage: 'partial',
    note: 'The public regions only: no edge zones, no logical regions. Coordinates are approximate for the newest ones.',
    handle: (request) => ({ status: 200, body: { value: regions.map((region) => locationView(request, region)) } }),
  },
  {
    operation: 'Tenants_List',
    method: 'GET',
    path: '/tenants',
    action: null,
    coverage: 'supported',
    handle: ({ world: { tenantId } }) => {
      const tenant = { id: `/tenants/${tenantId}`, tenantId, tenantCategory: 'Home', displayName: 'Rehearsal' };
      return { status: 200, body: { value: [tenant], nextLink: '' } };
    },
  },
];

/** The subscription's record, made at its first use where no scenario gave it a name. */
export function subscriptionRecord(world: World, subscriptionId: string): ArmResource {
  const known = world.resources.get(`/subscriptions/${subscriptionId}`);
  return known ?? createSubscription(world, { id: subscriptionId, displayName: 'Rehearsal' });
}

function subscriptionView(world: World, subscriptionId: string): Record<string, unknown> {
  const { id, name, tags, properties } = subscriptionRecord(world, subscriptionId);
  return {
    id,
    subscriptionId: name,
    tenantId: world.tenantId,
    displayName: properties.displayName,
    state: 'Enabled',
    subscriptionPolicies: {
      locationPlacementId: 'Public_2014-09-01',
      quotaId: 'EnterpriseAgreement_2014-09-01',
      spendingLimit: 'Off',
    },
    authorizationSource: 'RoleBased',
    managedByTenants: [],
    ...(tags ? { tags } : {}),
  };
}

function locationView(request: ArmRequest, region: Region): Record<string, unknown> {
  const { name, displayName, geographyGroup, geography, longitude, latitude, physicalLocation, zones } = region;
  const isCanary = name.endsWith('euap');
  return {
    id: locationId(request, name),
    name,
    type: 'Region',
    displayName,
    regionalDisplayName: `(${geographyGroup}) ${displayName}`,
    metadata: {
      regionType: 'Physical',
      regionCategory: zones && !isCanary ? 'Recommended' : 'Other',
      geography,
      geographyGroup,
      longitude,
      latitude,
      physicalLocation,
      pairedRegion: pairView(request, region),
    },
    ...(zones ? { availabilityZoneMappings: zoneMappings(name) } : {}),
  };
}

function pairView(request: ArmRequest, { pair }: Region): unknown[] {
  const paired = pair === undefined ? undefined : regionNamed(pair);
  return paired ? [{ name: paired.name, id: locationId(request, paired.name) }] : [];
}

function zoneMappings(region: string): unknown[] {
  return [1, 2, 3].map((zone) => ({ logicalZone: `${zone}`, physicalZone: `${region}-az${zone}` }));
}

function locationId({ params }: ArmRequest, region: string): string {
  return `/subscriptions/${params.subscriptionId}/locations/${region}`;
}

/** The region, or ARM's refusal of a place that does not exist. */
export function requireRegion(location: string, refuse: (available: string) => ArmError): Region {
  const region = regionNamed(location);
  if (region) return region;
  throw refuse(regions.map(({ name }) => name).join(','));
}
