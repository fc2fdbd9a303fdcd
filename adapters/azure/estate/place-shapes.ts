import { z } from 'zod';
import type { Region, StorageAccount, VirtualNetwork } from '../../../src/ports/azure/estate.ts';
import { region } from '../core/regions.ts';
import { flag, reference, text, texts } from '../core/shapes.ts';
import { time } from '../core/times.ts';

/** As `GET /subscriptions/.../locations` says it. Logical regions (`europe`) hold nothing. */
export const regionShape = z
  .looseObject({
    name: z.string(),
    displayName: text,
    metadata: z
      .looseObject({
        regionType: text,
        geography: text,
        geographyGroup: text,
        pairedRegion: z
          .array(z.looseObject({ name: text }))
          .nullish()
          .catch(undefined),
      })
      .nullish()
      .catch(undefined),
    availabilityZoneMappings: z.array(z.unknown()).nullish().catch(undefined),
  })
  .transform(({ name, displayName, metadata, availabilityZoneMappings }): Region => {
    const pair = metadata?.pairedRegion?.[0]?.name;
    return {
      name,
      title: displayName ?? name,
      geographyGroup: metadata?.geographyGroup ?? 'unknown',
      geography: metadata?.geography ?? 'unknown',
      ...(pair !== undefined && { pairedWith: pair }),
      zones: (availabilityZoneMappings ?? []).length > 0,
    };
  });

const subnet = z
  .looseObject({
    id: z.string(),
    name: z.string(),
    addressPrefix: text,
    addressPrefixes: texts,
    networkSecurityGroup: reference,
    routeTable: reference,
    ipConfigurations: z
      .array(z.looseObject({ id: text }))
      .nullish()
      .catch(undefined),
  })
  .transform(({ id, name, addressPrefix, addressPrefixes, networkSecurityGroup, routeTable, ipConfigurations }) => ({
    id,
    name,
    prefix: addressPrefix ?? addressPrefixes.join(', '),
    holders: (ipConfigurations ?? []).flatMap((each) => each.id?.replace(/\/ipConfigurations\/[^/]+$/iu, '') ?? []),
    ...(networkSecurityGroup !== undefined && { nsgId: networkSecurityGroup }),
    ...(routeTable !== undefined && { routeTableId: routeTable }),
  }));

const peering = z.looseObject({ remoteVirtualNetwork: reference });

export const networkShape = z
  .looseObject({
    id: z.string(),
    name: z.string(),
    location: region,
    addressSpace: z.looseObject({ addressPrefixes: texts }).nullish().catch(undefined),
    subnets: z.array(subnet).nullish(),
    virtualNetworkPeerings: z.array(peering).nullish().catch(undefined),
  })
  .transform(
    ({ id, name, location, addressSpace, subnets, virtualNetworkPeerings: peerings }): VirtualNetwork => ({
      id,
      name,
      region: location,
      prefixes: addressSpace?.addressPrefixes ?? [],
      subnets: subnets ?? [],
      peeredWith: (peerings ?? []).flatMap(({ remoteVirtualNetwork }) => remoteVirtualNetwork ?? []),
    }),
  );

interface CopyStats {
  readonly lastSyncTime?: Date | undefined;
  readonly canFailover?: boolean | undefined;
  readonly canPlannedFailover?: boolean | undefined;
  readonly postFailoverRedundancy?: string | undefined;
}

/** How far the copy in the other region is, and what could be done with it. */
const copyOf = (stats: CopyStats) => ({
  ...(stats.lastSyncTime !== undefined && { lastSyncAt: stats.lastSyncTime }),
  ...(stats.canFailover !== undefined && { canFailover: stats.canFailover }),
  ...(stats.canPlannedFailover !== undefined && { canPlannedFailover: stats.canPlannedFailover }),
  ...(stats.postFailoverRedundancy && { skuAfterFailover: stats.postFailoverRedundancy }),
});

export const accountShape = z
  .looseObject({
    id: z.string(),
    name: z.string(),
    location: region,
    /** Where its data lie: after a failover, the location is still the former one. */
    primaryLocation: region.nullish().catch(undefined),
    sku: z.looseObject({ name: text }).nullish().catch(undefined),
    kind: text,
    secondaryLocation: region.nullish().catch(undefined),
    secondaryEndpoints: z.looseObject({ blob: text }).nullish().catch(undefined),
    geoReplicationStats: z
      .looseObject({ lastSyncTime: time, canFailover: flag, canPlannedFailover: flag, postFailoverRedundancy: text })
      .nullish()
      .catch(undefined),
  })
  .transform(
    ({
      id,
      name,
      location,
      primaryLocation,
      sku,
      kind,
      secondaryLocation,
      secondaryEndpoints,
      geoReplicationStats,
    }): StorageAccount => ({
      id,
      name,
      region: primaryLocation ?? location,
      sku: sku?.name ?? 'unknown',
      kind: kind ?? 'unknown',
      ...(secondaryLocation && { secondaryRegion: secondaryLocation }),
      ...(secondaryEndpoints?.blob && { secondaryEndpoint: secondaryEndpoints.blob }),
      ...copyOf(geoReplicationStats ?? {}),
    }),
  );

/** As the inventory says it, with its properties in a place of their own. */
export const accountRow = z
  .looseObject({ properties: z.looseObject({}).nullish() })
  .transform(({ properties, ...row }) => ({ ...properties, ...row }))
  .pipe(accountShape);
