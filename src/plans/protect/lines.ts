import { groupIn, nameIn } from '../../protection/resource-id.ts';
import { regionTitle } from '../../views/region-title.ts';
import { counted, inWords } from '../../views/words.ts';
import type { Plan } from '../plan.ts';
import { everyInWords } from './choose-policy.ts';
import type { Foundation } from './order.ts';
import type { PlacedMachine } from './place-machine.ts';

type Line = Plan['lines'][number];

/** What is made first, in words. */
export const lineOf = (foundation: Foundation): Line => ({
  title: `create ${titleOf(foundation)}`,
  detail: detailOf(foundation),
});

export const titleOf = (foundation: Foundation): string => {
  const name = nameIn(foundation.id);
  switch (foundation.kind) {
    case 'group':
      return `resource group ${name}`;
    case 'vault':
      return `vault ${name}`;
    case 'network':
      return `network ${name}`;
    case 'availability-set':
      return `availability set ${name}`;
    case 'account':
      return `storage account ${name}`;
    case 'policy':
      return `replication policy ${name}`;
    case 'fabric':
      return `fabric ${name}`;
    case 'container':
      return `container ${name}`;
    case 'container-mapping':
      return `container mapping ${name}`;
    case 'network-mapping':
      return `network mapping ${name}`;
  }
};

const detailOf = (foundation: Foundation): string => {
  switch (foundation.kind) {
    case 'group':
      return `in ${regionTitle(foundation.region)}`;
    case 'vault':
      return `in ${regionTitle(foundation.region)}, ${groupIn(foundation.id)}; keeps backups ${redundancies[foundation.redundancy]}`;
    case 'network':
      return `in ${regionTitle(foundation.region)}, ${groupIn(foundation.id)}: ${foundation.prefixes.join(', ')}; subnets ${foundation.subnets.map(({ name }) => name).join(', ')}`;
    case 'availability-set':
      return `in ${regionTitle(foundation.region)}, ${groupIn(foundation.id)}`;
    case 'account':
      return `${foundation.sku} in ${regionTitle(foundation.region)}, ${groupIn(foundation.id)}`;
    case 'policy':
      return `retention ${hours(foundation.retentionMinutes)}, app-consistent ${everyInWords(foundation.appConsistentEveryMinutes)}`;
    case 'fabric':
      return `the vault gets to know ${regionTitle(foundation.region)}`;
    case 'container':
      return 'holds the replicated machines of its region';
    case 'container-mapping':
      return `to ${nameIn(foundation.targetContainerId)}`;
    case 'network-mapping':
      return `${nameIn(foundation.networkId)} -> ${nameIn(foundation.targetNetworkId)}`;
  }
};

/** A policy's retention is thought of in hours, up to the days that Azure keeps points. */
const hours = (minutes: number): string => (minutes % 60 === 0 ? `${minutes / 60} h` : inWords(minutes * 60));

export const lineOfMachine = ({ vm, order }: PlacedMachine): Line => {
  const count = order.disks.length + (order.blobDisks?.length ?? 0);
  const left = vm.disks.length - count;
  const kinds = [...new Set(order.disks.map(({ replicaType }) => replicaType ?? 'same kind'))].join(', ');
  const cache = order.disks[0]?.cacheAccountId ?? order.blobDisks?.[0]?.cacheAccountId;
  return {
    title: vm.name,
    detail: [
      `${counted(count, 'disk')} (${kinds || 'page blobs'}) into ${nameIn(order.recoveryResourceGroupId)}`,
      order.recoveryNetworkId && `network ${nameIn(order.recoveryNetworkId)}/${order.recoverySubnet}`,
      order.recoveryAvailabilitySetId && `availability set ${nameIn(order.recoveryAvailabilitySetId)}`,
      order.recoveryZone && `zone ${order.recoveryZone}`,
      order.multiVmGroup && `group ${order.multiVmGroup}`,
      cache && `cache ${nameIn(cache)}`,
      `policy ${nameIn(order.policyId)}`,
    ]
      .filter(Boolean)
      .join(', '),
    ...(left > 0 && { warning: `${counted(left, 'disk')} left out` }),
  };
};

const redundancies = { local: 'in one place', zone: 'in the zones of its region', geo: 'in the paired region as well' };
