import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import type { World } from '../../world/world.ts';
import { type Region, regionNamed, regions } from '../resources/regions.ts';
import { locationParam, queryParam } from './addressed.ts';
import { ALL_CORES, coresInUse, limitOf, machinesIn, type Place, restrictionsOf } from './capacity.ts';
import { IN_SUBSCRIPTION } from './paths.ts';
import { invalidParameter } from './refusals.ts';
import { remaining } from './remaining.ts';
import { computeTypes } from './shapes.ts';
import { type VmSize, vmFamilies, vmSizes } from './sizes.ts';

const SKU_PAGE = 1000;

function placeIn(request: ArmRequest): Place {
  return { subscriptionId: request.params.subscriptionId ?? '', location: locationParam(request) };
}

function requireRegion(request: ArmRequest): void {
  const asked = request.params.location ?? '';
  if (regionNamed(asked)) return;
  throw invalidParameter(
    'location',
    `The provided location '${asked}' is not available for the resource provider 'Microsoft.Compute'.`,
  );
}

function listUsages(request: ArmRequest): ArmResponse {
  requireRegion(request);
  const place = placeIn(request);
  const { world } = request;
  const used = coresInUse(world, place);
  const cores = (family: string, words: string) =>
    usage(family, words, used.get(family) ?? 0, limitOf(world, place, family));
  const value = [
    usage('availabilitySets', 'Availability Sets', countIn(world, place, computeTypes.availabilitySets), 2500),
    cores(ALL_CORES, 'Total Regional vCPUs'),
    usage('virtualMachines', 'Virtual Machines', machinesIn(world, place).length, 25_000),
    usage('virtualMachineScaleSets', 'Virtual Machine Scale Sets', 0, 2500),
    usage('dedicatedVCpus', 'Dedicated vCPUs', 0, 3000),
    usage('cloudServices', 'Cloud Services', 0, 2500),
    usage('lowPriorityCores', 'Total Regional Low-priority vCPUs', 0, 100),
    ...vmFamilies.map((family) => cores(family, wordsFor(family))),
  ];
  return { status: 200, headers: remaining('readSubscription'), body: { value } };
}

function usage(value: string, localizedValue: string, currentValue: number, limit: number) {
  return { limit, unit: 'Count', currentValue, name: { value, localizedValue } };
}

function countIn(world: World, { subscriptionId, location }: Place, type: string): number {
  return world.resources.list(type, `/subscriptions/${subscriptionId}`).filter((found) => found.location === location)
    .length;
}

/** `standardDSv5Family` is the `Standard DSv5 Family vCPUs` of the portal. */
function wordsFor(family: string): string {
  return `Standard ${family.replace(/^standard/, '').replace(/Family$/, '')} Family vCPUs`;
}

function listSizes(request: ArmRequest): ArmResponse {
  requireRegion(request);
  const value = vmSizes.map(({ name, cores, memoryGb, maxDataDisks, temporaryDiskGb }) => ({
    name,
    numberOfCores: cores,
    osDiskSizeInMB: 1_047_552,
    resourceDiskSizeInMB: temporaryDiskGb * 1024,
    memoryInMB: memoryGb * 1024,
    maxDataDiskCount: maxDataDisks,
  }));
  return { status: 200, headers: remaining('readSubscription'), body: { value } };
}

function listSkus(request: ArmRequest): ArmResponse {
  const wanted = filteredRegion(queryParam(request, '$filter'));
  const places = wanted === 'all' ? regions : regions.filter(({ name }) => name === wanted);
  const entries = places.flatMap((region) => [
    ...vmSizes.map((size) => ({ region, size })),
    ...DISK_SKUS.map((disk) => ({ region, disk })),
  ]);
  const view = (entry: (typeof entries)[number]) =>
    'size' in entry ? machineSku(request, entry.region, entry.size) : diskSku(entry.region, entry.disk);
  return {
    status: 200,
    headers: remaining('readSubscription'),
    body: page(request, entries, { size: SKU_PAGE, view }),
  };
}

/** The location is the only thing that can be asked for. */
function filteredRegion(filter: string | undefined): string {
  if (filter === undefined || filter.trim() === '') return 'all';
  const location = /^\s*location\s+eq\s+'([^']*)'\s*$/i.exec(filter)?.[1];
  if (location !== undefined) return regionNamed(location)?.name ?? location;
  throw invalidParameter('$filter', `The filter '${filter}' is not supported. Only 'location eq' is.`);
}

function machineSku(request: ArmRequest, region: Region, size: VmSize) {
  const location = spelled(region);
  return {
    resourceType: 'virtualMachines',
    name: size.name,
    tier: 'Standard',
    size: size.name.replace(/^Standard_/, ''),
    family: size.family,
    locations: [location],
    locationInfo: [{ location, zones: zonesOf(region), zoneDetails: [] }],
    capabilities: capabilitiesOf(size),
    restrictions: restrictionViews(request, region, size),
  };
}

/** Here, unlike anywhere else, Azure writes region names with capitals. */
function spelled({ displayName }: Region): string {
  return displayName.replaceAll(' ', '');
}

function zonesOf({ zones }: Region): string[] {
  return zones ? ['1', '2', '3'] : [];
}

function capabilitiesOf(size: VmSize) {
  const facts = {
    MaxResourceVolumeMB: String(size.temporaryDiskGb * 1024),
    OSVhdSizeMB: '1047552',
    vCPUs: String(size.cores),
    HyperVGenerations: size.generations,
    MemoryGB: String(size.memoryGb),
    MaxDataDiskCount: String(size.maxDataDisks),
    CpuArchitectureType: 'x64',
    LowPriorityCapable: 'True',
    PremiumIO: size.premium ? 'True' : 'False',
    vCPUsAvailable: String(size.cores),
    vCPUsPerCore: '2',
    EphemeralOSDiskSupported: size.temporaryDiskGb > 0 ? 'True' : 'False',
    EncryptionAtHostSupported: 'True',
    AcceleratedNetworkingEnabled: size.cores > 1 ? 'True' : 'False',
    RdmaEnabled: 'False',
    MaxNetworkInterfaces: String(size.maxNics),
    ...(size.confidential && { ConfidentialComputingType: 'SNP' }),
  };
  return Object.entries(facts).map(([name, value]) => ({ name, value }));
}

function restrictionViews({ world, params }: ArmRequest, region: Region, size: VmSize) {
  const place = { subscriptionId: params.subscriptionId ?? '', location: region.name };
  return restrictionsOf(world, place, size.name).map(({ zones, reason = 'NotAvailableForSubscription' }) => ({
    type: zones === undefined ? 'Location' : 'Zone',
    values: [spelled(region)],
    restrictionInfo: { locations: [spelled(region)], ...(zones && { zones: [...zones] }) },
    reasonCode: reason,
  }));
}

const DISK_SKUS = ['Standard_LRS', 'StandardSSD_LRS', 'StandardSSD_ZRS', 'Premium_LRS', 'Premium_ZRS'] as const;

function diskSku(region: Region, name: string) {
  const location = spelled(region);
  return {
    resourceType: 'disks',
    name,
    tier: name.startsWith('Premium') ? 'Premium' : 'Standard',
    locations: [location],
    locationInfo: [{ location, zones: zonesOf(region), zoneDetails: [] }],
    capabilities: [{ name: 'MaxSizeGiB', value: '32767' }],
    restrictions: [],
  };
}

export const catalogueRoutes: readonly Route[] = [
  {
    operation: 'Usage_List',
    method: 'GET',
    path: `${IN_SUBSCRIPTION}/locations/{location}/usages`,
    action: 'Microsoft.Compute/locations/usages/read',
    coverage: 'partial',
    note: 'Tells the families that the rehearsal has sizes of, not the some two hundred of Azure.',
    handle: listUsages,
  },
  {
    operation: 'VirtualMachineSizes_List',
    method: 'GET',
    path: `${IN_SUBSCRIPTION}/locations/{location}/vmSizes`,
    action: 'Microsoft.Compute/locations/vmSizes/read',
    coverage: 'partial',
    note: 'A selection of sizes, the same in every region.',
    handle: listSizes,
  },
  {
    operation: 'ResourceSkus_List',
    method: 'GET',
    path: `${IN_SUBSCRIPTION}/skus`,
    action: 'Microsoft.Compute/skus/read',
    coverage: 'partial',
    note: 'A selection of sizes, the same in every region; disks besides machines, nothing else. Azure sends all in one page.',
    handle: listSkus,
  },
];
