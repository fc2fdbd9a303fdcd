import { expect, test } from 'vitest';
import {
  addDisksBody,
  protectBody,
  removeDisksBody,
  reprotectBody,
  unprotectBody,
  updateBody,
} from '../../adapters/azure/recovery/item-bodies.ts';
import {
  containerBody,
  fabricBody,
  mappingBody,
  networkMappingBody,
  policySettings,
} from '../../adapters/azure/recovery/setup-bodies.ts';
import { changeBody, changedPolicyBody, foundationBody, machineBody } from '../../src/plans/protect/azure-bodies.ts';
import { switchBody } from '../../src/plans/recovery/switch-body.ts';
import { diskId, sampleItem } from '../sample/azure.ts';
import { groupId } from '../sample/policy.ts';

const item = sampleItem('pay-db-01');
const common = { machine: 'pay-db-01', itemId: item.id, vaultId: item.vaultId };
const disks = [
  {
    diskId: diskId('pay-db-01-os'),
    cacheAccountId: `${groupId('rg-net')}/providers/microsoft.storage/storageaccounts/cache`,
    recoveryResourceGroupId: groupId('rg-payments-asr'),
    replicaType: 'Standard_LRS',
    targetType: 'Premium_LRS',
    encryptionSetId: 'set',
  },
];
const update = {
  ...common,
  recoveryVmName: 'pay-db-02',
  recoverySize: 'Standard_D4s_v5',
  recoveryNetworkId: 'network',
  recoveryResourceGroupId: 'group',
  recoveryAvailabilitySetId: 'set',
  nics: [{ nicId: 'nic', ipConfiguration: 'ip', recoverySubnet: 'app', recoveryAddress: '10.0.0.4' }],
  disks: [{ diskId: 'disk', targetType: 'Premium_LRS' }],
};
const machine = {
  itemId: item.id,
  vaultId: item.vaultId,
  name: 'pay-db-01',
  vmId: item.vmId,
  policyId: 'policy',
  recoveryContainerId: 'container',
  recoveryResourceGroupId: 'group',
  recoveryNetworkId: 'network',
  recoverySubnet: 'app',
  recoveryAvailabilitySetId: 'set',
  multiVmGroup: 'payments',
  disks,
};
const unmanaged = {
  ...machine,
  disks: [],
  blobDisks: [{ name: 'os', blobUri: 'https://a/b', cacheAccountId: 'cache', recoveryAccountId: 'target' }],
};
const policy = { id: 'policy', retentionMinutes: 1440, appConsistentEveryMinutes: 240, multiVmConsistency: true };
const turning = {
  containerId: item.containerId,
  itemName: item.name,
  policyId: item.policyId,
  recoveryResourceGroupId: 'group',
  recoveryAvailabilitySetId: 'set',
  recoveryZone: '2',
  disks,
};
const onNetwork = { id: 'n', networkId: 'from', targetFabricId: '/fabrics/west', targetNetworkId: 'to' };

test.each<[string, unknown, unknown]>([
  ['protect', machineBody(machine), protectBody(machine)],
  ['protect of unmanaged disks', machineBody(unmanaged), protectBody(unmanaged)],
  ['unprotect', changeBody({ call: 'unprotect', ...common }), unprotectBody],
  ['an update', changeBody({ call: 'updateProtection', ...update }), updateBody(update)],
  ['added disks', changeBody({ call: 'addDisks', ...common, disks }), addDisksBody(disks)],
  ['removed disks', changeBody({ call: 'removeDisks', ...common, diskIds: ['a', 'b'] }), removeDisksBody(['a', 'b'])],
  ['a reprotection', switchBody(turning), reprotectBody(turning)],
  ['a fabric', foundationBody({ kind: 'fabric', id: 'f', region: 'eastus' }), fabricBody('eastus')],
  ['a container', foundationBody({ kind: 'container', id: 'c' }), containerBody],
  [
    'a container mapping',
    foundationBody({ kind: 'container-mapping', id: 'm', targetContainerId: 'c', policyId: 'p' }),
    mappingBody('c', 'p'),
  ],
  ['a network mapping', foundationBody({ kind: 'network-mapping', ...onNetwork }), networkMappingBody(onNetwork)],
  [
    'a new policy',
    foundationBody({ kind: 'policy', ...policy }),
    { properties: { providerSpecificInput: policySettings(policy) } },
  ],
  [
    'a changed policy',
    changedPolicyBody(policy),
    { properties: { replicationProviderSettings: policySettings(policy) } },
  ],
])('what a plan shows of %s is what Azure is sent', (_what, shown, sent) => {
  expect(JSON.parse(JSON.stringify(shown))).toEqual(JSON.parse(JSON.stringify(sent)));
});
