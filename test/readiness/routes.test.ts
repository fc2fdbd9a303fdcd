import { expect, test } from 'vitest';
import { checkRoutes } from '../../src/readiness/routes.ts';

const route = (prefix: string, nextHop: string, nextHopAddresses: readonly string[] = []) => ({
  prefixes: [prefix],
  nextHop,
  nextHopAddresses,
});

test.each([
  ['Internet', 'passed', 'straight to Azure'],
  ['VirtualAppliance', 'warning', 'through the appliance 10.0.0.4'],
  ['VirtualNetworkGateway', 'warning', 'Forced tunnelling'],
  ['None', 'block', 'drops all traffic'],
])('a default route to %s is a %s', (nextHop, outcome, why) => {
  expect(checkRoutes([route('0.0.0.0/0', nextHop, ['10.0.0.4'])])[0]).toMatchObject({
    outcome,
    why: expect.stringContaining(why),
  });
});

test('who must open a firewall is told the addresses, and that no proxy may ask for a sign-in', () => {
  const [check] = checkRoutes([route('0.0.0.0/0', 'VirtualAppliance', ['10.0.0.4'])]);

  expect(check?.fix).toContain('*.hypervrecoverymanager.windowsazure.com');
  expect(check?.fix).toContain('A proxy that asks for a sign-in is not supported');
});

test('a network that reaches beyond Azure is pointed out', () => {
  const checks = checkRoutes([route('0.0.0.0/0', 'Internet'), route('192.168.0.0/16', 'VirtualNetworkGateway')]);

  expect(checks[1]).toMatchObject({ subject: 'ExpressRoute or VPN', why: expect.stringContaining('192.168.0.0/16') });
});
