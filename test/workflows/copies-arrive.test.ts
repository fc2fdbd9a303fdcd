import { expect, test } from 'vitest';
import type { CopiesReader, DiskPoint, PointProgress } from '../../src/ports/azure/copies.ts';
import type { CopyRecord } from '../../src/ports/copy-records.ts';
import { copyRestorePoint } from '../../src/workflows/copies/copy-restore-point.ts';
import type { Tools } from '../../src/workflows/tools.ts';
import { minutesAgo, now } from '../sample/azure.ts';
import { nothingKept } from '../sample/kept.ts';
import { sampleRunning } from '../sample/running.ts';

const collectionId = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/restorePointCollections/west';
const order = {
  vmId: '/vms/pay-db-01',
  sourceCollectionId: '/source',
  pointName: 'monday',
  collectionId,
  region: 'westus',
  tags: {},
};

const copy = (...percents: readonly (number | undefined)[]): PointProgress => ({
  provisioning: 'succeeded',
  disks: percents.map(
    (percent, at): DiskPoint => ({
      id: `/disk/${at}`,
      diskName: `disk-${at}`,
      encryption: 'EncryptionAtRestWithPlatformKey',
      ...(percent !== undefined && { percent }),
    }),
  ),
});

const reading = <Value>(value: Value) => ({ value, readAt: now, missing: [] });

/** An Azure with this copy, or with nothing; and what is remembered. */
const toolsWith = (there: PointProgress | undefined, records: readonly CopyRecord[] = []): Tools => {
  const copies: Partial<CopiesReader> = {
    collection: async () => reading(there ? { id: collectionId, name: 'west', region: 'westus' } : undefined),
    progress: async () => reading(there),
  };
  const remembered = { ...nothingKept.copies, read: async () => records[0], begunInto: async () => records };
  return { readers: { copies }, writers: {}, kept: { ...nothingKept, copies: remembered } } as unknown as Tools;
};

const record = (minutes: number, changes: Partial<CopyRecord> = {}): CopyRecord => ({
  copyId: `${collectionId}/restorepoints/monday`.toLowerCase(),
  kind: 'restore-point',
  name: 'monday',
  sourceId: '/source/restorepoints/monday',
  region: 'westus',
  place: collectionId.toLowerCase(),
  begunAt: minutesAgo(minutes),
  operation: 'DR-1042',
  looks: [],
  ...changes,
});

const look = (minutes: number, percent: number) => ({
  at: minutesAgo(minutes),
  disks: [{ name: 'disk-0', percent }],
});

const token = {
  kind: 'resource',
  at: '/copy',
  resource: '/copy',
  acceptedAt: minutesAgo(30).toISOString(),
} as const;
const [collection, begin, arrive] = copyRestorePoint.steps(order, sampleRunning);
const arrival = (there: PointProgress | undefined, ...records: readonly CopyRecord[]) =>
  arrive?.standing(toolsWith(there, records), token);

/** At most seven times an hour, and with a minute's delay still before Azure's next report. */
const usual = expect.toSatisfy((seconds: number) => seconds * 7 > 3600 && seconds + 60 <= 600);

test('has arrived when every disk has, and tells how it is encrypted', async () => {
  expect(await arrival(copy(100, 100))).toEqual({
    state: 'succeeded',
    result: "both disks at 100 %, encrypted with the platform's keys",
  });
  expect(await arrival(copy(100, 99))).toMatchObject({ state: 'running', percent: 99 });
  expect(await arrival(copy(100, undefined))).toMatchObject({
    state: 'running',
    percent: 50,
    askAgainInSeconds: usual,
  });
  expect(await arrival(copy())).toMatchObject({ state: 'running', percent: 0 });
});

test('it is asked more often only when the end is near', async () => {
  const slow = record(60, { looks: [look(40, 10), look(10, 20)] });
  const fast = record(60, { looks: [look(40, 10), look(10, 88)] });

  expect(await arrival(copy(20), slow)).toMatchObject({ askAgainInSeconds: usual, detail: '20 %, about 3 h left' });
  expect(await arrival(copy(88), fast)).toMatchObject({ askAgainInSeconds: 120, detail: '88 %, due any moment' });
});

test('silence is remarked on after two intervals, and not before', async () => {
  expect(await arrival(copy(0), record(30, { looks: [look(19, 0)] }))).toMatchObject({ detail: '0 %' });
  expect(await arrival(copy(0), record(40, { looks: [look(21, 0)] }))).toMatchObject({
    detail: '0 %, nothing new from Azure for 20 min, as is usual for disks with few changes',
  });
});

test('at ten days it says that Azure ends it at fourteen', async () => {
  const tenDays = record(10 * 24 * 60, { looks: [look(5, 60)] });

  expect(await arrival(copy(60), tenDays)).toMatchObject({
    detail: expect.stringContaining('it has taken 10 days: Azure ends it at two weeks, on 2026-11-24 14:00 UTC'),
  });
});

test('has failed when Azure says so of one disk or of the whole, and when it is gone', async () => {
  const [disk] = copy(62).disks;
  const givenUp = { ...copy(100), disks: disk ? [{ ...disk, copyFailed: true as const }] : [] };

  expect(await arrival(givenUp)).toMatchObject({ state: 'failed', problem: { code: 'CopyFailed' } });
  expect(await arrival({ ...copy(100), provisioning: 'failed' })).toMatchObject({ problem: { code: 'CopyFailed' } });
  expect(await arrival(undefined)).toMatchObject({ state: 'failed', problem: { code: 'CopyGone' } });
});

test('of a copy that failed, what Azure forgets is remembered', async () => {
  const [disk] = copy(62).disks;
  const { percent: _, ...silent } = disk ?? { id: '', diskName: '' };
  const failed: PointProgress = { provisioning: 'succeeded', disks: [{ ...silent, copyFailed: true }] };

  expect(await arrival(failed, record(60, { looks: [look(40, 10), look(20, 62)] }))).toMatchObject({
    problem: {
      code: 'CopyFailed',
      message: expect.stringContaining('When I last saw something new (13:40 UTC), disk disk-0 stood at 62 %.'),
    },
  });
  expect(await arrival(failed, record(15 * 24 * 60))).toMatchObject({ problem: { code: 'CopyEndedAtTwoWeeks' } });
});

test('what is there is neither made nor begun again, whoever made it', async () => {
  for (const step of [collection, begin]) {
    expect(await step?.look(toolsWith(copy(10)))).toMatchObject({ kind: 'done' });
    expect(await step?.look(toolsWith(undefined))).toEqual({ kind: 'to-do' });
    expect(await step?.reconcile(toolsWith(copy(10)), { requestId: 'r', sentAt: new Date() })).toMatchObject({
      seen: 'done',
    });
    expect(await step?.reconcile(toolsWith(undefined), { requestId: 'r', sentAt: new Date() })).toEqual({
      seen: 'nothing',
    });
  }
});

test('a fourth copy into one collection within an hour waits, and says until when', async () => {
  const recent = [record(50), record(40), record(30)];

  expect(await begin?.look(toolsWith(undefined, recent))).toEqual({
    kind: 'not-yet',
    why: 'West US takes 3 copies an hour into one collection: this one begins at 14:10 UTC',
    askAgainInSeconds: 601,
  });
});

test('an order that is none is not read', () => {
  expect(() => copyRestorePoint.readOrder({ ...order, vmId: 5 })).toThrow();
});
