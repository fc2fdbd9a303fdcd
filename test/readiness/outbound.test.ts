import { expect, test } from 'vitest';
import type { NetworkRule } from '../../src/ports/azure/estate.ts';
import { checkGroupPort } from '../../src/readiness/group-port.ts';
import { checkOutbound, missingTags, neededTags, outboundTo } from '../../src/readiness/outbound.ts';
import { rulesToAdd } from '../../src/readiness/rules-to-add.ts';
import { eastUs, westUs2 } from '../sample/azure.ts';

const rule = (
  priority: number,
  access: 'allow' | 'deny',
  to: string | readonly string[],
  changes: Partial<NetworkRule> = {},
): NetworkRule => ({
  name: `${access}-${priority}`,
  direction: 'outbound',
  access,
  priority,
  protocol: '*',
  sources: ['*'],
  destinations: typeof to === 'string' ? [to] : to,
  destinationPorts: ['*'],
  ...changes,
});

const defaults = [
  rule(65_000, 'allow', 'VirtualNetwork', { name: 'AllowVnetOutBound' }),
  rule(65_001, 'allow', 'Internet', { name: 'AllowInternetOutBound' }),
  rule(65_500, 'deny', '*', { name: 'DenyAllOutBound' }),
];
const tags = neededTags(eastUs, westUs2);

test('what a machine must reach follows from its two regions', () => {
  expect(tags.map(({ tag }) => tag)).toEqual([
    'Storage.EastUS',
    'AzureActiveDirectory',
    'EventHub.WestUS2',
    'AzureSiteRecovery',
    'GuestAndHybridManagement',
  ]);
});

test('with the rules that every security group has, everything passes in one line', () => {
  expect(checkOutbound(tags, defaults)).toMatchObject([{ outcome: 'passed', subject: 'outbound rules' }]);
});

test.each([
  ['the internet closed', [rule(200, 'deny', 'Internet')], 'denied'],
  [
    'everything closed but this tag before it',
    [rule(100, 'allow', 'Storage.EastUS'), rule(200, 'deny', '*')],
    'allowed',
  ],
  [
    'everything closed but the service in all regions',
    [rule(100, 'allow', 'Storage'), rule(200, 'deny', '*')],
    'allowed',
  ],
  ['everything closed but all of Azure', [rule(100, 'allow', 'AzureCloud'), rule(200, 'deny', '*')], 'allowed'],
  [
    'everything closed but Azure in this region',
    [rule(100, 'allow', 'AzureCloud.eastus'), rule(200, 'deny', '*')],
    'allowed',
  ],
  ['everything closed but another region', [rule(100, 'allow', 'Storage.WestUS2'), rule(200, 'deny', '*')], 'denied'],
  ['the allowing rule after the denying one', [rule(300, 'allow', 'Storage.EastUS'), rule(200, 'deny', '*')], 'denied'],
  ['another port closed', [rule(100, 'deny', '*', { destinationPorts: ['80', '8000-9000'] })], 'allowed'],
  ['a range with the port closed', [rule(100, 'deny', '*', { destinationPorts: ['400-500'] })], 'denied'],
  ['another protocol closed', [rule(100, 'deny', '*', { protocol: 'Udp' })], 'allowed'],
  ['inbound closed', [rule(100, 'deny', '*', { direction: 'inbound' })], 'allowed'],
] as const)('with %s the cache account is %s', (_, rules, kind) => {
  expect(outboundTo('Storage.EastUS', 443, [...rules, ...defaults]).kind).toBe(kind);
});

test('without a rule that fits nothing gets out, and without any security group everything does', () => {
  expect(outboundTo('Storage.EastUS', 443, [rule(100, 'allow', 'VirtualNetwork')])).toEqual({
    kind: 'denied',
    by: undefined,
  });
  expect(outboundTo('Storage.EastUS', 443, [])).toEqual({ kind: 'allowed' });
});

test('where two security groups apply, both have to let it out', () => {
  const of = (groupId: string, rules: readonly NetworkRule[]) => rules.map((each) => ({ ...each, groupId }));
  const open = of('subnet', [rule(100, 'allow', 'Storage.EastUS'), ...defaults]);
  const closed = of('card', [rule(200, 'deny', 'Internet'), ...defaults]);

  expect(outboundTo('Storage.EastUS', 443, [...open, ...of('card', defaults)]).kind).toBe('allowed');
  expect(outboundTo('Storage.EastUS', 443, [...open, ...closed])).toMatchObject({
    kind: 'denied',
    by: { priority: 200 },
  });
  expect(outboundTo('Storage.EastUS', 443, [...closed, ...open]).kind).toBe('denied');
});

test('a tag that is denied blocks, names the rule, and says which to add; one that is only useful warns', () => {
  const checks = checkOutbound(tags, [rule(200, 'deny', 'Internet'), ...defaults]);

  expect(checks.map(({ outcome, subject }) => `${outcome} ${subject}`)).toEqual([
    'block outbound to Storage.EastUS',
    'block outbound to AzureActiveDirectory',
    'block outbound to EventHub.WestUS2',
    'block outbound to AzureSiteRecovery',
    'warning outbound to GuestAndHybridManagement',
  ]);
  expect(checks[0]).toMatchObject({
    why: 'Denied by rule deny-200 (priority 200): it is how the machine writes to the cache account.',
    fix: 'Allow TCP 443 outbound to the service tag Storage.EastUS before priority 200.',
  });
});

test('the rules to add let everything out when they are added', () => {
  const closed = [rule(100, 'deny', 'Storage.WestUS2'), rule(105, 'deny', '*'), ...defaults].map((each) =>
    each.priority === 100 ? { ...each, access: 'allow' as const } : each,
  );
  const missing = missingTags(tags, closed);

  const added = rulesToAdd(missing.slice(0, 4), closed);

  const after = [
    ...closed,
    ...added.map(({ name, properties }) =>
      rule(properties.priority, 'allow', properties.destinationAddressPrefix, {
        name,
        destinationPorts: [properties.destinationPortRange],
      }),
    ),
  ];
  expect(missing).toHaveLength(5);
  expect(missingTags(tags, after).map(({ tag }) => tag)).toEqual(['GuestAndHybridManagement']);
  expect(new Set(after.map(({ priority }) => priority)).size).toBe(after.length);
});

test('a group needs its port open within the network', () => {
  expect(checkGroupPort('payments', defaults).outcome).toBe('passed');
  expect(checkGroupPort('payments', [rule(100, 'deny', 'VirtualNetwork'), ...defaults]).outcome).toBe('block');
  expect(checkGroupPort('payments', [rule(100, 'deny', 'Internet'), ...defaults]).outcome).toBe('passed');
});

test('a group needs its port open for what comes in as well', () => {
  const inbound = { direction: 'inbound', destinations: ['*'] } as const;
  const closed = rule(100, 'deny', '*', { ...inbound, sources: ['VirtualNetwork'], destinationPorts: ['20004'] });
  const open = rule(65_000, 'allow', '*', { ...inbound, sources: ['VirtualNetwork'] });

  expect(checkGroupPort('payments', [open, ...defaults]).outcome).toBe('passed');
  expect(checkGroupPort('payments', [closed, open, ...defaults])).toMatchObject({
    outcome: 'block',
    fix: 'Allow TCP 20004 inbound within the virtual network.',
  });
});
