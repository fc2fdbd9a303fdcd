import { protectBody } from '../../azure-bodies/replication.ts';
import { groupIn, nameIn } from '../../protection/resource-id.ts';
import { azRest } from '../az-rest.ts';
import { foundationBody } from './bodies.ts';
import type { Foundation, MachineOrder } from './order.ts';

/** The same as a line for the az command: a way out when the bot is gone. */
export const azLine = (what: Foundation | ({ readonly kind: 'machine' } & MachineOrder)): string => {
  switch (what.kind) {
    case 'group':
      return `az group create --name ${nameIn(what.id)} --location ${what.region}`;
    case 'vault':
      return `az backup vault create ${placed(what.id)} --location ${what.region}`;
    case 'network': {
      const [first] = what.subnets;
      const subnet = first ? ` --subnet-name ${first.name} --subnet-prefixes ${first.prefix}` : '';
      return `az network vnet create ${placed(what.id)} --location ${what.region} --address-prefixes ${what.prefixes.join(' ')}${subnet}`;
    }
    case 'availability-set':
      return `az vm availability-set create ${placed(what.id)} --location ${what.region} --platform-fault-domain-count ${what.faultDomains} --platform-update-domain-count ${what.updateDomains}`;
    case 'account':
      return `az storage account create ${placed(what.id)} --location ${what.region} --sku ${what.sku} --kind StorageV2`;
    case 'machine':
      return azRest('put', what.itemId, protectBody(what));
    default:
      return azRest('put', what.id, foundationBody(what));
  }
};

const placed = (id: string): string => `--resource-group ${groupIn(id)} --name ${nameIn(id)}`;
