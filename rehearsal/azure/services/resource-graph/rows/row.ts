import type { World } from '../../../world/world.ts';
import { groupNameOf, subscriptionOf } from '../../resources/ids.ts';
import type { Row } from '../kql/evaluate.ts';

/** Adds rows to a table of Resource Graph; asked at every query, so that nothing is stored twice. */
export interface RowSource {
  readonly table: string;
  rows(world: World): Iterable<Row>;
}

/** What a row is made of: a resource as some service shows it. */
export interface Shown {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly [field: string]: unknown;
}

/** The columns that every table has. Resource Graph writes types and groups in lower case, and nothing as nothing. */
export function rowOf(world: World, shown: Shown): Row {
  const { id, name, type, location, kind, managedBy, sku, plan, properties, tags, identity, zones } = shown;
  return {
    id,
    name,
    type: type.toLowerCase(),
    tenantId: world.tenantId,
    kind: kind ?? '',
    location: location ?? '',
    resourceGroup: groupNameOf(id)?.toLowerCase() ?? '',
    subscriptionId: subscriptionOf(id) ?? '',
    managedBy: managedBy ?? '',
    sku: sku ?? null,
    plan: plan ?? null,
    properties: properties ?? null,
    tags: tags ?? null,
    identity: identity ?? null,
    zones: zones ?? null,
    extendedLocation: null,
  };
}
