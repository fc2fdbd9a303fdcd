import type { Message } from '../../src/messages/message.ts';
import { endingOf } from '../../src/operations/ending.ts';
import { type OperationState, runningOf, type StepRecord } from '../../src/operations/state.ts';
import type { ProtectMachines } from '../../src/plans/protect/order.ts';
import {
  hasEnded,
  noSuchOperation,
  operationCard,
  operationEnd,
  operationList,
  operationMilestone,
  operationSettled,
  willStop,
} from '../../src/views/operation.ts';
import { closingOf } from '../../src/workflows/protect/closing.ts';
import { groupId, vmId } from '../sample/policy.ts';
import { voice } from '../sample/request.ts';

const startedAt = Date.parse('2026-11-20T14:05:00Z');
const now = new Date('2026-11-20T14:11:12Z');

const step = (title: string, standing: StepRecord['standing'], more: Partial<StepRecord> = {}): StepRecord => ({
  name: title,
  title,
  dangerous: true,
  lane: '',
  stage: 0,
  standing,
  ...more,
});

const done = step(
  'pay-db-01',
  { kind: 'done', evidence: 'job 1' },
  { beganAt: startedAt, endedAt: startedAt + 331_000 },
);
const waiting = step('pay-web-01, 02', { kind: 'waiting' });
const token = { kind: 'recovery-job', at: 'job-2', resource: 'item', acceptedAt: '2026-11-20T14:10:00Z' } as const;

const operation = (middle: StepRecord, changes: Partial<OperationState> = {}): OperationState => ({
  id: 'DR-1042',
  version: 4,
  started: {
    kind: 'started',
    workflow: 'sample',
    workflowVersion: 1,
    command: 'failover',
    line: 'failover payments',
    typed: { target: 'payments' },
    title: 'failover of payments',
    digest: '9f3c',
    bounds: {},
    policyVersion: 'sample',
    access: { level: 'operator', area: 'recovery' },
    targets: [],
    asker: { ...voice('ana'), name: 'Ana Ruiz' },
    approvers: [{ ...voice('cleo'), name: 'Cleo Wirth' }],
    channel: { platform: 'slack', id: 'C1' },
    startBy: startedAt + 600_000,
  },
  startedAt,
  lastAt: startedAt,
  consentUntil: startedAt + 600_000,
  steps: [done, middle, waiting],
  ...changes,
});

const running = operation(step('pay-app-01', { kind: 'running', token }, { detail: 'starting the VM' }));
const problem = { what: 'fail over pay-app-01', code: '150097', message: 'The target region has no quota left.' };
const unknown = { kind: 'unknown', requestId: 'r', sendBefore: 0, intendedAt: 0, why: 'the connection broke' } as const;

/** One whose second step is under way. */
export const sampleOperation = running;
const finished = operation(step('pay-app-01', { kind: 'done', evidence: 'job 2' }), {
  ended: { outcome: 'done', summary: 'failover of payments: done.', at: startedAt + 1_268_000 },
});

const ofPlan = operation(
  step(
    'fail over recovery plan plan-payments (2 VMs)',
    { kind: 'running', token },
    {
      detail: 'waits for the manual action Check the database',
      percent: 57,
      parts: [
        { title: 'Recovery plan failover', state: 'done' },
        { title: 'Group 1: Start', state: 'done' },
        { title: 'Group 1: Start: pay-db-01', state: 'done' },
        {
          title: 'After group 1: Check the database',
          state: 'waiting',
          detail: 'by hand: Is every table there?',
        },
        { title: 'Group 2: Start', state: 'waiting' },
        { title: 'Group 2: Start: pay-web-01', state: 'waiting' },
      ],
    },
  ),
);

const vault = `${groupId('rg-vaults')}/providers/microsoft.recoveryservices/vaults/recovery`;
const machineOrder = (name: string) => ({
  name,
  itemId: `${vault}/replicationFabrics/eastus/replicationProtectionContainers/eastus/replicationProtectedItems/${name}`,
  vmId: vmId('rg-payments', name),
  policyId: `${vault}/replicationPolicies/daily`,
  recoveryContainerId: `${vault}/replicationFabrics/westus2/replicationProtectionContainers/westus2`,
  recoveryResourceGroupId: groupId('rg-payments-asr'),
  disks: [],
});
const protection: ProtectMachines = {
  targetRegion: 'westus2',
  again: '--to westus2',
  foundations: [{ kind: 'group', id: groupId('rg-payments-asr'), region: 'westus2' }],
  machines: ['pay-web-01', 'pay-db-01', 'pay-app-01'].map(machineOrder),
};

/** Of three machines one is protected, of one Azure keeps what failed to begin, and one it did not take on. */
const failedToBegin = (): OperationState => {
  const named = (name: string, lane: string, standing: StepRecord['standing']) => ({
    ...step(name, standing, { lane, stage: 1 }),
    title: name.startsWith('enable') ? `begin to replicate ${lane}` : `the first copy of ${lane}`,
  });
  const uninitialised = {
    what: 'Enable replication of pay-db-01',
    code: '150039',
    message: 'The data disk data-0 has a LUN that was not found inside the machine.',
    possibleCauses: 'The data disk was never initialised.',
    recommendedAction: 'Initialise the data disk, and retry.',
    explanation: 'A data disk was attached but never initialised inside the machine. Initialise it, or leave it out.',
    leftBehind: machineOrder('pay-db-01').itemId,
  };
  const busy = { what: 'protect pay-app-01', code: 'Conflict', message: 'The vault is busy.' };
  const { started } = operation(waiting);
  const state = operation(waiting, {
    started: { ...started, command: 'protect', title: 'protect pay-web-01, pay-db-01, pay-app-01 (3 VMs)' },
    steps: [
      { ...step('make-0-group', { kind: 'done', evidence: 'id' }), title: 'prepare resource group rg-payments-asr' },
      named('enable-pay-web-01', 'pay-web-01', { kind: 'done', evidence: 'id' }),
      named('first-copy-pay-web-01', 'pay-web-01', { kind: 'done', evidence: 'pay-web-01 is protected; RPO 2 min.' }),
      named('enable-pay-db-01', 'pay-db-01', { kind: 'failed', problem: uninitialised }),
      named('first-copy-pay-db-01', 'pay-db-01', { kind: 'waiting' }),
      named('enable-pay-app-01', 'pay-app-01', { kind: 'failed', problem: busy }),
      named('first-copy-pay-app-01', 'pay-app-01', { kind: 'waiting' }),
    ],
  });
  const ending = endingOf(state, closingOf(protection, runningOf(state)));
  return { ...state, ended: { ...ending, at: startedAt + 3_600_000 } };
};

export const operationViews: Readonly<Record<string, Message>> = {
  'operation-finished-message': operationEnd(finished, now),
  'operation-milestone': operationMilestone(running, '50 % done', now),
  'operation-settled': operationSettled(running, now),
  'operation-running': operationCard(running, now),
  'operation-of-a-plan': operationCard(ofPlan, now),
  'operation-not-planned-yet': operationCard({ ...running, steps: undefined } as unknown as OperationState, now),
  'operation-unknown': operationCard(operation(step('pay-app-01', unknown)), now),
  'operation-left': operationCard({ ...running, left: 'it needs version 2 of fail-over-machine' }, now),
  'operation-stopping': operationCard({ ...running, stopAsked: voice('rob') }, now),
  'operation-waits-for-consent': operationCard(
    { ...running, consentAsked: 'it was interrupted for more than 30 minutes' },
    now,
  ),
  'operation-failed': operationCard(
    operation(step('pay-app-01', { kind: 'failed', problem }), {
      ended: {
        outcome: 'failed',
        summary: 'pay-app-01: The target region has no quota left.',
        at: startedAt + 700_000,
      },
    }),
    now,
  ),
  'operation-done': operationCard(
    operation(step('pay-app-01', { kind: 'done', evidence: 'job 2' }), {
      ended: { outcome: 'done', summary: 'failover of payments: done.', at: startedAt + 1_268_000 },
    }),
    now,
  ),
  'operation-half-done': operationCard(
    operation(step('pay-web-02', { kind: 'failed', problem }), {
      ended: {
        outcome: 'failed',
        summary: [
          '1 of 2 done. pay-web-02: The extension could not be installed.',
          'pay-web-01 is protected; RPO 2 min.',
          'What is there now: network vnet-eastus-asr and the replication of pay-web-01.',
          'To go on, which uses what is there: protect pay-web-02 --to westus2',
        ].join('\n'),
        next: [{ label: 'Go on', line: 'protect pay-web-02 --to westus2' }],
        at: startedAt + 700_000,
      },
    }),
    now,
  ),
  'operation-failed-to-begin': operationCard(failedToBegin(), now),
  'operation-without-approval': operationCard({ ...running, started: { ...running.started, approvers: [] } }, now),
  operations: operationList([running], 1, now),
  'operations-none': operationList([], 0, now),
  'operation-no-such': noSuchOperation('DR-9'),
  'operation-will-stop': willStop(running),
  'operation-has-ended': hasEnded({
    ...running,
    ended: { outcome: 'done', summary: 'failover of payments: done.', at: startedAt },
  }),
};
