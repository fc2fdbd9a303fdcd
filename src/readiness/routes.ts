import type { Check } from '../plans/plan.ts';
import type { NetworkRoute } from '../ports/azure/estate.ts';
import { blocked, passed, warning } from './checks.ts';

const subject = 'routes';

/** What a firewall or proxy on the way must let through, by address instead of service tag. */
const urls = [
  '*.blob.core.windows.net',
  'login.microsoftonline.com',
  '*.hypervrecoverymanager.windowsazure.com',
  '*.servicebus.windows.net',
];

/** Where traffic to the internet really goes, and whether the network reaches beyond Azure. */
export const checkRoutes = (routes: readonly NetworkRoute[]): readonly Check[] => [
  checkDefault(routes.find(({ prefixes }) => prefixes.includes('0.0.0.0/0'))),
  ...checkGateway(routes),
];

const checkDefault = (route: NetworkRoute | undefined): Check => {
  switch (route?.nextHop.toLowerCase()) {
    case 'virtualappliance':
      return warning(
        subject,
        `All outbound traffic goes through the appliance ${route.nextHopAddresses.join(', ') || 'of a route table'}, where I cannot look.`,
        `It must let through, over TCP 443: ${urls.join(', ')}. A proxy that asks for a sign-in is not supported.`,
      );
    case 'virtualnetworkgateway':
      return warning(
        subject,
        'Forced tunnelling: all outbound traffic leaves Azure through a gateway, and replication would go that way.',
        `Add a service endpoint for Microsoft.Storage to its subnet, and let through: ${urls.join(', ')}.`,
      );
    case 'none':
      return blocked(
        subject,
        'A route drops all traffic to the internet, Site Recovery with it.',
        'Route the service tags that Site Recovery needs to Internet: check --export lists them.',
      );
    default:
      return passed(subject, 'Outbound traffic goes straight to Azure.');
  }
};

const checkGateway = (routes: readonly NetworkRoute[]): readonly Check[] => {
  const beyond = routes.filter(({ nextHop }) => nextHop.toLowerCase() === 'virtualnetworkgateway');
  const prefixes = beyond.flatMap((route) => route.prefixes).filter((prefix) => prefix !== '0.0.0.0/0');
  if (prefixes.length === 0) return [];
  const some = prefixes.slice(0, 3).join(', ');
  return [
    warning(
      'ExpressRoute or VPN',
      `Its network reaches ${some}${prefixes.length > 3 ? ' and others' : ''} through a gateway. The target network has none of that by itself.`,
      'Connect the target network before you rely on it.',
    ),
  ];
};
