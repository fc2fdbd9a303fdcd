import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, ArmResponse } from '../../wire/route.ts';
import type { World } from '../../world/world.ts';
import { computeState } from './state.ts';

type Handle = (request: ArmRequest) => ArmResponse;

const HOUR = 3_600_000;

/** Compute's own counters, which every answer tells beside ARM's. */
const full = {
  readPoint: ['LowCostGetRestorePointSubscriptionMaximum;599'],
  listPoints: ['HighCostGetRestorePointSubscriptionMaximum;149'],
  putCollection: ['PutRestorePointCollectionResource;14', 'PutRestorePointCollectionSubscriptionMaximum;149'],
  updateCollection: ['UpdateRestorePointCollectionResource;14', 'UpdateRestorePointCollectionSubscriptionMaximum;149'],
  putPoint: ['PutRestorePointResource;5', 'PutRestorePointSubscriptionMaximum;149'],
  deletePoint: ['DeleteRestorePointSubscriptionMaximum;359'],
  readOperation: ['GetOperationResource;44', 'GetOperationSubscriptionMaximum;14998'],
  readDiskOperation: ['GetOperation3Min;49996', 'GetOperation30Min;399967'],
  readDisk: ['LowCostGet3Min;14997', 'LowCostGet30Min;119954'],
  listDisks: ['HighCostGet3Min;239', 'HighCostGet30Min;1919'],
  writeDisk: ['CreateUpdateDisks3Min;2998', 'CreateUpdateDisks30Min;24990'],
  writeSnapshot: ['HighCostSnapshotCreateHydrate3Min;999', 'HighCostSnapshotCreateHydrate30Min;7998'],
  readSubscription: ['GetSubscriptionInfoSubscriptionMaximum;359'],
  readMachine: ['LowCostGetSubscriptionMaximum;23999', 'LowCostGetResource;35'],
  listMachines: ['HighCostGetSubscriptionMaximum;899'],
  writeMachine: ['PutVMSubscriptionMaximum;1499', 'PutVMResource;11'],
  updateMachine: ['UpdateVMSubscriptionMaximum;1499', 'UpdateVMResource;11'],
  deleteMachine: ['DeleteVMSubscriptionMaximum;1499', 'DeleteVMResource;11'],
} as const;

export type Counter = keyof typeof full;

const HEADER = 'x-ms-ratelimit-remaining-resource';

/** The counter goes with refusals, too. */
export function counted(counter: Counter, handle: Handle): Handle {
  return (request) => {
    try {
      return handle(request);
    } catch (problem) {
      if (!(problem instanceof ArmError)) throw problem;
      const { status, code, message, extra } = problem;
      throw new ArmError(status, code, message, { ...extra, headers: { ...remaining(counter), ...extra.headers } });
    }
  };
}

export function remaining(counter: Counter, ...more: string[]): Record<string, string> {
  return { [HEADER]: [...full[counter], ...more].map((part) => `Microsoft.Compute/${part}`).join(',') };
}

type HourlyGroup = 'CreateApplicationConsistentRestorePoint' | 'CreateCrashConsistentRestorePoint' | 'CopyRestorePoint';

const MOST_AN_HOUR = 3;

/** Counts one of what may be done three times an hour for each `resourceId`; gives the counter for the header. */
export function spendOneOfThree(world: World, group: HourlyGroup, resourceId: string): string {
  const key = `${group} ${resourceId.toLowerCase()}`;
  const now = world.clock.now();
  const recent = (world.state(computeState).spent.get(key) ?? []).filter((moment) => moment > now - HOUR);
  world.spend({
    key,
    most: MOST_AN_HOUR,
    windowSeconds: HOUR / 1000,
    refuse: (retryAfter) => tooMany(group, recent, now, retryAfter),
  });
  recent.push(now);
  world.state(computeState).spent.set(key, recent);
  return `${group};${Math.max(0, MOST_AN_HOUR - recent.length)}`;
}

function tooMany(group: HourlyGroup, recent: readonly number[], now: number, retryAfter: number): ArmError {
  const measured = {
    operationGroup: group,
    startTime: new Date(recent[0] ?? now).toISOString(),
    endTime: new Date(now + retryAfter * 1000).toISOString(),
    allowedRequestCount: MOST_AN_HOUR,
    measuredRequestCount: recent.length + 1,
  };
  return new ArmError(
    429,
    'OperationNotAllowed',
    'The server rejected the request because too many requests have been received for this subscription.',
    {
      details: [{ code: 'TooManyRequests', target: group, message: JSON.stringify(measured) }],
      headers: { 'Retry-After': String(retryAfter), [HEADER]: `Microsoft.Compute/${group};0` },
    },
  );
}
