import { expect, test } from 'vitest';
import type { CopiesReader, RestorePoint } from '../../src/ports/azure/copies.ts';
import { copyRestorePoint } from '../../src/workflows/copy-restore-point.ts';
import type { Tools } from '../../src/workflows/tools.ts';
import { reading } from '../sample/azure.ts';
import { sampleRunning } from '../sample/running.ts';

const collectionId = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/restorePointCollections/west';
const order = {
  sourceId: '/source/restorePoints/monday',
  sourceCollectionId: '/source',
  pointName: 'monday',
  id: `${collectionId}/restorePoints/monday`,
  collectionId,
  region: 'westus',
  tags: {},
};

const copy = (...percents: readonly (number | undefined)[]): RestorePoint => ({
  id: order.id.toUpperCase(),
  name: 'monday',
  collectionId,
  region: 'westus',
  consistency: 'crash',
  provisioning: 'succeeded',
  disks: percents.map((percent, at) => ({
    id: `/disk/${at}`,
    diskName: `disk-${at}`,
    ...(percent !== undefined && { percent }),
  })),
});

/** An Azure with this copy, or with nothing. */
const toolsWith = (there: RestorePoint | undefined): Tools => {
  const copies: Partial<CopiesReader> = {
    collections: async () => reading(there ? [{ id: collectionId.toUpperCase(), name: 'west', region: 'westus' }] : []),
    restorePoints: async () => reading(there ? [there] : []),
    restorePoint: async () => {
      if (!there) throw new Error('It is not there.');
      return reading(there);
    },
  };
  return { readers: { copies }, writers: {} } as unknown as Tools;
};

const token = { kind: 'resource', at: order.id, resource: order.id, acceptedAt: '' } as const;
const [collection, begin, arrive] = copyRestorePoint.steps(order, sampleRunning);
const arrival = (there: RestorePoint | undefined) => arrive?.standing(toolsWith(there), token);

test('has arrived when every disk has', async () => {
  expect(await arrival(copy(100, 100))).toEqual({ state: 'succeeded', result: 'all 2 disks at 100 %' });
  expect(await arrival(copy(100, 99))).toMatchObject({ state: 'running', percent: 99, askAgainInSeconds: 60 });
  expect(await arrival(copy(100, undefined))).toMatchObject({ state: 'running', percent: 50, askAgainInSeconds: 600 });
  expect(await arrival(copy())).toMatchObject({ state: 'running', percent: 0 });
});

test('has failed when Azure says so of one disk or of the whole, and when it is gone', async () => {
  const [disk] = copy(62).disks;
  const givenUp = { ...copy(100), disks: disk ? [{ ...disk, copyFailed: true as const }] : [] };

  expect(await arrival(givenUp)).toMatchObject({ state: 'failed', problem: { code: 'CopyFailed' } });
  expect(await arrival({ ...copy(100), provisioning: 'failed' })).toMatchObject({ problem: { code: 'CopyFailed' } });
  expect(await arrival(undefined)).toMatchObject({ state: 'failed', problem: { code: 'CopyGone' } });
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

test('an order that is none is not read', () => {
  expect(() => copyRestorePoint.readOrder({ ...order, id: 5 })).toThrow();
});
