import type { World } from '../../../world/world.ts';
import type { ProtectedItem } from './item.ts';

/** How long Azure still waits for the first recovery point when everything has been copied. */
const FIRST_POINT_SECONDS = 300;

type Stage =
  | 'enabling'
  | 'enabling-failed'
  | 'initial-replication'
  | 'first-recovery-point'
  | 'protected'
  | 'test-failover-waiting'
  | 'failed-over'
  | 'committed';

export function stageOf(world: World, { state }: ProtectedItem): Stage {
  if (state.phase !== 'replicating') return state.phase;
  const now = world.clock.now();
  if (now < state.protectedAt - FIRST_POINT_SECONDS * 1000) return 'initial-replication';
  if (now < state.protectedAt) return 'first-recovery-point';
  return state.test === undefined ? 'protected' : 'test-failover-waiting';
}

/** Nothing of it could be failed over yet. */
export function isBeforeFirstPoint(stage: Stage): boolean {
  return words[stage].vmState === enabling.vmState;
}

interface StageWords {
  readonly protectionState: string;
  readonly description: string;
  readonly activeLocation: 'Primary' | 'Recovery';
  /** What the machine's own field says, which is behind at first. */
  readonly vmState: string;
  readonly vmDescription: string;
  readonly allowedOperations: readonly string[];
}

const enabling = { vmState: 'UnprotectedStatesBegin', vmDescription: 'Enabling protection' };
const replicating = { activeLocation: 'Primary', allowedOperations: ['DisableProtection'], ...enabling } as const;
const whole = {
  protectionState: 'Protected',
  description: 'Protected',
  activeLocation: 'Primary',
  vmState: 'Protected',
  vmDescription: 'Protected',
} as const;

const words: Readonly<Record<Stage, StageWords>> = {
  enabling: { protectionState: 'UnprotectedStatesBegin', description: 'Enabling protection', ...replicating },
  // What is left then has to be disabled before the machine can be enabled again.
  'enabling-failed': {
    ...replicating,
    protectionState: 'EnablingFailed',
    description: 'Enabling protection failed',
    vmDescription: 'Enabling protection failed',
  },
  'initial-replication': {
    protectionState: 'InitialReplicationInProgress',
    description: 'Initial replication is in progress',
    ...replicating,
  },
  'first-recovery-point': {
    protectionState: 'InitialReplicationRecoveryCompletionPending',
    description: 'Waiting for first recovery point',
    ...replicating,
  },
  protected: { ...whole, allowedOperations: ['UnplannedFailover', 'DisableProtection', 'TestFailover'] },
  'test-failover-waiting': { ...whole, allowedOperations: ['TestFailoverCleanup'] },
  'failed-over': {
    protectionState: 'UnplannedFailoverCommitPendingStatesBegin',
    description: 'Failover completed',
    activeLocation: 'Recovery',
    vmState: 'UnplannedFailoverCommitPendingStatesBegin',
    vmDescription: 'Failover completed',
    allowedOperations: ['CompleteMigration', 'Commit', 'DisableProtection', 'ChangePit', 'SwitchProtection'],
  },
  committed: {
    protectionState: 'UnplannedFailoverCommitted',
    description: 'Failover committed',
    activeLocation: 'Recovery',
    vmState: 'UnplannedFailoverCommitted',
    vmDescription: 'Failover committed',
    allowedOperations: ['CompleteMigration', 'DisableProtection', 'SwitchProtection'],
  },
};

export function stageWords(stage: Stage): StageWords {
  return words[stage];
}

/** What may be done to the item now; nothing while a job works on it. */
export function allowedOperations(world: World, item: ProtectedItem): readonly string[] {
  if (item.state.busy !== undefined) return [];
  const stage = stageOf(world, item);
  const { allowedOperations: allowed } = words[stage];
  const needsRepair =
    stage === 'protected' && item.state.troubles.some(({ kind }) => kind === 'resync-required' || kind === 'churn');
  return needsRepair ? ['RepairReplication', ...allowed] : allowed;
}
