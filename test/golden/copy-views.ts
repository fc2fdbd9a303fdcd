import { runs } from '../../src/messages/compose.ts';
import type { Message } from '../../src/messages/message.ts';
import type { RestorePoint, RestorePointCollection } from '../../src/ports/azure/copies.ts';
import type { Schedule } from '../../src/ports/schedules.ts';
import type { ListedPoint } from '../../src/protection/copies/read-points.ts';
import type { ListedSnapshot } from '../../src/protection/copies/read-snapshots.ts';
import { standingOfCopy } from '../../src/protection/copies/standing.ts';
import type { Point } from '../../src/protection/point.ts';
import { pointCard } from '../../src/views/restore-point.ts';
import { pointListCard } from '../../src/views/restore-points.ts';
import { scheduleDidNotRun, scheduleListCard } from '../../src/views/schedules.ts';
import { snapshotListCard } from '../../src/views/snapshots.ts';
import { listedChannel } from '../sample/talk.ts';

const now = new Date('2026-11-20T14:11:12Z');
const gigabyte = 1024 ** 3;
const machine = { kind: 'vm', name: 'pay-db-01', where: 'rg-payments', resources: ['/vms/pay-db-01'] } as const;
const named = { kind: 'point', name: 'rp-7b3n1x', where: 'pay-db-01', resources: [] } as const;

const point: RestorePoint = {
  id: '/points/nightly-1120',
  name: 'nightly-1120',
  collectionId: '/points',
  region: 'eastus',
  createdAt: new Date('2026-11-20T02:00:00Z'),
  consistency: 'application',
  provisioning: 'succeeded',
  disks: [{ id: '/points/nightly-1120/os', diskName: 'os', sizeBytes: 32 * gigabyte }],
};
const collection: RestorePointCollection = { id: '/points', name: 'points', region: 'eastus' };
const own: ListedPoint = { id: 'rp-7b3n1x', point, collection };

const begun = {
  copyId: '/copies/nightly-1120',
  kind: 'restore-point',
  name: 'nightly-1120',
  sourceId: point.id,
  region: 'westus2',
  place: '/copies',
  begunAt: new Date('2026-11-20T10:31:00Z'),
} as const;
const copy: ListedPoint = {
  id: 'rp-4k2m9q',
  point: { ...point, id: begun.copyId, region: 'westus2', copyOf: point.id },
  collection,
  standing: standingOfCopy(begun, undefined, {
    gone: false,
    failed: false,
    disks: [{ name: 'os', percent: 62, sizeBytes: 32 * gigabyte }],
    at: now,
  }),
};

const list = (points: readonly ListedPoint[]): Message =>
  pointListCard({ machine, collections: [collection], points, missing: [], readAt: now }, runs);

const schedule: Schedule = {
  id: 'DR-1042',
  target: machine,
  everySeconds: 14_400,
  keep: 12,
  copyTo: ['westus2'],
  consistency: 'application',
  addedBy: { person: 'ana', name: 'Ana Ruiz' } as Schedule['addedBy'],
  approvers: [],
  channel: listedChannel,
};

const snapshot: ListedSnapshot = {
  id: '/snapshots/os-1',
  name: 'os-1',
  region: 'eastus',
  createdAt: new Date('2026-11-20T02:00:00Z'),
  incremental: true,
  sizeBytes: 32 * gigabyte,
  shortId: 'sn-2q8d4w',
  disk: 'pay-db-01-os',
  point: { restorable: { now: true } } as Point,
};

export const copyViews: Readonly<Record<string, Message>> = {
  'restore-point': pointCard(own, named, runs),
  'restore-point-copy': pointCard(copy, { ...named, name: 'rp-4k2m9q' }, runs),
  'restore-point-unknown': pointCard(undefined, named, runs),
  'restore-points': list([own, copy]),
  'restore-points-none': list([]),
  schedules: scheduleListCard([schedule], 1, runs),
  'schedules-none': scheduleListCard([], 0, runs),
  'schedule-did-not-run': scheduleDidNotRun(schedule, 'Azure could not be reached.'),
  snapshots: snapshotListCard({ machine: 'pay-db-01', snapshots: [snapshot], missing: [], now }, runs),
  'snapshots-none': snapshotListCard({ machine: 'pay-db-01', snapshots: [], missing: [], now }, runs),
};
