import { runs } from '../../src/messages/compose.ts';
import type { Message } from '../../src/messages/message.ts';
import type { ReplicationPolicy } from '../../src/ports/azure/recovery.ts';
import { protectableList } from '../../src/views/protectable.ts';
import { policyList } from '../../src/views/replication-policies.ts';
import { vaultCard, vaultList } from '../../src/views/vaults.ts';
import { minutesAgo, now, recoveryVault, sampleItem, sampleVault } from '../sample/azure.ts';

const read = { missing: [], readAt: minutesAgo(1), now };
const offer = runs;
const policy: ReplicationPolicy = {
  id: `${recoveryVault}/replicationPolicies/retention-24h-app-4h`,
  name: 'retention-24h-app-4h',
  vaultId: recoveryVault,
  retentionMinutes: 1440,
  appConsistentEveryMinutes: 240,
  multiVmConsistency: false,
};
const vault = { vault: sampleVault('recovery'), replicated: 12, backedUp: undefined };

/** Vaults, policies, and what can be protected. */
export const protectionViews: Readonly<Record<string, Message>> = {
  'vault-list': vaultList(
    {
      vaults: [vault, { vault: sampleVault('backup', { crossRegionRestore: true }), replicated: 0, backedUp: 24 }],
      ...read,
    },
    offer,
  ),
  'vault-list-none': vaultList({ vaults: [], ...read }, offer),
  'vault-show': vaultCard(
    {
      vaults: [
        {
          ...vault,
          policies: [policy],
          setup: {
            fabrics: ['eastus', 'westus2'].map((region) => ({ id: region, name: region, region })),
            containers: [],
            mappings: [],
            networkMappings: [],
          },
        },
      ],
      ...read,
    },
    offer,
  ),
  'vault-show-hidden': vaultCard({ vaults: [], ...read }, offer),
  'replication-policy-list': policyList(
    {
      policies: [
        { policy, vault: 'recovery', vms: 12 },
        {
          policy: { ...policy, name: 'three-days', retentionMinutes: 4320, appConsistentEveryMinutes: 0 },
          vault: 'recovery',
          vms: 0,
        },
      ],
      ...read,
    },
    offer,
  ),
  'replication-policy-list-none': policyList({ policies: [], ...read }, offer),
  'protect-list': protectableList(
    {
      group: 'payments',
      machines: [
        { name: 'pay-new-01', region: 'eastus', size: 'Standard_D4s_v5', disks: 2, item: undefined, blocks: [] },
        {
          name: 'pay-web-01',
          region: 'eastus',
          size: 'Standard_D4s_v5',
          disks: 1,
          item: sampleItem('pay-web-01'),
          blocks: [],
        },
        {
          name: 'pay-db-01',
          region: 'eastus',
          size: 'Standard_D4s_v5',
          disks: 3,
          item: sampleItem('pay-db-01', { failedToBegin: true }),
          blocks: [],
        },
        {
          name: 'pay-keys-01',
          region: 'eastus',
          size: 'Standard_DC4as_v5',
          disks: 1,
          item: undefined,
          blocks: [{ outcome: 'block', subject: 'confidential VM', why: 'It is a confidential VM.' }],
        },
      ],
      ...read,
    },
    offer,
  ),
  'protect-list-none': protectableList({ group: 'nowhere', machines: [], ...read }, offer),
};
