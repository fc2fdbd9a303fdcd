import { accountBody, availabilitySetBody, groupBody, networkBody, vaultBody } from '../../azure-bodies/places.ts';
import {
  addDisksBody,
  removeDisksBody,
  unprotectBody,
  updateAgentBody,
  updateBody,
} from '../../azure-bodies/replication.ts';
import {
  containerBody,
  fabricBody,
  mappingBody,
  networkMappingBody,
  policyBody,
} from '../../azure-bodies/vault-setup.ts';
import type { ProtectionChange } from './change.ts';
import type { Foundation } from './order.ts';

export const foundationBody = (what: Foundation): unknown => {
  switch (what.kind) {
    case 'group':
      return groupBody(what);
    case 'vault':
      return vaultBody(what);
    case 'network':
      return networkBody(what);
    case 'availability-set':
      return availabilitySetBody(what);
    case 'account':
      return accountBody(what);
    case 'policy':
      return policyBody(what);
    case 'fabric':
      return fabricBody(what);
    case 'container':
      return containerBody;
    case 'container-mapping':
      return mappingBody(what);
    case 'network-mapping':
      return networkMappingBody(what);
  }
};

/** Of one call on a machine that is replicated; undefined where it has none. */
export const changeBody = (change: ProtectionChange): unknown => {
  switch (change.call) {
    case 'unprotect':
      return unprotectBody;
    case 'resync':
      return undefined;
    case 'updateAgent':
      return updateAgentBody;
    case 'addDisks':
      return addDisksBody(change.disks);
    case 'removeDisks':
      return removeDisksBody(change.diskIds);
    case 'updateProtection':
      return updateBody(change);
  }
};
