import { commands } from '../../commands/index.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import type { Message } from '../../src/messages/message.ts';
import type { BegunCopy, CopyRecord } from '../../src/ports/copy-records.ts';
import type { Schedule } from '../../src/ports/schedules.ts';
import { type CopySeen, standingOfCopy } from '../../src/protection/copies/standing.ts';
import type { Point } from '../../src/protection/point.ts';
import { copyNews } from '../../src/views/copy.ts';
import { offering } from '../../src/views/offer.ts';
import { pointCard } from '../../src/views/restore-point.ts';
import { pointListCard } from '../../src/views/restore-points.ts';
import { scheduleDidNotRun, scheduleListCard } from '../../src/views/schedules.ts';
import { snapshotListCard } from '../../src/views/snapshots.ts';
import { collectionId, minutesAgo, now, sampleRestorePoint, sampleSnapshot } from '../sample/azure.ts';
import { vmId } from '../sample/policy.ts';
import { listedChannel } from '../sample/talk.ts';

const offer = offering(createCatalog(commands));
const vm = 'pay-db-01';
const gigabyte = 1024 ** 3;
const machine = { kind: 'vm', name: vm, where: 'rg-payments', resources: [vmId('rg-payments', vm)] } as const;
const named = (name: string) => ({ ...machine, kind: 'point', name, where: vm }) as const;

const sizes = { 'pay-db-01-os': 128, 'data-1': 256, 'data-2': 128 };
const disks = (...percents: readonly number[]) =>
  Object.entries(sizes).map(([name, size], at) => ({
    name,
    percent: percents[at] ?? 0,
    sizeBytes: size * gigabyte,
    encryption: 'EncryptionAtRestWithPlatformKey',
  }));
const pointDisks = Object.entries(sizes).map(([diskName, size]) => ({
  id: diskName,
  diskName,
  sizeBytes: size * gigabyte,
  percent: 100,
  encryption: 'EncryptionAtRestWithPlatformKey',
}));

const copyOf = (hours: number, operation?: string): BegunCopy => ({
  copyId: `${collectionId('db-westus2')}/restorepoints/nightly-1120`,
  kind: 'restore-point',
  name: 'nightly-1120',
  sourceId: `${collectionId('db')}/restorepoints/nightly-1120`,
  region: 'westus2',
  place: collectionId('db-westus2'),
  vmId: machine.resources[0],
  begunAt: minutesAgo(hours * 60),
  ...(operation && { operation }),
});

const looked = (minutes: number, ...percents: readonly number[]) => ({
  at: minutesAgo(minutes),
  disks: disks(...percents).map(({ name, percent, sizeBytes }) => ({ name, percent, sizeBytes })),
});
const seen = (changes: Partial<CopySeen>): CopySeen => ({ gone: false, failed: false, disks: [], at: now, ...changes });
const recordOf = (copy: BegunCopy, changes: Partial<CopyRecord> = {}): CopyRecord => ({
  ...copy,
  looks: [],
  ...changes,
});

const own = copyOf(3.7, 'DR-1042');
const underWay = recordOf(own, {
  looks: [looked(180, 20, 4, 10), looked(120, 55, 19, 40), looked(60, 90, 40, 70), looked(8, 100, 62, 100)],
});
const old = copyOf(11 * 24, 'DR-1042');
const slow = recordOf(old, { looks: [looked(60, 60, 30, 50), looked(45, 61, 31, 51)] });
const standings = {
  arriving: standingOfCopy(own, underWay, seen({ disks: disks(100, 62, 100) })),
  late: standingOfCopy(old, slow, seen({ disks: disks(61, 31, 51) })),
  arrived: standingOfCopy(own, underWay, seen({ disks: disks(100, 100, 100) })),
  failed: standingOfCopy(own, underWay, seen({ failed: true })),
  gone: standingOfCopy(own, underWay, seen({ gone: true })),
};
const elsewhere = copyOf(1);
const watched = recordOf(elsewhere, { looks: [looked(58, 5, 2, 3), looked(8, 100, 62, 100)] });

const collection = { id: collectionId('db'), name: 'db', region: 'eastus' };
const source = sampleRestorePoint('nightly-1120', { disks: pointDisks });
const copied = sampleRestorePoint('nightly-1120', {
  id: own.copyId,
  region: 'westus2',
  copyOf: source.id,
  disks: pointDisks,
});
const pointOfSource = { id: 'rp-4k2m9q', point: source, collection };
const copy = (standing: keyof typeof standings) => ({
  id: 'rp-7v3x0c',
  point: copied,
  collection,
  record: standing === 'late' ? slow : underWay,
  standing: standings[standing],
});
const shownCopy = (standing: keyof typeof standings) => pointCard(copy(standing), named('rp-7v3x0c'), offer);

const list = { machine, collections: [collection], missing: [], readAt: now };
const failedBefore = { ...copy('failed'), id: 'rp-9w8e7r', standing: standings.failed };

const listedPoint = (id: string, changes: Partial<Point> = {}): Point => ({
  id,
  resourceId: id,
  mechanism: 'snapshot',
  at: minutesAgo(26 * 60),
  consistency: 'crash',
  region: 'eastus',
  restorable: { now: true },
  ...changes,
});
const ofSnapshot: BegunCopy = { ...copyOf(2), copyId: '/snapshots/os-1120-westus2', kind: 'snapshot', name: 'os-1120' };
const snapshotDisks = (percent: number) => [{ name: 'os-1120', percent, sizeBytes: 128 * gigabyte }];
const snapshotRecord = recordOf(ofSnapshot, { looks: [{ at: minutesAgo(90), disks: snapshotDisks(10) }] });
const snapshotSeen = (percent: number) => seen({ disks: snapshotDisks(percent) });
const snapshots = [
  {
    ...sampleSnapshot('os-1120', { sizeBytes: 128 * gigabyte }),
    shortId: 'sn-1a2b3c',
    disk: 'pay-db-01-os',
    point: listedPoint('sn-1a2b3c'),
  },
  {
    ...sampleSnapshot('os-1120', { region: 'westus2', copyOf: 'os-1120', percent: 40, sizeBytes: 128 * gigabyte }),
    shortId: 'sn-4d5e6f',
    disk: 'pay-db-01-os',
    point: listedPoint('sn-4d5e6f', { region: 'westus2', restorable: { now: false, why: 'copy at 40 %' } }),
    standing: standingOfCopy(ofSnapshot, snapshotRecord, snapshotSeen(40)),
  },
];

const schedule: Schedule = {
  id: 'DR-1042',
  target: { kind: 'application', name: 'payments', where: '4 VMs', resources: [] },
  everySeconds: 4 * 3600,
  keep: 12,
  copyTo: ['westus2'],
  consistency: 'application',
  addedBy: { person: 'ana', name: 'Ana Ruiz', account: 'slack T1/U-ana' },
  approvers: [],
  channel: listedChannel,
};

export const copiesViews: Readonly<Record<string, Message>> = {
  'restore-points': pointListCard({ ...list, points: [pointOfSource, copy('arriving'), failedBefore] }, offer),
  'restore-points-none': pointListCard({ ...list, points: [] }, offer),
  'restore-point': pointCard(pointOfSource, named('rp-4k2m9q'), offer),
  'restore-point-unknown': pointCard(undefined, named('rp-000000'), offer),
  'copy-arriving': shownCopy('arriving'),
  'copy-late': shownCopy('late'),
  'copy-arrived': shownCopy('arrived'),
  'copy-failed': shownCopy('failed'),
  'copy-gone': shownCopy('gone'),
  'copy-elsewhere': copyNews(standingOfCopy(elsewhere, watched, seen({ disks: disks(100, 62, 100) })), vm, 'rp-7v3x0c'),
  'copy-elsewhere-arrived': copyNews(
    standingOfCopy(elsewhere, watched, seen({ disks: disks(100, 100, 100) })),
    vm,
    'rp-7v3x0c',
  ),
  'copy-elsewhere-failed': copyNews(standingOfCopy(elsewhere, watched, seen({ failed: true })), vm, 'rp-7v3x0c'),
  'copy-of-unknown': copyNews(
    standingOfCopy({ ...elsewhere, vmId: undefined }, watched, seen({ disks: disks(100, 100, 100) })),
    undefined,
    'rp-7v3x0c',
  ),
  'snapshot-copy-arriving': copyNews(standingOfCopy(ofSnapshot, snapshotRecord, snapshotSeen(40)), vm, 'sn-4d5e6f'),
  'snapshot-copy-arrived': copyNews(standingOfCopy(ofSnapshot, snapshotRecord, snapshotSeen(100)), vm, 'sn-4d5e6f'),
  'snapshot-copy-failed': copyNews(
    standingOfCopy(ofSnapshot, snapshotRecord, {
      ...snapshotSeen(40),
      failed: true,
      why: 'The source of the copy is gone.',
    }),
    vm,
    'sn-4d5e6f',
  ),
  snapshots: snapshotListCard({ machine: vm, snapshots, missing: [], now }, offer),
  'snapshots-none': snapshotListCard({ machine: vm, snapshots: [], missing: [], now }, offer),
  schedules: scheduleListCard([schedule], 1, offer),
  'schedules-none': scheduleListCard([], 0, offer),
  'schedule-did-not-run': scheduleDidNotRun(schedule, 'the policy knows no Ana Ruiz any more.'),
};
