import type { PlanContext } from '../definitions/command.ts';
import { AzureUnreachable } from '../errors/azure.ts';
import type { ItemRecoveryPoint, PointSelector, ProtectedItem } from '../ports/azure/recovery.ts';
import type { Target } from '../ports/names.ts';
import { mergePoints } from '../protection/merge-points.ts';
import { ago, counted, inWords, moment, secondsBetween } from '../views/words.ts';
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
  // Not found in half of Azure is not "not replicated".
  if (!item && missing.length > 0)
    throw new AzureUnreachable(`see whether ${wanted.vm.name} is replicated`, missing.join(' '));
  if (!item) return nothingReplicated(wanted.vm);
  const chosen = await chosenPoint(item, wanted.point, context);
  return failoverPlan(item, { ...wanted, chosen }, context.now());
};

/** Azure takes the latest by itself; every other rule is a point, chosen when the plan is made. */
type Chosen = 'latest' | 'none' | ItemRecoveryPoint;

interface Complete extends Wanted {
  readonly chosen: Chosen;
}

const failoverPlan = (item: ProtectedItem, wanted: Complete, now: Date): Plan => {
  const { sourceRegion: from, targetRegion: to } = item;
  const { chosen, shutdownSource } = wanted;
  const lossMinutes = lossOf(item, chosen, now);
  const pointId = typeof chosen === 'object' ? chosen.id : undefined;
  return {
    title: `fail over ${item.vmName} (1 VM), ${from} -> ${to}`,
    lines: [{ title: item.vmName, detail: pointInWords(wanted, item, now) }],
    consequences: [
      lossMinutes === undefined
        ? `What you lose: not known. Azure gives no figure for ${item.vmName}.`
        : `What you lose: up to ${counted(lossMinutes, 'minute')} of data on ${item.vmName}.`,
      shutdownSource
        ? 'What stops: the source VM is shut down if it can be reached.'
        : 'What stops: nothing. The source VM goes on running, if it runs.',
      'Until you commit you can change the recovery point; after that the points are gone.',
    ],
    checks: [...checksOf(item), ...pointChecks(wanted)],
    facts: {
      decisive: {
        machine: item.lifecycleId ?? item.id.toLowerCase(),
        direction: `${item.sourceRegion} -> ${item.targetRegion}`,
        // The rule, not what it chooses now: Azure makes a new point every five minutes.
        point: wanted.point.kind === 'id' ? (pointId ?? wanted.point.id).toLowerCase() : wanted.point.kind,
        network: item.recoveryNetworkId?.toLowerCase() ?? 'none',
        'shut the source down': shutdownSource ? 'yes' : 'no',
      },
      // A point that was named is agreed to as it is; the others may be older by the time.
      bounded:
        lossMinutes === undefined || wanted.point.kind === 'id'
          ? {}
          : { 'data loss': { now: lossMinutes, most: lossMinutes + graceMinutes, unit: 'minutes' } },
      shown: { health: item.health, ...(pointId && { 'point now': pointId }) },
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
        shutdownSource,
        ...(pointId && { pointId }),
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

const lossOf = (item: ProtectedItem, chosen: Chosen, now: Date): number | undefined => {
  const seconds = typeof chosen === 'object' ? secondsBetween(chosen.at, now) : item.rpoSeconds;
  return seconds === undefined ? undefined : Math.max(0, Math.ceil(seconds / 60));
};

const pointChecks = ({ vm, point, chosen }: Complete): readonly Check[] =>
  chosen === 'none'
    ? [
        {
          outcome: 'block',
          subject: vm.name,
          why: `it has no recovery point ${point.kind === 'id' ? point.id : point.kind}.`,
          fix: `Choose another: points ${vm.name} shows them.`,
        },
      ]
    : [];

const pointInWords = ({ point, chosen }: Complete, item: ProtectedItem, now: Date): string => {
  if (typeof chosen === 'object') {
    const which = point.kind === 'id' ? '' : `${point.kind}, now `;
    return `recovery point: ${which}${moment(chosen.at, now)} (${ago(chosen.at, now)})`;
  }
  const figure = item.rpoSeconds === undefined ? 'no figure yet' : inWords(item.rpoSeconds);
  const isOld = item.rpoCalculatedAt && secondsBetween(item.rpoCalculatedAt, now) > 600;
  const age = isOld && item.rpoCalculatedAt ? ` (as of ${ago(item.rpoCalculatedAt, now)})` : '';
  return `recovery point: ${point.kind === 'id' ? point.id : point.kind}; RPO ${figure}${age}`;
};

const chosenPoint = async (item: ProtectedItem, point: PointSelector, { readers }: PlanContext): Promise<Chosen> => {
  if (point.kind === 'latest') return 'latest';
  const { value: points } = await readers.recovery.recoveryPoints(item.id);
  if (point.kind === 'id') return pointNamed(point.id, item, points) ?? 'none';
  const newest = [...points].sort((a, b) => b.at.getTime() - a.at.getTime());
  const wanted = consistencies[point.kind];
  return newest.find((each) => wanted === undefined || each.consistency === wanted) ?? 'none';
};

const consistencies = {
  'latest-processed': undefined,
  'app-consistent': 'application',
  'crash-consistent': 'crash',
} as const;

const nothingElse = { backupPoints: [], restorePoints: [], snapshots: [], backupRegion: '', secondaryRegion: '' };

/** By the short id that `points` shows, or by Azure's own. */
const pointNamed = (typed: string, item: ProtectedItem, itemPoints: readonly ItemRecoveryPoint[]) => {
  const shown = mergePoints({ ...nothingElse, item, itemPoints });
  const names = (each: ItemRecoveryPoint) => [
    each.id,
    each.id.split('/').at(-1),
    shown.find(({ resourceId }) => resourceId === each.id)?.id,
  ];
  return itemPoints.find((each) => names(each).some((name) => name?.toLowerCase() === typed.toLowerCase()));
};

const nothingReplicated = (vm: Target): Plan => ({
  title: `fail over ${vm.name}`,
  lines: [],
  consequences: [],
  checks: [{ outcome: 'block', subject: vm.name, why: 'Site Recovery does not replicate it.' }],
  facts: { decisive: { machine: [...vm.resources] }, bounded: {}, shown: {} },
  writes: [],
  vms: 1,
  work: { workflow: 'fail-over-machine', order: {}, locks: [] },
});
