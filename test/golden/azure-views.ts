import { commands } from '../../commands/index.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { AzureReadInPart, AzureRefused, AzureUnreachable } from '../../src/errors/azure.ts';
import type { Message } from '../../src/messages/message.ts';
import { type MachineStatus, statuses } from '../../src/protection/machine-status.ts';
import { mergePoints } from '../../src/protection/merge-points.ts';
import { practiceOf } from '../../src/protection/practice.ts';
import { rulesToAdd } from '../../src/readiness/rules-to-add.ts';
import { azureFailed } from '../../src/views/azure-problem.ts';
import { eventsCard, jobCard, jobsCard } from '../../src/views/jobs.ts';
import { offering } from '../../src/views/offer.ts';
import { pointsCard } from '../../src/views/points.ts';
import { readinessCard, regionsCard } from '../../src/views/readiness.ts';
import { statusCard } from '../../src/views/status.ts';
import {
  centralUs,
  minutesAgo,
  now,
  plainGaps,
  recoveryVault,
  sampleBackupItem,
  sampleBackupPoint,
  sampleItem,
  sampleJob,
  sampleRestorePoint,
  sampleSnapshot,
  westUs,
  westUs2,
} from '../sample/azure.ts';
import { samplePolicy, vmId } from '../sample/policy.ts';

const offer = offering(createCatalog(commands));
const applications = samplePolicy().applications.map((each) => ({ ...each, rpoSeconds: 900, rtoSeconds: 1800 }));
const [payments] = applications;
const throttled = {
  code: '153007',
  summary: 'Cache storage account throttled.',
  possibleCauses: 'More is written than the cache storage account takes.',
  recommendedAction: 'Use a premium block blob account as the cache.',
  level: 'warning',
} as const;
const items = [
  sampleItem('pay-web-01'),
  sampleItem('pay-web-02', { drillWaitsForCleanup: true, allowed: ['TestFailoverCleanup'] }),
  sampleItem('pay-app-01', { rpoSeconds: 41 * 60, health: 'warning', healthErrors: [throttled] }),
  sampleItem('pay-db-01', {
    allowed: ['DisableProtection'],
    firstCopyPercent: 38,
    rpoSeconds: undefined,
    lastDrillAt: undefined,
    runningJob: { scenario: 'InitialReplication', jobId: 'j', startedAt: minutesAgo(115) },
  } as never),
];
const backups = [sampleBackupItem('pay-db-01'), sampleBackupItem('pay-app-01', { lastBackupSucceeded: false })];
const of = statuses({ items, backups, applications, now });
const lastPoints = { newest: minutesAgo(3), applicationConsistent: minutesAgo(95), readAt: minutesAgo(4) };
const machine = (name: string) => {
  const status = of(vmId('rg-payments', name), name);
  return status.standing.kind === 'protected' ? { ...status, lastPoints } : status;
};
/** It runs elsewhere, and nothing replicates it from there. */
const movedMachine: MachineStatus = {
  ...machine('pay-web-01'),
  standing: { kind: 'failed-over', committed: true },
  concern: 'attention',
};
/** Azure had created its item when replication failed to begin. */
const brokenMachine: MachineStatus = {
  ...statuses({
    items: [
      sampleItem('pay-app-01', {
        failedToBegin: true,
        stateAsAzureSays: 'Enabling protection failed',
        allowed: ['DisableProtection'],
        lastDrillAt: undefined,
        rpoSeconds: undefined,
      } as never),
    ],
    backups: [],
    applications,
    now,
  })(vmId('rg-payments', 'pay-app-01'), 'pay-app-01'),
  error: {
    code: '151037',
    summary: 'The Site Recovery extension could not be installed on pay-app-01.',
    possibleCauses: 'The machine is not running, or its agent does not answer.',
    recommendedAction: 'Start the machine, check its agent, and retry the operation.',
    level: 'critical',
  },
};
const machines = ['pay-web-01', 'pay-web-02', 'pay-app-01', 'pay-db-01'].map(machine);
const orders = of(vmId('rg-orders', 'ord-db-01'), 'ord-db-01');
const read = {
  leftOut: 0,
  pointsNotYetRead: [],
  missing: [],
  readAt: new Date(now.getTime() - 20_000),
  now,
};
const vmTarget = (name: string) =>
  ({ kind: 'vm', name, where: 'rg-payments', resources: [vmId('rg-payments', name)] }) as const;
const applicationTarget = { kind: 'application', name: 'payments', where: '4 VMs', resources: [] } as const;

const points = mergePoints({
  item: sampleItem('pay-db-01'),
  itemPoints: Array.from({ length: 40 }, (_, at) => ({
    id: `p${at}`,
    itemId: 'i',
    at: minutesAgo(5 + at * 5),
    consistency: 'crash',
  })),
  backupRegion: 'eastus',
  secondaryRegion: 'westus',
  backupPoints: [
    sampleBackupPoint('b1', { tiers: ['snapshot'] }),
    sampleBackupPoint('b0', { where: 'secondary-region', at: minutesAgo(33 * 60) }),
  ],
  restorePoints: [
    sampleRestorePoint('nightly-1120'),
    sampleRestorePoint('nightly-1120', {
      id: '/west/nightly-1120',
      region: 'westus2',
      copyOf: sampleRestorePoint('nightly-1120').id,
      disks: [{ id: 'd', diskName: 'os', percent: 62 }],
    }),
  ],
  snapshots: [sampleSnapshot('before-upgrade')],
});
const pointsReport = {
  machine: 'pay-db-01',
  vmId: vmId('rg-payments', 'pay-db-01'),
  points,
  ...read,
  leftOut: [] as string[],
};

const running = sampleJob('5f59fa6b-0c8e-4c46-9ad5-2d3a50e8a111', {
  what: 'Reprotect',
  state: 'running',
  stateAsAzureSays: 'InProgress',
  startedAt: minutesAgo(6),
  allowed: ['cancel'],
  tasks: [
    { name: 'Preflight checks', state: 'succeeded', startedAt: minutesAgo(6), endedAt: minutesAgo(5), tasks: [] },
    { name: 'Commit', state: 'skipped', tasks: [] },
    {
      name: 'Protect replica',
      state: 'running',
      startedAt: minutesAgo(5),
      tasks: [{ name: 'Enable replication', state: 'running', startedAt: minutesAgo(4), tasks: [] }],
    },
    { name: 'Finish', state: 'waiting', tasks: [] },
  ],
} as never);
const { endedAt: _ended, ...openJob } = running;
const failed = sampleJob('72b6d1a9-7a51-4cb3-a8a1-8b5f5ee0b222', {
  state: 'failed',
  stateAsAzureSays: 'Failed',
  problems: [
    {
      what: 'Failover of pay-db-01',
      code: '150097',
      message: 'The size is not available in the target region.',
      possibleCauses: 'The quota of the family is used up.',
      recommendedAction: 'Ask for more quota.',
      explanation: 'There is no room for this VM in the target region.',
      requestId: '0b1c',
    },
  ],
});
const drill = sampleJob('9e2a7c10-1111-4cb3-a8a1-8b5f5ee0b333', {
  what: 'Test failover',
  state: 'suspended',
  stateAsAzureSays: 'WaitingForStopTestFailover',
  startedAt: minutesAgo(120),
});
const listOf = { since: minutesAgo(24 * 60), ...read };

const checks = [
  { outcome: 'passed', subject: 'region pair', why: 'East US -> West US 2: one geographic cluster.' },
  {
    outcome: 'warning',
    subject: 'cache account',
    why: 'There is none in East US.',
    fix: 'protect pay-app-01 creates one.',
  },
  {
    outcome: 'block',
    subject: 'outbound to Storage.EastUS',
    why: 'Denied by rule deny-all (priority 200): it is how the machine writes to the cache account.',
    fix: 'Allow TCP 443 outbound to the service tag Storage.EastUS before priority 200.',
  },
] as const;
const rules = rulesToAdd([{ tag: 'Storage.EastUS', what: 'writes to the cache account' }], []);
const readiness = {
  kind: 'checked',
  report: { machine: 'pay-app-01', source: 'East US', target: 'West US 2', checks, rules, rulesMissing: true, ...read },
} as const;
const passed = { outcome: 'passed', subject: '', why: '' } as const;

/** One message of every view of what Azure says. */
export const azureViews: Readonly<Record<string, Message>> = {
  'status-application': statusCard(
    {
      ...read,
      target: applicationTarget,
      machines,
      pointsNotYetRead: ['pay-db-01'],
      practice: practiceOf(machines, [], 1800),
      ...(payments && { application: payments }),
    },
    offer,
  ),
  'status-vm': statusCard(
    {
      ...read,
      target: vmTarget('pay-app-01'),
      machines: [machine('pay-app-01')],
      practice: practiceOf([machine('pay-app-01')], [], 1800),
    },
    offer,
  ),
  'status-vm-failed-to-begin': statusCard(
    {
      ...read,
      target: vmTarget('pay-app-01'),
      machines: [brokenMachine],
      practice: practiceOf([brokenMachine], [], 1800),
    },
    offer,
  ),
  'status-vm-well': statusCard(
    {
      ...read,
      target: vmTarget('pay-web-01'),
      machines: [machine('pay-web-01')],
      practice: practiceOf([machine('pay-web-01')], [], undefined),
    },
    offer,
  ),
  'status-application-failed-over': statusCard(
    { ...read, target: applicationTarget, machines: [movedMachine, { ...movedMachine, name: 'pay-web-02' }] },
    offer,
  ),
  'status-vm-failed-over': statusCard({ ...read, target: vmTarget('pay-web-01'), machines: [movedMachine] }, offer),
  'status-all': statusCard(
    {
      ...read,
      target: undefined,
      machines: [...machines, orders],
      leftOut: 2,
      missing: plainGaps('Vault recovery-eu in West Europe does not answer.'),
    },
    offer,
  ),
  'status-nothing': statusCard(
    { ...read, target: { kind: 'vault', name: 'empty', where: 'rg-vaults', resources: [] }, machines: [] },
    offer,
  ),
  'status-not-known': statusCard(
    {
      ...read,
      target: vmTarget('pay-web-01'),
      machines: [
        statuses({ items: undefined, backups: [], applications, now })(vmId('rg-payments', 'pay-web-01'), 'pay-web-01'),
      ],
      missing: plainGaps('I could not read Site Recovery: Azure could not be reached.'),
    },
    offer,
  ),
  points: pointsCard(pointsReport, { all: false, offer }),
  'points-none': pointsCard({ ...pointsReport, points: [], leftOut: ['copies'] }, { all: false, offer }),
  jobs: jobsCard({ jobs: [openJob, drill, failed], ...listOf, leftOut: 1 }, offer),
  'jobs-none': jobsCard({ jobs: [], ...listOf }, offer),
  'job-running': jobCard({ kind: 'job', job: openJob, missing: [], readAt: read.readAt, now }, offer),
  'job-failed': jobCard({ kind: 'job', job: failed, missing: [], readAt: read.readAt, now }, offer),
  'job-several': jobCard({ kind: 'several', typed: '5', jobs: [openJob, drill], now }, offer),
  'job-unknown': jobCard({ kind: 'none', typed: 'abc', missing: [] }, offer),
  events: eventsCard({
    events: [
      {
        id: 'e1',
        at: minutesAgo(3),
        vaultId: recoveryVault,
        about: 'pay-app-01',
        what: 'Replication is behind',
        severity: 'critical',
      },
      {
        id: 'e2',
        at: minutesAgo(900),
        vaultId: recoveryVault,
        about: 'pay-web-01',
        what: 'Failover - CompletedWithInformation',
        severity: 'info',
      },
    ],
    ...listOf,
  }),
  'events-none': eventsCard({ events: [], ...listOf }),
  check: readinessCard(readiness, { exported: false, offer }),
  'check-export': readinessCard(
    {
      kind: 'checked',
      report: { ...readiness.report, checks: [checks[0]], rulesMissing: false, assumed: 'it is replicated there' },
    },
    { exported: true, offer },
  ),
  'check-unreadable': readinessCard(
    { kind: 'unreadable', machine: 'pay-app-01', why: 'Azure shows no machine.' },
    { exported: false, offer },
  ),
  regions: regionsCard(
    {
      kind: 'found',
      report: {
        machine: 'pay-app-01',
        size: 'Standard_D4s_v5',
        source: 'East US',
        geographyGroup: 'US',
        targets: [
          {
            region: westUs,
            paired: true,
            size: {
              outcome: 'warning',
              subject: '',
              why: 'Standard_D4s_v5 is not offered in West US.',
              fix: 'Nearest there: Standard_D4as_v5 (4 cores, 16 GB).',
            },
            quota: passed,
          },
          { region: westUs2, paired: false, size: passed, quota: passed },
          { region: centralUs, paired: false },
        ],
        ...read,
      },
    },
    offer,
  ),
  'azure-refused': azureFailed(
    new AzureRefused({
      what: 'list the jobs of recovery',
      code: 'ResourceRequestsThrottled',
      message: 'Too many requests.',
      retryAfterSeconds: 324,
      requestId: '0b1c',
    }),
  ) as Message,
  'azure-read-in-part': azureFailed(
    new AzureReadInPart('look up pay-db-01', [{ kind: 'silent', region: 'East US' }]),
  ) as Message,
  'azure-unreachable': azureFailed(new AzureUnreachable('list the jobs of recovery', undefined)) as Message,
};
