import type { AppliedRule, ChangeRequest, Voice } from '../../src/approvals/request.ts';
import type { Plan } from '../../src/plans/plan.ts';
import { vmId } from './policy.ts';
import { listedChannel } from './talk.ts';

export const voice = (person: string, account = `slack T1/U-${person}`): Voice => ({ person, name: person, account });

const samplePlan: Plan = {
  title: 'fail over payments (1 VM), East US -> West US 2',
  lines: [{ title: 'pay-db-01', detail: 'recovery point 13:52 UTC (6 min old)' }],
  consequences: ['What you lose: up to 6 min of data.'],
  notUndone: 'after commit the recovery points are gone.',
  proven: 'Last proven: drill 12 days ago, 19 min (objective 30 min).',
  checks: [
    { outcome: 'passed', subject: 'quota', why: 'Enough free in West US 2.' },
    { outcome: 'warning', subject: 'pay-db-01 RPO', why: 'its data is up to 6 min old; objective 5 min.' },
  ],
  facts: {
    decisive: { vms: [vmId('rg-payments', 'pay-db-01')], direction: 'East US -> West US 2', point: 'latest-processed' },
    bounded: { 'data loss': { now: 6, most: 15, unit: 'min' } },
    shown: { rpo: '2 min' },
  },
  writes: [],
  vms: 1,
  work: { workflow: 'sample', order: {}, locks: [{ machine: vmId('rg-payments', 'pay-db-01'), kind: 'move' }] },
};

export const sampleRule: AppliedRule = {
  rule: 'default for outage',
  quorum: 2,
  approvers: { level: 'operator', area: 'recovery' },
  lifetimeSeconds: 900,
  reasonRequired: false,
  breakGlass: false,
};

export const sampleRequest = (changes: Partial<ChangeRequest> = {}): ChangeRequest => ({
  id: 'DR-1042',
  version: 1,
  revision: 1,
  command: 'failover',
  line: 'failover payments',
  typed: { target: 'payments' },
  asker: voice('eve'),
  plan: samplePlan,
  digest: '9f3c'.padEnd(64, '0'),
  danger: 'outage',
  targets: [{ kind: 'application', name: 'payments', where: '4 VMs', resources: [vmId('rg-payments', 'pay-db-01')] }],
  rule: sampleRule,
  policyVersion: 'sample',
  openedAt: 0,
  expiresAt: 900_000,
  approvals: [],
  state: { kind: 'open' },
  channel: listedChannel,
  cards: [],
  ...changes,
});
