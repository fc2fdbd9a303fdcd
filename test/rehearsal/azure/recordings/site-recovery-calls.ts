import { type Estate, SOURCE, startEstate, TARGET } from '../site-recovery/estate.ts';
import type { RecordedPair } from './archives.ts';
import { A2A, AUTOMATED, MACHINE, type Pairing, type Place, pair, placeIn } from './site-recovery-pairing.ts';
import { openWire, type Wire } from './wire.ts';

interface Stage extends Pairing {
  readonly plan: string;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Two regions are paired, a machine is protected, fails over alone and in a plan, is reprotected, and all is taken away. */
export async function siteRecoveryCalls(): Promise<readonly RecordedPair[]> {
  const estate = await startEstate({ paired: false });
  estate.addMachine(MACHINE);
  const { vault } = estate.ids;
  const stage: Stage = {
    estate,
    wire: openWire(estate.fixture),
    vault,
    home: placeIn(vault, 'fab-we'),
    away: placeIn(vault, 'fab-ne'),
    policy: `${vault}/replicationPolicies/daily`,
    plan: `${vault}/replicationRecoveryPlans/shop`,
  };
  await pair(stage);
  await protect(stage);
  await readAround(stage);
  await failOver(stage);
  await reprotect(stage);
  await takeAway(stage);
  await failOverPlan(stage);
  await estate.fixture.close();
  return stage.wire.kept;
}

async function protect({ wire, home, away, policy, estate }: Stage): Promise<void> {
  const { ids } = estate;
  const started = await wire.start('PUT', home.item, {
    properties: {
      policyId: policy,
      providerSpecificDetails: {
        ...A2A,
        fabricObjectId: ids.vm(MACHINE),
        recoveryContainerId: away.container,
        recoveryResourceGroupId: ids.group('rg-app-asr'),
        recoveryAzureNetworkId: ids.network('vnet-app-asr', 'rg-app-asr'),
        vmManagedDisks: disks(estate, 'rg-app', ids.account('cachewe'), 'rg-app-asr'),
      },
    },
  });
  await wire.finish(started, 600);
  await watchItem({ wire, estate }, home.item);
}

/** From the first minutes of its initial replication until it has long been protected. */
async function watchItem({ wire, estate }: Pick<Stage, 'wire' | 'estate'>, item: string): Promise<void> {
  for (const seconds of [...Array(24).fill(5 * MINUTE), 6 * HOUR]) {
    await wire.get(item);
    estate.advance(seconds);
  }
  await wire.get(item);
}

async function readAround({ wire, vault, home, away, plan, estate }: Stage): Promise<void> {
  await wire.get(home.fabric);
  await wire.get(`${vault}/replicationProtectedItems`);
  await wire.get(`${home.container}/replicationProtectedItems`, '2024-10-01');
  await wire.get(`${home.fabric}/replicationProtectionContainers`);
  for (const { mapping } of [home, away]) await wire.send('PATCH', mapping, AUTOMATED);
  await wire.get(`${home.container}/replicationProtectionContainerMappings`, '2024-10-01');
  await wire.get(`${vault}/replicationProtectionContainerMappings`);
  await wire.send('PUT', plan, planOf(home, away));
  await wire.get(plan);
  await wire.get(`${vault}/replicationRecoveryPlans`);
  await wire.send('DELETE', plan);
  await wire.send('POST', `${vault}/replicationJobs/export`, {});
  const refreshed = await wire.send('POST', `${vault}/replicationVaultHealth/default/refresh`);
  await wire.get(`${vault}/replicationJobs/${operationIn(refreshed)}`);
  for (const rest of ['Jobs', 'Events', 'VaultHealth', 'SupportedOperatingSystems']) {
    await wire.get(`${vault}/replication${rest}`);
  }
  const eligibility = `${estate.ids.vm(MACHINE)}/providers/Microsoft.RecoveryServices/replicationEligibilityResults`;
  await wire.get(eligibility);
  await wire.get(`${eligibility}/default`);
  await wire.send('PATCH', home.item, { properties: { recoveryAzureVMName: `${MACHINE}-dr` } }, '2021-11-01');
}

async function failOver({ wire, vault, home, estate }: Stage): Promise<void> {
  const failover = { ...FORWARD, sourceSiteOperations: 'Required', providerSpecificDetails: A2A };
  const started = await wire.start('POST', `${home.item}/unplannedFailover`, { properties: failover }, '2021-11-01');
  await watchJob(wire, vault, started, '2021-11-01');
  await wire.get(home.item);
  await wire.get(`${estate.ids.group('rg-app-asr')}/providers/Microsoft.Compute/virtualMachines/${MACHINE}-dr`);
  await wire.send('POST', `${home.item}/failoverCommit`);
  await wire.get(home.item);
  await wire.get(`${home.container}/replicationProtectedItems`, '2024-10-01');
}

async function reprotect({ wire, vault, home, away, policy, estate }: Stage): Promise<void> {
  const { ids } = estate;
  const body = {
    properties: {
      replicationProtectedItemName: MACHINE,
      providerSpecificDetails: {
        ...A2A,
        policyId: policy,
        recoveryContainerId: home.container,
        recoveryResourceGroupId: ids.group('rg-app'),
        vmManagedDisks: disks(estate, 'rg-app-asr', ids.account('cachene', 'rg-app-asr'), 'rg-app'),
      },
    },
  };
  const started = await wire.start('POST', `${home.container}/switchprotection`, body, '2024-10-01');
  await watchJob(wire, vault, started, '2024-10-01');
  await watchItem({ wire, estate }, away.item);
}

/** The job of what was started, again and again until it has long ended. */
async function watchJob(wire: Wire, vault: string, started: Started, version: string): Promise<void> {
  const id = operationIn(started);
  for (const seconds of [1, 30, 60, 120, 240, HOUR]) {
    await wire.get(`${vault}/replicationJobs/${id}`, version);
    await wire.finish(started, seconds);
  }
  await wire.get(`${vault}/replicationJobs/${id}`, version);
}

async function takeAway({ wire, home, away, policy, estate }: Stage): Promise<void> {
  await wire.send('POST', `${away.item}/remove`, { properties: {} });
  await wire.send('DELETE', estate.protect('shop-app-01'));
  await wire.send('DELETE', home.networkMapping);
  await wire.send('DELETE', away.networkMapping);
  for (const { mapping } of [home, away]) await wire.send('DELETE', mapping);
  for (const { container } of [home, away]) await wire.send('POST', `${container}/remove`);
  await wire.send('DELETE', policy);
  for (const { fabric } of [home, away]) await wire.send('DELETE', fabric);
}

async function failOverPlan({ wire, vault, plan, estate }: Stage): Promise<void> {
  const item = estate.protect('shop-web-01');
  const [home, away] = [SOURCE, TARGET].map((region) => ({ fabric: estate.ids.fabric(region) }));
  if (home === undefined || away === undefined) throw new Error('no regions');
  await wire.send('PUT', plan, planOf({ ...home, item }, away), '2024-02-01');
  await wire.get(plan, '2024-02-01');
  const body = {
    properties: {
      ...FORWARD,
      sourceSiteOperations: 'Required',
      providerSpecificDetails: [{ ...A2A, recoveryPointType: 'Latest' }],
    },
  };
  const started = await wire.start('POST', `${plan}/unplannedFailover`, body, '2024-02-01');
  await watchJob(wire, vault, started, '2024-02-01');
}

/** The id of an operation is that of its job. */
function operationIn({ headers }: Started): string {
  return new URL(`${headers.get('azure-asyncoperation')}`).pathname.split('/').at(-1) ?? '';
}

type Started = Awaited<ReturnType<Wire['start']>>;

const FORWARD = { failoverDirection: 'PrimaryToRecovery' };

function planOf(home: Pick<Place, 'fabric' | 'item'>, away: Pick<Place, 'fabric'>): unknown {
  const replicationProtectedItems = [{ id: home.item }];
  return {
    properties: {
      primaryFabricId: home.fabric,
      recoveryFabricId: away.fabric,
      failoverDeploymentModel: 'ResourceManager',
      groups: [{ groupType: 'Boot', replicationProtectedItems, startGroupActions: [], endGroupActions: [] }],
    },
  };
}

function disks({ ids }: Estate, group: string, account: string, target: string): unknown[] {
  return ['os', 'data'].map((part) => ({
    diskId: ids.disk(`${MACHINE}-${part}`, group),
    primaryStagingAzureStorageAccountId: account,
    recoveryResourceGroupId: ids.group(target),
  }));
}
