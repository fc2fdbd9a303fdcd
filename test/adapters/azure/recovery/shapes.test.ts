import { expect, test } from 'vitest';
import { itemShape } from '../../../../adapters/azure/recovery/item.ts';
import { jobShape } from '../../../../adapters/azure/recovery/job.ts';
import { isOfAzure } from '../../../../adapters/azure/recovery/listing.ts';
import { planShape } from '../../../../adapters/azure/recovery/plan.ts';

const vault =
  '/Subscriptions/5b2f6d3e-0c1a-4e57-8a64-2d9be7f10001/resourceGroups/dr/providers/Microsoft.RecoveryServices/vaults/dr';
const container = `${vault}/replicationFabrics/east/replicationProtectionContainers/east-container`;

const item = (properties: object, details: object = {}) => ({
  id: `${container}/replicationProtectedItems/web-01`,
  name: 'web-01',
  properties: {
    ...properties,
    providerSpecificDetails: { instanceType: 'A2A', fabricObjectId: '/subscriptions/x/vm', ...details },
  },
});

const job = (properties: object) => ({ id: `${vault}/replicationJobs/1`, name: '1', properties });

test('an item of which Azure says next to nothing is an item all the same', () => {
  const read = itemShape('get').parse(item({}));

  expect(read).toMatchObject({ vmName: 'web-01', allowed: [], health: 'none', activeLocation: 'source', disks: [] });
  expect(read.containerId).toBe(container);
  expect(read.vaultId).toBe(vault.replace('/Subscriptions/', '/subscriptions/'));
});

test('fields of another kind than expected are left out, not the item', () => {
  const read = itemShape('list').parse(
    item(
      { allowedOperations: null, friendlyName: '', replicationHealth: 7, brandNew: { of: 2031 } },
      {
        rpoInSeconds: 'soon',
        agentExpiryDate: '9999-12-31T23:59:59.9999999',
        lastRpoCalculatedTime: '2026-03-02T08:00:00',
      },
    ),
  );

  expect(read).toMatchObject({ vmName: 'web-01', allowed: [], health: 'none' });
  expect(read.rpoSeconds).toBeUndefined();
  expect(read.agentExpiresAt).toBeUndefined();
  expect(read.rpoCalculatedAt).toEqual(new Date('2026-03-02T08:00:00Z'));
});

test('a percentage that stayed behind on a protected item is not shown', () => {
  const read = (protectionState: string) =>
    itemShape('get').parse(item({ protectionState }, { monitoringPercentageCompletion: 22 })).firstCopyPercent;

  expect(read('InitialReplicationInProgress')).toBe(22);
  expect(read('Protected')).toBeUndefined();
  expect(read('InitialReplicationRecoveryCompletionPending')).toBeUndefined();
});

test('an item that failed to begin is told by the name of its state, as far as anybody knows it', () => {
  const read = (protectionState: string) =>
    itemShape('list').parse(item({ protectionState, allowedOperations: ['DisableProtection'] })).failedToBegin;

  expect(['EnablingFailed', 'EnableProtectionFailed', 'enablingfailed'].map(read)).toEqual([true, true, true]);
  expect(['Protected', 'EnablingProtection', 'InitialReplicationFailed', 'DisablingFailed'].map(read)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('machines of other providers in the same vault are none of ours', () => {
  const of = (instanceType: string) => ({ properties: { providerSpecificDetails: { instanceType } } });

  expect(isOfAzure(of('A2A'))).toBe(true);
  expect(isOfAzure(of('InMageRcm'))).toBe(false);
  expect(isOfAzure({ properties: { customDetails: { instanceType: 'VMwareV2' } } })).toBe(false);
  expect(isOfAzure({ properties: {} })).toBe(true);
});

test('the job of a machine in a plan is known once it has begun', () => {
  const leaf = (id: string) => ({
    friendlyName: 'web-01',
    state: 'InProgress',
    startTime: '0001-01-01T00:00:00',
    customDetails: { instanceType: 'VirtualMachineTaskDetails', jobTask: { jobId: `${vault}/replicationJobs/${id}` } },
  });
  const groupTaskCustomDetails = { childTasks: [leaf(''), leaf('7')] };

  const { tasks } = jobShape().parse(
    job({
      tasks: [{ friendlyName: 'Group 1: Start (2)', state: 'InProgress', customDetails: null, groupTaskCustomDetails }],
    }),
  );

  expect(tasks[0]).toMatchObject({ name: 'Group 1: Start', state: 'running' });
  expect(tasks[0]?.tasks.map(({ jobId }) => jobId)).toEqual([undefined, `${vault}/replicationJobs/7`]);
  expect(tasks[0]?.tasks[0]?.startedAt).toBeUndefined();
});

test('a job that says nothing of itself yet is waiting', () => {
  const read = jobShape().parse(
    job({ state: 'NotStarted', scenarioName: null, friendlyName: null, targetObjectName: null, tasks: [], errors: [] }),
  );

  expect(read).toMatchObject({ state: 'waiting', what: 'Job', about: '', allowed: [], tasks: [], problems: [] });
});

test('of two errors the one whose code is known is told, with the causes of the other', () => {
  const { problems } = jobShape().parse(
    job({
      friendlyName: 'Enable replication',
      targetObjectName: 'web-01',
      state: 'Failed',
      errors: [
        {
          serviceErrorDetails: { code: '539', message: 'The operation failed.', possibleCauses: '', activityId: 'abc' },
          providerErrorDetails: {
            errorCode: 150039,
            errorMessage: 'Disk is not initialised.',
            recommendedAction: 'Initialise it,\r\n      or leave it out.',
          },
        },
      ],
    }),
  );

  expect(problems).toEqual([
    expect.objectContaining({
      what: 'Enable replication of web-01',
      code: '150039',
      message: 'Disk is not initialised.',
      recommendedAction: 'Initialise it, or leave it out.',
      explanation: expect.stringContaining('never initialised'),
      requestId: 'abc',
    }),
  ]);
});

test('actions of a plan are told apart', () => {
  const action = (actionName: string, failoverTypes: string[], customDetails: object) => ({
    actionName,
    failoverTypes,
    failoverDirections: ['PrimaryToRecovery'],
    customDetails,
  });
  const groups = [
    {
      groupType: 'Boot',
      startGroupActions: [
        action('Ask', ['TestFailover', 'UnplannedFailover'], {
          instanceType: 'ManualActionDetails',
          description: 'Ask.',
        }),
        action('Run', ['UnplannedFailover'], {
          instanceType: 'AutomationRunbookActionDetails',
          runbookId: '/subscriptions/x/runbooks/r',
          fabricLocation: 'Recovery',
        }),
      ],
      endGroupActions: [
        action('Test', ['TestFailover'], {
          instanceType: 'ScriptActionDetails',
          path: '\\\\s\\t.ps1',
          fabricLocation: 'Primary',
        }),
      ],
    },
  ];

  const plan = planShape.parse({ id: `${vault}/replicationRecoveryPlans/p`, name: 'p', properties: { groups } });

  expect(plan.groups).toEqual([
    {
      kind: 'boot',
      itemIds: [],
      before: [
        { name: 'Ask', kind: 'manual', instructions: 'Ask.' },
        { name: 'Run', kind: 'runbook', runs: '/subscriptions/x/runbooks/r', runsAt: 'target', during: ['failover'] },
      ],
      after: [{ name: 'Test', kind: 'script', runs: '\\\\s\\t.ps1', runsAt: 'source', during: ['drill'] }],
    },
  ]);
});
