import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { accessDetailsShape } from '../../../../adapters/azure/backup/cross-region-shapes.ts';
import { restoreInSecondary } from '../../../../adapters/azure/backup/secondary-restore.ts';
import type { Core } from '../../../../adapters/azure/core/core.ts';
import type { Fault } from '../../../../rehearsal/azure/wire/faults.ts';
import { AzureRefused } from '../../../../src/errors/azure.ts';
import {
  type BackupWorld,
  ended,
  newestSecondaryPoint,
  northernOrder,
  sending,
  startBackupWorld,
} from './backup-world.ts';

let world: BackupWorld;
const written: string[] = [];

beforeEach(async () => {
  written.length = 0;
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
  }
  world = await startBackupWorld();
});

afterEach(async () => {
  vi.restoreAllMocks();
  await world.fixture.close();
});

/** The first part of every access token of the rehearsal: `{"alg":"HS256","typ":"JWT"}`. */
const beginning = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url');

/** All that can be seen of a thing, hidden properties and causes included, and not what it makes of itself. */
const laidOpen = (thing: unknown): string =>
  inspect(thing, { depth: 30, showHidden: true, customInspect: false, maxArrayLength: null, maxStringLength: null });

const restore = async () =>
  world.adapter.writer.restoreInSecondary(northernOrder(world, await newestSecondaryPoint(world)), sending());

const trigger = 'CrossRegionRestore_Trigger';

test('the token of an operation, what is recorded and what is written show nothing of the access token', async () => {
  const token = await restore();
  const standing = await ended(world, token, world.adapter);
  const jobs = await world.adapter.reader.jobs(new Date(0));

  const seen = laidOpen([token, standing, jobs, world.adapter.calls, world.adapter.writer, world.adapter.reader]);
  expect(world.arrivals('RecoveryPoints_GetAccessToken')).toBe(1);
  expect(seen).not.toContain(beginning);
  expect(written.join('')).not.toContain(beginning);
});

test.each<[string, Fault]>([
  ['an error after accepting', { kind: 'error-after-accepting', status: 500 }],
  ['a broken connection', { kind: 'drop-after-accepting' }],
  ['a connection broken before', { kind: 'drop-before-accepting' }],
  ['a request to wait', { kind: 'throttle', retryAfter: 30 }],
  ['a refusal', { kind: 'error', status: 400, code: 'BMSUserErrorInvalidCrrAccessToken', message: 'No.' }],
])('what is thrown after %s shows nothing of the access token', async (_case, fault) => {
  world.fixture.azure.faults.add({ operation: trigger }, fault);

  const error = await restore().catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(Error);
  expect(world.arrivals(trigger)).toBe(1);
  expect(laidOpen(error)).not.toContain(beginning);
  expect(written.join('')).not.toContain(beginning);
});

test('a refusal that repeats the access token is told without it', async () => {
  const { core } = world.adapter;
  let token = '';
  const listening: Core = {
    ...core,
    read: {
      ...core.read,
      async secret(question) {
        const details = await core.read.secret(question);
        token = accessDetailsShape.parse(details).properties.accessTokenString;
        return details;
      },
    },
    send: async ({ what }) => {
      throw new AzureRefused({ what, code: 'InvalidToken', message: `The token ${token} is not valid.` });
    },
  };
  const order = northernOrder(world, await newestSecondaryPoint(world));

  const error = await restoreInSecondary(listening, order, sending()).catch((thrown: unknown) => thrown);

  expect(token).toContain(beginning);
  expect(error).toMatchObject({ problem: { message: 'The token (access token) is not valid.' } });
  expect(laidOpen(error)).not.toContain(token);
});

test('the access token is asked for anew with each restore: it is kept nowhere', async () => {
  await restore();
  await restore();

  expect(world.arrivals('RecoveryPoints_GetAccessToken')).toBe(2);
});
