import { z } from 'zod';
import type { Vault } from '../../../src/ports/azure/places.ts';
import { parseId } from '../core/ids.ts';
import { region } from '../core/regions.ts';
import { number, text } from '../core/shapes.ts';

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
      securitySettings: z
        .looseObject({
          softDeleteSettings: z
            .looseObject({ softDeleteState: text, softDeleteRetentionPeriodInDays: number })
            .nullish()
            .catch(undefined),
        })
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
    ...softDeletionOf(properties?.securitySettings?.softDeleteSettings),
  };
});

type SoftDeletion = {
  readonly softDeleteState?: string | undefined;
  readonly softDeleteRetentionPeriodInDays?: number | undefined;
};

const softDeletionOf = (settings: SoftDeletion | null | undefined): { softDeleteDays?: number } => {
  if (settings?.softDeleteState === undefined) return {};
  const isOn = settings.softDeleteState.toLowerCase() !== 'disabled';
  return { softDeleteDays: isOn ? (settings.softDeleteRetentionPeriodInDays ?? 14) : 0 };
};
