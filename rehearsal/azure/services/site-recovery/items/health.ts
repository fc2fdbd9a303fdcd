import type { World } from '../../../world/world.ts';
import { disksOf } from '../../compute/provision.ts';
import { sameId } from '../../resources/ids.ts';
import { guidOf } from '../names.ts';
import { fineTime } from '../times.ts';
import type { ProtectedItem, TroubleKind } from './item.ts';
import { rpoOf } from './progress.ts';
import { stageOf } from './stages.ts';

export interface HealthError {
  readonly source: string;
  readonly type: string;
  readonly level: 'Warning' | 'Error';
  readonly category: 'Replication' | 'TestFailover' | 'VersionExpiry' | 'Configuration';
  readonly code: string;
  readonly message: string;
  readonly causes: string;
  readonly action: string;
  readonly since: number;
  /** Whether `resolveHealthErrors` can put it away. */
  readonly resolvable: boolean;
}

type Words = Omit<HealthError, 'since'>;

const SOURCE = 'ReplicationUnitHealth';

const troubleWords: Readonly<Record<TroubleKind, (vm: string) => Words>> = {
  churn: (vm) => ({
    source: SOURCE,
    type: '8020',
    level: 'Warning',
    category: 'Replication',
    code: '153007',
    message: `The data change rate of a disk of '${vm}' is above what Site Recovery can replicate.`,
    causes: 'The disk is written to faster than the limit for its type, or the machine cannot upload fast enough.',
    action: 'Find out what writes so much, use a faster disk, or choose the high churn option.',
    resolvable: false,
  }),
  'cache-throttled': (vm) => ({
    source: SOURCE,
    type: '8021',
    level: 'Warning',
    category: 'Replication',
    code: '153009',
    message: `The cache storage account of '${vm}' throttles the upload of changes.`,
    causes: 'Too many machines use the same cache storage account, or it is a standard account with much churn.',
    action: 'Spread the machines over several cache storage accounts, or use a premium block blob account.',
    resolvable: false,
  }),
  'heartbeat-lost': heartbeatWords,
  'agent-expiring': (vm) => ({
    source: SOURCE,
    type: '8030',
    level: 'Warning',
    category: 'VersionExpiry',
    code: '153025',
    message: `The Mobility service on '${vm}' is about to expire.`,
    causes: 'The installed version is more than four versions behind the current one.',
    action: 'Update the Mobility service of the machine.',
    resolvable: false,
  }),
  'resync-required': (vm) => ({
    source: SOURCE,
    type: '8015',
    level: 'Error',
    category: 'Replication',
    code: '153013',
    message: `A disk of '${vm}' has to be resynchronized.`,
    causes: 'Changes of the disk were lost before they could be replicated.',
    action: 'Resynchronize the machine (RepairReplication).',
    resolvable: false,
  }),
};

function heartbeatWords(vm: string): Words {
  return {
    source: SOURCE,
    type: '8077',
    level: 'Error',
    category: 'Replication',
    code: '153077',
    message: `Mobility Service heartbeat is down on '${vm}'.`,
    causes: 'The machine is switched off,\r\n        or its Mobility Service cannot reach Site Recovery.',
    action: 'Check that the machine runs,\r\n        and that its Mobility Service has outbound access.',
    resolvable: false,
  };
}

const TEN_MINUTES = 600_000;
const NO_POINT_SECONDS = 3600;

export function healthErrorsOf(world: World, item: ProtectedItem): HealthError[] {
  const { state } = item;
  const stage = stageOf(world, item);
  const errors: HealthError[] = [];
  if (state.phase === 'replicating') {
    errors.push(...state.troubles.map(({ kind, since }) => ({ ...troubleWords[kind](state.vmName), since })));
  }
  const failedOverAt = state.failover?.at ?? 0;
  if (stage === 'failed-over' && world.clock.now() - failedOverAt > TEN_MINUTES) {
    errors.push({ ...heartbeatWords(state.vmName), since: failedOverAt + TEN_MINUTES });
  }
  if (stage === 'protected' || stage === 'test-failover-waiting') errors.push(...warningsOf(world, item));
  return errors;
}

function warningsOf(world: World, item: ProtectedItem): HealthError[] {
  const warnings = [];
  const rpo = rpoOf(world, item);
  const behind = (rpo.seconds ?? 0) + (world.clock.now() - (rpo.calculatedAt ?? 0)) / 1000;
  if (behind > NO_POINT_SECONDS) warnings.push(noPoint(item, world.clock.now() - (behind - NO_POINT_SECONDS) * 1000));
  if (item.state.lastTestAt === undefined) warnings.push(neverTested(item));
  if (unprotectedDisksOf(world, item).length > 0) warnings.push(newDisk(item, world.clock.now()));
  return warnings;
}

function noPoint({ state }: ProtectedItem, since: number): HealthError {
  return {
    source: SOURCE,
    type: '8006',
    level: 'Error',
    category: 'Replication',
    code: '153006',
    message: `No crash-consistent recovery point is available for '${state.vmName}' in the last 60 minutes.`,
    causes: 'The machine writes more than can be replicated, or its agent cannot reach the cache storage account.',
    action: 'Check the churn of the disks and the network of the machine.',
    since,
    resolvable: false,
  };
}

function neverTested({ state }: ProtectedItem): HealthError {
  return {
    source: 'ReplicationUnitFailoverValidatorError',
    type: '8010',
    level: 'Warning',
    category: 'TestFailover',
    code: '161011',
    message: `No successful test failover has been done on the virtual machine '${state.vmName}'.`,
    causes: 'No successful test failover has been done on the virtual machine after it was replicated.',
    action: 'Do a test failover on the virtual machine.',
    since: state.protectedAt,
    resolvable: false,
  };
}

function newDisk({ state }: ProtectedItem, since: number): HealthError {
  return {
    source: SOURCE,
    type: '8039',
    level: 'Warning',
    category: 'Configuration',
    code: '153039',
    message: `One or more disks of '${state.vmName}' are available for protection.`,
    causes: 'A disk was attached to the machine after its replication was enabled.',
    action: 'Protect the disk, or dismiss the warning.',
    since,
    resolvable: true,
  };
}

/** Disks that were attached to the machine since it is replicated, by their LUN. */
export function unprotectedDisksOf(
  world: World,
  { state }: ProtectedItem,
): { readonly id: string; readonly lun: number }[] {
  const known = [...state.disks.map(({ id }) => id), ...state.excludedDiskIds];
  return disksOf(world, state.vmId)
    .map(({ id }, index) => ({ id, lun: index - 1 }))
    .filter(({ id }) => !known.some((other) => sameId(other, id)));
}

export function healthErrorView(item: ProtectedItem, error: HealthError): Record<string, unknown> {
  return {
    innerHealthErrors: [],
    errorSource: error.source,
    errorType: error.type,
    errorLevel: error.level,
    errorCategory: error.category,
    errorCode: error.code,
    summaryMessage: '',
    errorMessage: error.message,
    possibleCauses: error.causes,
    recommendedAction: error.action,
    creationTimeUtc: fineTime(Math.round(error.since)),
    recoveryProviderErrorMessage: null,
    entityId: machineGuid(item),
    errorId: errorIdOf(error),
    customerResolvability: error.resolvable ? 'Allowed' : 'NotAllowed',
  };
}

export function errorIdOf({ type }: HealthError): string {
  return `6:${type}`;
}

/** The machine as jobs, plans and health errors call it. */
export function machineGuid({ state }: ProtectedItem): string {
  return guidOf('machine', state.lifecycleId, state.turn);
}

/** Normal, Warning or Critical, from the errors of one side: the failover's or the replication's. */
export function healthWord(errors: readonly HealthError[]): string {
  if (errors.some(({ level }) => level === 'Error')) return 'Critical';
  return errors.length > 0 ? 'Warning' : 'Normal';
}
