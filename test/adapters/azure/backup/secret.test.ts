import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Fault } from '../../../../rehearsal/azure/wire/faults.ts';
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

/** All that can be seen of a thing, hidden properties and causes included. */
const laidOpen = (thing: unknown): string =>
  inspect(thing, { depth: 30, showHidden: true, maxArrayLength: null, maxStringLength: null });

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
  const message = `The token ${beginning}.e30.sig is not valid.`;
  world.fixture.azure.faults.add(
    { operation: 'RecoveryPoints_GetAccessToken' },
    { kind: 'error', status: 400, code: 'BMSUserErrorInvalidInput', message: 'No such point.' },
  );

  const error = await restore().catch((thrown: unknown) => thrown);

  expect(laidOpen(error)).not.toContain(message);
  expect(error).toMatchObject({ problem: { code: 'BMSUserErrorInvalidInput' } });
});

test('the access token is asked for anew with each restore: it is kept nowhere', async () => {
  await restore();
  await restore();

  expect(world.arrivals('RecoveryPoints_GetAccessToken')).toBe(2);
});
