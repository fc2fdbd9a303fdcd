import { AzureRefused, AzureUnreachable } from '../../../src/errors/azure.ts';
import type { EstateReader } from '../../../src/ports/azure/estate.ts';
import type { PlacesReader, Vault } from '../../../src/ports/azure/places.ts';
import type { Freshness, Reading } from '../../../src/ports/azure/reading.ts';
import type { Core } from '../core/core.ts';
import { idKey, isSameId, parseId } from '../core/ids.ts';
import type { Part } from '../core/reading.ts';

/** What the backup capability asks of the others. */
export interface Surroundings {
  readonly core: Core;
  readonly vaults: PlacesReader['vaults'];
  readonly regions: EstateReader['regions'];
}

/** Reads something of each vault; what cannot be read is missing. */
export type AcrossVaults = <Value>(
  how: Freshness,
  parts: (vault: Vault) => readonly Part<Value>[],
) => Promise<Reading<readonly Value[]>>;

/**
 * Vaults once seen stay known: those of a region that does not answer vanish from Azure's list, but their copies in
 * the secondary region can be restored.
 */
export const createAcrossVaults = ({ core, vaults, regions }: Surroundings): AcrossVaults => {
  const known = new Map<string, Vault>();

  const titleOf = async ({ id, region }: Vault): Promise<string> => {
    const read = await regions(parseId(id).subscription).catch(() => undefined);
    return read?.value.find(({ name }) => name === region)?.title ?? region;
  };

  /** Of a region that is down Azure says at length what one short sentence tells. */
  const namingRegion = <Value>(vault: Vault, part: Part<Value>): Part<Value> => ({
    ...part,
    read: () =>
      part.read().catch(async (error: unknown) => {
        if (!(error instanceof AzureRefused) || error.problem.status !== 503) throw error;
        throw new AzureRefused({ ...error.problem, silentRegion: await titleOf(vault) });
      }),
  });

  /** A vault that is not listed and not found either is gone. */
  const unlessGone = <Value>(vault: Vault, part: Part<Value>): Part<Value> => ({
    ...part,
    read: () =>
      part.read().catch((error: unknown) => {
        if (!(error instanceof AzureRefused) || error.problem.status !== 404) throw error;
        known.delete(idKey(vault.id));
        return { value: [], readAt: core.timing.now(), missing: [] };
      }),
  });

  return async (how, parts) => {
    const listed = await vaults(how).catch((error: unknown) => orNothing(error, known.size > 0, core.timing.now()));
    for (const vault of listed.value) known.set(idKey(vault.id), vault);
    const isListed = (vault: Vault) => listed.value.some(({ id, unlisted }) => !unlisted && isSameId(id, vault.id));
    const all = [...known.values()].flatMap((vault) =>
      parts(vault)
        .map((part) => namingRegion(vault, part))
        .map((part) => (isListed(vault) ? part : unlessGone(vault, part))),
    );
    const read = await core.read.across(all);
    return { ...read, missing: [...listed.missing, ...read.missing] };
  };
};

const orNothing = (error: unknown, someAreKnown: boolean, now: Date): Reading<readonly Vault[]> => {
  const isAzures = error instanceof AzureRefused || error instanceof AzureUnreachable;
  if (!someAreKnown || !isAzures) throw error;
  return {
    value: [],
    readAt: now,
    missing: [{ kind: 'plain', sentence: 'The vaults could not be listed: these are those that were known before.' }],
  };
};
