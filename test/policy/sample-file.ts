import { readPolicy } from '../../src/policy/file.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { Problem } from '../../src/policy/problems.ts';

export const tenant = '11111111-1111-4111-8111-111111111111';
export const subscription = '22222222-2222-4222-8222-222222222222';

/** A valid file in which every key is used once. JSON is YAML. */
export const sample = {
  people: {
    ana: { name: 'Ana', accounts: { slack: ['T1/U1'], entra: [`${tenant}/33333333-3333-4333-8333-333333333331`] } },
    ben: { name: 'Ben', accounts: { slack: ['T1/U2'], os: ['ben'] } },
    cleo: { name: 'Cleo', accounts: { slack: ['T1/U3'] } },
  },
  groups: { operators: ['ana', 'ben', 'cleo'], leads: ['cleo'] },
  grants: [
    { to: 'operators', level: 'operator', areas: 'all', scope: 'everything' },
    { to: 'leads', level: 'contributor', areas: ['backup'], scope: { subscription } },
    { to: 'leads', special: ['vault-admin'], scope: { vault: 'rg-dr/vault-1' } },
    { to: 'ben', deny: 'operator', areas: ['copies'], scope: { 'resource-group': 'rg-orders' } },
  ],
  'azure-roles': true,
  channels: [
    {
      name: 'dr',
      slack: 'T1/C1',
      for: ['commands', 'approvals'],
      'at-most': { level: 'operator', areas: ['recovery'], scope: { application: 'payments' } },
    },
    { name: 'audit', teams: `${tenant}/19:abc@thread.tacv2`, for: ['audit'] },
  ],
  applications: {
    payments: {
      title: 'Payments',
      vms: ['rg-pay/pay-web-01', 'rg-pay/pay-db-01'],
      'resource-groups': ['rg-pay-dr'],
      'recovery-plan': { vault: 'rg-dr/vault-1', name: 'pay-plan' },
      tier: 1,
      rpo: '15m',
      rto: '1h',
    },
    orders: { vms: ['rg-orders/ord-01'] },
  },
  approvals: {
    'open-requests-per-person': 3,
    'terminal-may-approve': true,
    rules: [
      {
        when: { danger: 'outage', scope: { application: 'payments' }, 'vms-at-least': 2, 'during-freeze': true },
        quorum: 2,
        approvers: 'operator',
        lifetime: '30m',
        'reason-required': true,
        'type-target': false,
        escalate: { after: '10m', to: 'leads' },
        'break-glass': true,
      },
      { when: { danger: 'data-loss' }, quorum: 1 },
    ],
    freezes: [{ name: 'year-end', from: '2026-12-18T18:00Z', to: '2027-01-04T06:00Z' }],
  },
  defaults: {
    subscription,
    'source-region': 'East US',
    'target-region': 'westus2',
    retention: '2d',
    'app-consistent-every': '2h',
    'copy-to': ['West US 2', 'centralus'],
  },
};

/** The sample with sections replaced. */
export const fileWith = (changes: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({ ...sample, ...changes }, null, 1);

export const policyOf = (text: string): Policy => {
  const read = readPolicy(text);
  if ('policy' in read) return read.policy;
  throw new Error(JSON.stringify(read.problems));
};

export const problemsOf = (text: string): readonly Problem[] => {
  const read = readPolicy(text);
  return 'problems' in read ? read.problems : [];
};
