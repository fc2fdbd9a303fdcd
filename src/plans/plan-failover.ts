import type { PlanContext } from '../definitions/command.ts';
import type { PointSelector, ProtectedItem } from '../ports/azure/recovery.ts';
import type { Target } from '../ports/names.ts';
import { ago, counted, inWords, secondsBetween } from '../views/words.ts';
import type { Check, Plan } from './plan.ts';

interface Wanted {
  readonly vm: Target;
  readonly point: PointSelector;
  readonly shutdownSource: boolean;
}

/** Approval covers so much more data loss than was shown. */
const graceMinutes = 15;

/** What failing one machine over would do: read from Azure now, never from memory. */
export const planFailover = async (wanted: Wanted, context: PlanContext): Promise<Plan> => {
  const { value: items, missing } = await context.readers.recovery.items('fresh');
  const item = items.find((each) => wanted.vm.resources.includes(each.vmId.toLowerCase()));
  if (!item) return nothingReplicated(wanted.vm, missing);
  const pointId = await chosenPoint(item, wanted.point, context);
  return failoverPlan(item, { ...wanted, ...(pointId && { pointId }) }, context.now());
};

const failoverPlan = (item: ProtectedItem, wanted: Wanted & { readonly pointId?: string }, now: Date): Plan => {
  const { sourceRegion: from, targetRegion: to } = item;
  const lossMinutes = Math.ceil((item.rpoSeconds ?? 0) / 60);
  return {
    title: `fail over ${item.vmName} (1 VM), ${from} -> ${to}`,
    lines: [{ title: item.vmName, detail: pointInWords(wanted.point, item, now) }],
    consequences: [
      `What you lose: up to ${counted(lossMinutes, 'minute')} of data on ${item.vmName}.`,
      wanted.shutdownSource
        ? 'What stops: the source VM is shut down if it can be reached.'
        : 'What stops: nothing. The source VM goes on running, if it runs.',
      'Until you commit you can change the recovery point; after that the points are gone.',
    ],
    checks: checksOf(item),
    facts: {
      decisive: {
        machine: item.lifecycleId ?? item.id.toLowerCase(),
        direction: `${item.sourceRegion} -> ${item.targetRegion}`,
        point: wanted.pointId ?? wanted.point.kind,
        network: item.recoveryNetworkId?.toLowerCase() ?? 'none',
        'shut the source down': wanted.shutdownSource ? 'yes' : 'no',
      },
      bounded: { 'data loss': { now: lossMinutes, most: lossMinutes + graceMinutes, unit: 'minutes' } },
      shown: { health: item.health },
    },
    writes: [
      {
        action:
          'Microsoft.RecoveryServices/vaults/replicationFabrics/replicationProtectionContainers/replicationProtectedItems/unplannedFailover/action',
        resource: item.id,
        of: item.vmId,
        call: { method: 'POST' },
        az: `az rest --method post --url "${item.id}/unplannedFailover?api-version=2023-06-01"`,
      },
    ],
    vms: 1,
    work: {
      workflow: 'fail-over-machine',
      order: {
        itemId: item.id,
        machine: item.vmName,
        targetRegion: to,
        shutdownSource: wanted.shutdownSource,
        ...(wanted.pointId && { pointId: wanted.pointId }),
      },
      locks: [{ machine: item.vmId.toLowerCase(), kind: 'move' }],
    },
  };
};

const checksOf = (item: ProtectedItem): readonly Check[] => [
  item.allowed.includes('UnplannedFailover')
    ? { outcome: 'passed', subject: 'what Azure allows', why: 'a failover is among it.' }
    : {
        outcome: 'block',
        subject: item.vmName,
        why: `Azure does not allow a failover now (${item.stateAsAzureSays}).`,
        fix: `It allows: ${item.allowed.join(', ') || 'nothing'}.`,
      },
  item.failoverHealth === 'critical'
    ? { outcome: 'warning', subject: 'failover health', why: 'Azure calls it critical.' }
    : { outcome: 'passed', subject: 'failover health', why: 'Azure sees nothing in the way.' },
];

const pointInWords = (point: PointSelector, item: ProtectedItem, now: Date): string => {
  const figure = item.rpoSeconds === undefined ? 'no figure yet' : inWords(item.rpoSeconds);
  const age =
    item.rpoCalculatedAt && secondsBetween(item.rpoCalculatedAt, now) > 600
      ? ` (as of ${ago(item.rpoCalculatedAt, now)})`
      : '';
  return point.kind === 'id'
    ? `recovery point ${point.id.split('/').at(-1)}`
    : `recovery point: ${point.kind}; RPO ${figure}${age}`;
};

/** Azure takes `latest` by itself; every other rule is a point, chosen now. */
const chosenPoint = async (
  item: ProtectedItem,
  point: PointSelector,
  { readers }: PlanContext,
): Promise<string | undefined> => {
  if (point.kind === 'latest') return undefined;
  if (point.kind === 'id') return point.id;
  const { value: points } = await readers.recovery.recoveryPoints(item.id);
  const newest = [...points].sort((a, b) => b.at.getTime() - a.at.getTime());
  const wanted =
    point.kind === 'app-consistent' ? 'application' : point.kind === 'crash-consistent' ? 'crash' : undefined;
  return newest.find((each) => wanted === undefined || each.consistency === wanted)?.id;
};

const nothingReplicated = (vm: Target, missing: readonly string[]): Plan => ({
  title: `fail over ${vm.name}`,
  lines: [],
  consequences: [],
  checks: [
    {
      outcome: 'block',
      subject: vm.name,
      why:
        missing.length > 0
          ? `I could not see whether it is replicated: ${missing.join(' ')}`
          : 'Site Recovery does not replicate it.',
    },
  ],
  facts: { decisive: { machine: [...vm.resources] }, bounded: {}, shown: {} },
  writes: [],
  vms: 1,
  work: { workflow: 'fail-over-machine', order: {}, locks: [] },
});
