import { z } from 'zod';
import type { Vault } from '../../../src/ports/azure/places.ts';
import { parseId } from '../core/ids.ts';
import { region } from '../core/regions.ts';
import { text } from '../core/shapes.ts';

const body = z.looseObject({
  id: z.string(),
  name: z.string(),
  location: region,
  properties: z
    .looseObject({
      redundancySettings: z
        .looseObject({ standardTierStorageRedundancy: text, crossRegionRestore: text })
        .nullish()
        .catch(undefined),
    })
    .nullish()
    .catch(undefined),
});

const redundancies: Readonly<Record<string, Vault['redundancy']>> = {
  locallyredundant: 'local',
  zoneredundant: 'zone',
  georedundant: 'geo',
};

export const vaultShape = body.transform(({ id, name, location, properties }): Vault => {
  const { subscription, resourceGroup } = parseId(id);
  const settings = properties?.redundancySettings;
  return {
    id,
    name,
    resourceGroup,
    subscription,
    region: location,
    redundancy: redundancies[settings?.standardTierStorageRedundancy?.toLowerCase() ?? ''] ?? 'unknown',
    crossRegionRestore: settings?.crossRegionRestore?.toLowerCase() === 'enabled',
  };
});
