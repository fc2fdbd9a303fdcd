import type { Service } from '../../wire/route.ts';
import { readingRoutes, writingRoutes } from './collection.ts';
import { diagnosisRoutes } from './diagnosis-routes.ts';
import { networkInterfaces } from './network-interfaces.ts';
import { operationRoutes } from './operations.ts';
import { gateways, networkWatchers, privateEndpoints, publicAddresses, routeTables } from './plain-collections.ts';
import { securityGroups } from './security-groups.ts';
import { securityRuleRoutes } from './security-rule-routes.ts';
import { subnetRoutes } from './subnet-routes.ts';
import { virtualNetworks } from './virtual-networks.ts';

const writable = [networkInterfaces, virtualNetworks, securityGroups, routeTables, publicAddresses, networkWatchers];
const readable = [...writable, privateEndpoints];
// The spec has no list of gateways above the groups.
const gatewayRoutes = readingRoutes(gateways).filter(({ operation }) => !operation.endsWith('_ListAll'));

export const network: Service = {
  name: 'network',
  routes: [
    ...readable.flatMap(readingRoutes),
    ...writable.flatMap(writingRoutes),
    ...gatewayRoutes,
    ...subnetRoutes,
    ...securityRuleRoutes,
    ...diagnosisRoutes,
    ...operationRoutes,
  ],
};
