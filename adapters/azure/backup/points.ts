import { z } from 'zod';
import type { BackupPoint } from '../../../src/ports/azure/backup.ts';
import { flag, text, texts } from '../core/shapes.ts';
import { time } from '../core/times.ts';
import { itemIdOfPoint } from './names.ts';

const pointShape = z.looseObject({
  id: z.string(),
  properties: z.looseObject({
    recoveryPointTime: time,
    recoveryPointType: text,
    isSourceVMEncrypted: flag,
    recoveryPointTierDetails: z.array(z.looseObject({ type: text, status: text })).nullish(),
    zones: texts,
  }),
});

type Wire = z.output<typeof pointShape>;

const consistencies: Readonly<Record<string, BackupPoint['consistency']>> = {
  AppConsistent: 'application',
  FileSystemConsistent: 'file-system',
  CrashConsistent: 'crash',
};

const tiers: Readonly<Record<string, BackupPoint['tiers'][number]>> = {
  InstantRP: 'snapshot',
  HardenedRP: 'vault',
  ArchivedRP: 'archive',
};

/** Undefined where it is no point of a machine: it then has no time. */
const pointOf = ({ id, properties }: Wire, where: BackupPoint['where']): BackupPoint | undefined => {
  const at = properties.recoveryPointTime;
  if (at === undefined) return undefined;
  return {
    id,
    itemId: itemIdOfPoint(id),
    at,
    where,
    consistency: consistencies[properties.recoveryPointType ?? ''] ?? 'unknown',
    tiers: tiersOf(properties.recoveryPointTierDetails ?? []),
    encrypted: properties.isSourceVMEncrypted ?? false,
    zones: properties.zones,
  };
};

type TierDetails = NonNullable<Wire['properties']['recoveryPointTierDetails']>;

/** Those that still hold the data: a tier stays listed as deleted after its copy is gone. */
const tiersOf = (details: TierDetails): BackupPoint['tiers'] =>
  details
    .filter(({ status }) => status === 'Valid' || status === 'Rehydrated')
    .flatMap(({ type = '' }) => tiers[type] ?? []);

export const backupPoint = (where: BackupPoint['where']) => pointShape.transform((wire) => pointOf(wire, where));

export const newestFirst = <Point extends { readonly at: Date }>(points: readonly Point[]): readonly Point[] =>
  points.toSorted((one, other) => other.at.getTime() - one.at.getTime());
