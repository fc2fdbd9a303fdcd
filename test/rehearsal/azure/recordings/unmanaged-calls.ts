import { createVirtualMachine, findVirtualMachine } from '../../../../rehearsal/azure/services/compute/provision.ts';
import { SOURCE, startEstate } from '../site-recovery/estate.ts';
import type { RecordedPair } from './archives.ts';
import { A2A } from './site-recovery-pairing.ts';
import { openWire } from './wire.ts';

/** Between regions only a machine without managed disks is reprotected through its item. */
export async function unmanagedCalls(): Promise<readonly RecordedPair[]> {
  const estate = await startEstate();
  const { world, ids } = estate;
  const wire = openWire(estate.fixture);
  const machine = { id: ids.vm('old'), location: SOURCE, size: 'Standard_D2s_v3', osType: 'Windows' as const };
  const osVhdUri = 'https://cachewe.blob.core.windows.net/vhds/old-os.vhd';
  createVirtualMachine(world, { ...machine, osVhdUri, nicIds: [], running: true });
  const item = estate.protect('old', { stage: 'committed', cacheAccountId: ids.account('cachewe') });
  const recovered = findVirtualMachine(world, ids.vm('old').replace('rg-app', 'rg-app-asr'));
  const disk = {
    diskUri: recovered?.properties.storageProfile.osDisk.vhd?.uri,
    recoveryAzureStorageAccountId: ids.account('cachewe'),
    primaryStagingAzureStorageAccountId: ids.account('cachene', 'rg-app-asr'),
  };
  const details = { ...A2A, recoveryContainerId: ids.container(SOURCE), policyId: ids.policy, vmDisks: [disk] };
  await wire.send('POST', `${item}/reProtect`, {
    properties: { failoverDirection: 'RecoveryToPrimary', providerSpecificDetails: details },
  });
  await estate.fixture.close();
  return wire.kept;
}
