import { enableBackup } from '../../../../rehearsal/azure/services/backup/provision.ts';
import { buildEstate, type Estate } from '../backup/estate.ts';
import { locationPath, pointsPath } from '../cross-region-restore/passive-stamp.ts';
import { type Fixture, startFixture } from '../fixture.ts';
import type { RecordedPair } from './archives.ts';
import { ITEMS, restoreRequest } from './backup-bodies.ts';
import { openWire, textAt } from './wire.ts';

/** Cross Region Restore, from the secondary region's list to the restored disks. */
export async function passiveStampCalls(): Promise<readonly RecordedPair[]> {
  const fixture = await startFixture();
  const estate = buildEstate(fixture, { crossRegionRestore: true });
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId });
  const wire = openWire(fixture);
  const at = (rest: string) => locationPath(fixture, rest);

  await wire.get(`${estate.vaultId}/backupProtectedItems/?$filter=${ITEMS} and itemType eq 'VM'`, CRR);
  const points = await wire.get(pointsPath(estate), CRR);
  const aad = await wire.get(at('backupAadProperties'), CRR);
  const token = await wire.send('POST', `${encodeURI(textAt(points, 'value.0.id'))}/accessToken`, aad.body, CRR);
  const started = await wire.start(
    'POST',
    at('backupCrossRegionRestore'),
    secondaryRestore(estate, fixture, token.body),
    CRR,
  );
  await wire.finish(started, 3);
  const status = await wire.get(`${started.headers.get('azure-asyncoperation')}`);
  const job = { resourceId: estate.vaultId, jobName: textAt(status, 'properties.jobId') };
  for (const seconds of [0, 600, 6 * 3600]) {
    fixture.azure.clock.advance(seconds);
    await wire.send('POST', at('backupCrrJob'), job, CRR);
  }
  await fixture.close();
  return wire.kept;
}

const CRR = '2021-11-15';

function secondaryRestore(estate: Estate, fixture: Fixture, token: unknown): unknown {
  const { properties } = token as { properties: unknown };
  return {
    crossRegionRestoreAccessDetails: properties,
    restoreRequest: {
      ...restoreRequest(estate),
      recoveryType: 'RestoreDisks',
      region: 'northeurope',
      storageAccountId: estate.id('Microsoft.Storage/storageAccounts/stagingnorth', 'rg-north'),
      targetResourceGroupId: `/subscriptions/${fixture.subscriptionId}/resourceGroups/rg-north`,
    },
  };
}
