import { enableBackup } from '../../../../rehearsal/azure/services/backup/provision.ts';
import { buildEstate } from '../backup/estate.ts';
import { itemPath } from '../cross-region-restore/passive-stamp.ts';
import { startFixture } from '../fixture.ts';
import type { RecordedPair } from './archives.ts';
import { BACK_UP } from './backup-bodies.ts';
import { jobOf } from './backup-calls.ts';
import { openWire } from './wire.ts';

/** Reading jobs until an hour's share of it is spent. */
export async function throttledCalls(): Promise<readonly RecordedPair[]> {
  const fixture = await startFixture({ limits: 'azure' });
  const estate = buildEstate(fixture);
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId });
  const wire = openWire(fixture);
  const started = await wire.start('POST', `${itemPath(estate)}/backup`, { properties: BACK_UP });
  fixture.azure.clock.advance(60);
  const job = await jobOf({ wire, vault: estate.vaultId }, started);
  for (let left = 150; left > 0; left -= 1) await wire.get(job);
  await wire.refused('GET', job);
  await fixture.close();
  return wire.kept;
}
