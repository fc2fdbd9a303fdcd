import { runs } from '../../src/messages/compose.ts';
import type { Message } from '../../src/messages/message.ts';
import type { OperationState, StepRecord } from '../../src/operations/state.ts';
import type { RecoveryPlan } from '../../src/ports/azure/recovery.ts';
import type { OperationReport } from '../../src/protection/read-report.ts';
import { drillReminder } from '../../src/views/drill-reminder.ts';
import { operationCard, operationEnd } from '../../src/views/operation.ts';
import { recoveryPlanCard, recoveryPlanList } from '../../src/views/recovery-plan.ts';
import { nothingToReport, reportCard, reportPage } from '../../src/views/report.ts';
import { outcomeWords } from '../../src/workflows/outcome.ts';
import { minutesAgo, now, recoveryVault, sampleItem } from '../sample/azure.ts';
import { samplePolicy } from '../sample/policy.ts';
import { voice } from '../sample/request.ts';

const startedAt = minutesAgo(24).getTime();
const job = `${recoveryVault}/replicationjobs/job-1`;

const step = (lane: string, changes: Partial<StepRecord> = {}): StepRecord => ({
  name: `failover ${lane}`,
  title: `fail ${lane} over to westus2`,
  dangerous: true,
  lane,
  stage: 0,
  standing: { kind: 'done', evidence: outcomeWords({ job, allowed: ['Commit', 'ChangePit', 'SwitchProtection'] }) },
  beganAt: startedAt + 20_000,
  endedAt: startedAt + 331_000,
  ...changes,
});

const summaries: Readonly<Record<string, string>> = {
  failover: 'pay-db-01 and pay-web-01 run in West US 2.\nData lost: up to 41 min (pay-db-01), 2 min (pay-web-01).',
};

const failedOver = (command: string, steps: readonly StepRecord[]): OperationState => ({
  id: 'DR-1042',
  version: 9,
  started: {
    kind: 'started',
    workflow: 'move-machines',
    workflowVersion: 1,
    command,
    line: `${command} payments --reason "INC-88123"`,
    typed: { target: 'payments' },
    title: `${command} payments (2 VMs), East US -> West US 2`,
    digest: '9f3c',
    bounds: {},
    policyVersion: 'sample',
    access: { level: 'operator', area: 'recovery' },
    targets: [],
    asker: { ...voice('ana'), name: 'Ana Ruiz' },
    approvers: [
      { ...voice('cleo'), name: 'Cleo Wirth', at: minutesAgo(26).getTime() },
      { ...voice('rob'), name: 'Rob Lane', at: minutesAgo(25).getTime() },
    ],
    askedAt: minutesAgo(28).getTime(),
    objectiveSeconds: 1800,
    channel: { platform: 'slack', id: 'C1' },
    reason: 'INC-88123',
    startBy: startedAt + 600_000,
  },
  startedAt,
  lastAt: startedAt,
  consentUntil: startedAt + 600_000,
  steps,
  ended: {
    outcome: 'done',
    summary: summaries[command] ?? `${command} payments: done.`,
    at: startedAt + 340_000,
  },
});

const state = failedOver('failover', [step('pay-db-01'), step('pay-web-01')]);

const sampleReport: OperationReport = {
  state,
  application: {
    ...samplePolicy().applications[0],
    rpoSeconds: 900,
    rtoSeconds: 1800,
  } as OperationReport['application'] & object,
  phases: [
    { name: 'decision', from: minutesAgo(28), to: minutesAgo(26) },
    { name: 'approval wait', from: minutesAgo(26), to: minutesAgo(25) },
    { name: 'start', from: minutesAgo(25), to: new Date(startedAt + 20_000) },
    { name: 'machine time', from: new Date(startedAt + 20_000), to: new Date(startedAt + 340_000) },
  ],
  machines: [
    { name: 'pay-db-01', outcome: 'done', seconds: 311, pointAt: minutesAgo(65), lossSeconds: 2460 },
    { name: 'pay-web-01', outcome: 'done', seconds: 305, pointAt: minutesAgo(26), lossSeconds: 120 },
  ],
  recoverySeconds: 580,
  worstLossSeconds: 2460,
  missing: [],
};

const drilled = step('pay-db-01', {
  standing: { kind: 'done', evidence: outcomeWords({ job, allowed: ['TestFailoverCleanup'] }) },
});

const drillReport: OperationReport = {
  ...sampleReport,
  state: failedOver('drill', [drilled]),
  machines: sampleReport.machines.slice(0, 1),
};

const { endedAt: _end, ...underWay } = step('', {
  title: 'fail over recovery plan plan-payments (4 VMs)',
  standing: {
    kind: 'running',
    token: { kind: 'recovery-job', at: job, resource: 'plan', acceptedAt: '2026-11-20T13:40:00Z' },
  },
  detail: 'waits for the manual action Check the database',
});

const plan: RecoveryPlan = {
  id: `${recoveryVault}/replicationrecoveryplans/plan-payments`,
  name: 'plan-payments',
  vaultId: recoveryVault,
  sourceRegion: 'eastus',
  targetRegion: 'westus2',
  primaryFabricId: `${recoveryVault}/replicationfabrics/east`,
  recoveryFabricId: `${recoveryVault}/replicationfabrics/west`,
  allowed: ['UnplannedFailover', 'TestFailover'],
  lastDrillAt: minutesAgo(12 * 24 * 60),
  runningJob: { scenario: 'ChangePit', jobId: 'j', startedAt: minutesAgo(2) },
  groups: [
    { kind: 'shutdown', itemIds: [], before: [], after: [] },
    {
      kind: 'boot',
      itemIds: [sampleItem('pay-db-01').id],
      before: [],
      after: [{ name: 'Check', kind: 'manual', instructions: 'Check that the database answers', during: ['failover'] }],
    },
    {
      kind: 'boot',
      itemIds: [sampleItem('pay-web-01').id, sampleItem('pay-web-02').id],
      before: [{ name: 'ports', kind: 'script', runs: '/scripts/open-ports.sh', runsAt: 'source' }],
      after: [],
    },
  ],
};

const names = ['pay-db-01', 'pay-web-01', 'pay-web-02'];
const plans = {
  plans: [{ plan, machines: new Map(names.map((name) => [sampleItem(name).id.toLowerCase(), name])) }],
  leftOut: 1,
  missing: [],
  readAt: minutesAgo(0),
  now,
};
const offer = runs;

const { ended: _, ...running } = failedOver('failover', [underWay]);

export const recoveryViews: Readonly<Record<string, Message>> = {
  report: reportCard(sampleReport),
  'report-of-before': reportCard(sampleReport, true),
  'report-of-a-drill': reportCard(drillReport),
  'report-page': reportPage(sampleReport),
  'report-nothing': nothingToReport('DR-9'),
  'operation-failed-over': operationCard(state, now),
  'operation-failed-over-before': operationCard(state, now, true),
  'operation-failed-over-message': operationEnd(state, now),
  'operation-drilled': operationCard(failedOver('drill', [drilled]), now),
  'operation-waits-by-hand': operationCard(running, now),
  'recovery-plan': recoveryPlanCard(plans, 'plan-payments', offer),
  'recovery-plan-unknown': recoveryPlanCard({ ...plans, plans: [] }, 'plan-x', offer),
  'recovery-plans': recoveryPlanList(plans, offer),
  'drill-reminder': drillReminder(['pay-web-01', 'pay-db-01']),
};
