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
import type { InVault } from './order.ts';

export const foundationBody = (what: InVault): unknown => {
  switch (what.kind) {
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
