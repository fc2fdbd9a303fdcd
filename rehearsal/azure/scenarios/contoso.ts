import type { Scenario, ScenarioApplication } from '../world/scenario.ts';
import { usualPrincipals } from './principals.ts';

const toWestUs = { vault: 'contoso-recovery', target: 'westus' };
const backup = 'contoso-backup';

/** Twenty-four machines in four applications, and one of each kind of trouble: to look around in and to practise on. */
export const contoso: Scenario = {
  name: 'contoso',
  tenantId: '4c6f0a83-0b0c-4d52-9d2f-8f4d5be0c001',
  subscriptions: [{ id: '9d3c7e15-6b1f-4a0e-8f53-7c1f2ab0c001', displayName: 'Contoso Production' }],
  seed: 2026,
  start: '2026-03-02T08:00:00Z',
  principals: usualPrincipals,
  regions: [
    { name: 'eastus', network: '10.10' },
    { name: 'eastus2', network: '10.20' },
    { name: 'westus', network: '10.30', drillNetwork: '10.99' },
  ],
  vaults: [
    { name: 'contoso-recovery', location: 'westus', redundancy: 'GeoRedundant', crossRegionRestore: false },
    { name: backup, location: 'eastus', redundancy: 'GeoRedundant', crossRegionRestore: true },
  ],
  // Nothing of the family that build-01 needs may be started in the target region.
  quotas: [{ location: 'westus', family: 'standardFSv2Family', limit: 0 }],
  applications: [payments(), shop(), ledger(), intranet()],
  accounts: [{ name: 'stpayreceipts', application: 'payments', sku: 'Standard_RAGRS' }],
};

function payments(): ScenarioApplication {
  return {
    name: 'payments',
    location: 'eastus',
    replication: toWestUs,
    backup,
    plan: [['pay-db-01'], ['pay-app-01'], ['pay-web-01', 'pay-web-02']],
    machines: [
      { name: 'pay-web-01', zone: '1' },
      { name: 'pay-web-02', zone: '2' },
      { name: 'pay-app-01', osType: 'Windows', size: 'Standard_D4s_v5' },
      { name: 'pay-db-01', size: 'Standard_E8s_v5', dataDisks: [256, 512, 512], replication: 'rpo-breached' },
    ],
  };
}

function shop(): ScenarioApplication {
  return {
    name: 'shop',
    location: 'eastus',
    replication: toWestUs,
    backup,
    machines: [
      { name: 'shop-web-01', zone: '1' },
      { name: 'shop-web-02', zone: '2' },
      { name: 'shop-web-03', zone: '3', backup: 'none' },
      { name: 'shop-app-01', osType: 'Windows', replication: 'agent-expired' },
      { name: 'shop-app-02', osType: 'Windows', trait: 'outbound-blocked', replication: 'heartbeat-down' },
      { name: 'shop-db-01', size: 'Standard_E4s_v5', dataDisks: [512], trait: 'customer-keys' },
      { name: 'shop-search-01', dataDisks: [1024], replication: 'initial', backup: 'first-pending' },
      { name: 'shop-batch-01', trait: 'agent-not-ready', backup: 'failing' },
    ],
  };
}

function ledger(): ScenarioApplication {
  return {
    name: 'ledger',
    location: 'eastus2',
    replication: toWestUs,
    machines: [
      { name: 'ledger-app-01' },
      { name: 'ledger-app-02', replication: 'drill-pending' },
      { name: 'ledger-db-01', dataDisks: [256], replication: 'failed-over' },
      { name: 'ledger-keys-01', size: 'Standard_DC4as_v5', trait: 'confidential', replication: 'none' },
      { name: 'ledger-file-01', dataDisks: [512], rawDataDisks: true, trait: 'private-disks', replication: 'none' },
      { name: 'ledger-old-01', size: 'Standard_DS2_v2', trait: 'unmanaged-disks', replication: 'none' },
    ],
  };
}

function intranet(): ScenarioApplication {
  return {
    name: 'intranet',
    location: 'eastus2',
    replication: toWestUs,
    machines: [
      { name: 'wiki-01' },
      { name: 'wiki-db-01', dataDisks: [128] },
      { name: 'mail-01', osType: 'Windows', stopped: true },
      { name: 'build-01', size: 'Standard_F16s_v2' },
      { name: 'build-02', size: 'Standard_D8s_v5', replication: 'none' },
      { name: 'test-01', replication: 'none' },
    ],
  };
}
