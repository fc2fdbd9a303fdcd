import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readPolicy } from '../../src/policy/file.ts';
import { fileWith, policyOf, problemsOf, subscription, tenant } from './sample-file.ts';

const inSubscription = `/subscriptions/${subscription}/resourcegroups`;

test('the example that comes with Lifeboat is valid', () => {
  const text = readFileSync(new URL('../../lifeboat.example.yaml', import.meta.url), 'utf8');

  const policy = policyOf(text);

  expect(policy.applications.map((each) => each.name)).toEqual(['payments', 'orders', 'identity', 'payroll']);
  expect(policy.applications[0]?.vms.map((id) => id.split('/').at(-1))).toEqual([
    'pay-app-01',
    'pay-db-01',
    'pay-web-01',
    'pay-web-02',
  ]);
});

test('a grant to a group is spelled out to its people, and says which rule it is', () => {
  const [first, , , last] = policyOf(fileWith()).grants;

  expect(first).toEqual({
    to: 'operators',
    people: ['ana', 'ben', 'cleo'],
    effect: 'allow',
    gives: { kind: 'level', level: 'operator', areas: ['recovery', 'backup', 'copies'] },
    scope: { kind: 'everything' },
    rule: 'group operators, lifeboat.yaml grants[0]',
  });
  expect(last?.rule).toBe('person ben, lifeboat.yaml grants[3]');
  expect(last?.effect).toBe('deny');
});

test('ids become canonical, whichever way they are written', () => {
  const vms = [
    'RG-Pay/Web-01',
    `${subscription.toUpperCase()}/rg-pay/web-02`,
    `/Subscriptions/${subscription}/resourceGroups/rg-pay/providers/Microsoft.Compute/virtualMachines/WEB-03`,
  ];

  const policy = policyOf(fileWith({ applications: { payments: { vms }, orders: { vms: ['a/b'] } } }));

  const compute = 'rg-pay/providers/microsoft.compute/virtualmachines';
  expect(policy.applications[0]?.vms).toEqual(
    ['web-01', 'web-02', 'web-03'].map((name) => `${inSubscription}/${compute}/${name}`),
  );
  expect(policy.grants[2]?.scope).toEqual({
    kind: 'vault',
    id: `${inSubscription}/rg-dr/providers/microsoft.recoveryservices/vaults/vault-1`,
  });
  expect(policy.grants[3]?.scope).toEqual({ kind: 'resource-group', id: `${inSubscription}/rg-orders` });
});

test('durations, regions, numbers and times are read', () => {
  const { applications, approvals, defaults } = policyOf(fileWith());

  expect(applications[0]).toMatchObject({ tier: 1, rpoSeconds: 900, rtoSeconds: 3600 });
  expect(approvals.rules[0]).toMatchObject({ quorum: 2, lifetimeSeconds: 1800, typeTarget: false, breakGlass: true });
  expect(approvals.rules[0]?.escalate).toEqual({ afterSeconds: 600, to: 'leads', people: ['cleo'] });
  expect(approvals.freezes[0]?.from).toEqual(new Date('2026-12-18T18:00:00Z'));
  expect(defaults).toEqual({
    subscription,
    sourceRegion: 'eastus',
    targetRegion: 'westus2',
    retentionSeconds: 172_800,
    appConsistentEverySeconds: 7200,
    copyTo: ['westus2', 'centralus'],
    vmsAtOnce: 5,
    stopAfterFailures: 3,
  });
});

test('what is left out has its defaults', () => {
  const policy = policyOf('people: { ana: { name: Ana } }');

  expect(policy.approvals).toEqual({ rules: [], freezes: [], openRequestsPerPerson: 5, terminalMayApprove: false });
  expect(policy.defaults).toEqual({
    retentionSeconds: 86_400,
    appConsistentEverySeconds: 14_400,
    copyTo: [],
    vmsAtOnce: 5,
    stopAfterFailures: 3,
  });
  expect(policy.grants).toEqual([]);
});

test('a section whose entries are all commented out is empty', () => {
  const policy = policyOf('people:\n  ana: { name: Ana }\ngroups:\ngrants:\n  # - none yet\nchannels:\ndefaults:\n');

  expect(policy).toMatchObject({ groups: [], grants: [], channels: [] });
});

test('names that look like numbers or truth values stay names', () => {
  const policy = policyOf('people: { no: { name: 1e5 }, 007: { name: Bond }, constructor: { name: C } }');

  expect(new Map(policy.people.map((each) => [each.id, each.name]))).toEqual(
    new Map([
      ['no', '1e5'],
      ['007', 'Bond'],
      ['constructor', 'C'],
    ]),
  );
});

test('an Entra account and a Teams channel without a tenant belong to the tenant of the deployment', () => {
  const objectId = '33333333-3333-4333-8333-333333333339';
  const text = `people: { ana: { name: Ana, accounts: { entra: ${objectId.toUpperCase()} } } }
channels: [{ name: dr, teams: "19:x@thread.tacv2", for: commands }]`;

  const withTenant = readPolicy(text, { tenant: tenant.toUpperCase() });

  expect(withTenant).toMatchObject({
    policy: {
      people: [{ accounts: [{ platform: 'entra', tenant, objectId }] }],
      channels: [{ address: { platform: 'teams', tenant, conversation: '19:x@thread.tacv2' } }],
    },
  });
  expect(problemsOf(text).map((problem) => problem.key)).toEqual(['people.ana.accounts.entra[0]', 'channels[0].teams']);
});

test('the version tells texts and tenants apart', () => {
  const text = fileWith();
  const versions = [readPolicy(text), readPolicy(`${text} `), readPolicy(text, { tenant })].map((read) =>
    'policy' in read ? read.policy.version : '',
  );

  expect(new Set(versions).size).toBe(3);
  expect(readPolicy(text)).toEqual(readPolicy(text));
});
