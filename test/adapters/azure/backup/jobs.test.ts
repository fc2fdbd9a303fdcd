import { afterEach, beforeEach, expect, test } from 'vitest';
import { gapWords } from '../../../../src/views/gap-words.ts';
import {
  type BackupWorld,
  diskOrder,
  ended,
  newestPoint,
  newestSecondaryPoint,
  northernOrder,
  sending,
  startBackupWorld,
} from './backup-world.ts';

let world: BackupWorld;

beforeEach(async () => {
  world = await startBackupWorld();
});

afterEach(() => world.fixture.close());

const now = () => world.fixture.azure.clock.now();
const hoursAgo = (hours: number) => new Date(now() - hours * 3_600_000);
const backUp = () =>
  world.adapter.writer.backUpNow({ itemId: world.itemId, keepUntil: new Date(now() + 86_400_000) }, sending());

test('jobs of both regions are one list, the newest first', async () => {
  await world.adapter.writer.restore(diskOrder(world, await newestPoint(world)), sending());
  world.fixture.azure.clock.advance(60);
  await world.adapter.writer.restoreInSecondary(northernOrder(world, await newestSecondaryPoint(world)), sending());

  const { value, missing } = await world.adapter.reader.jobs(hoursAgo(1));

  expect(missing).toEqual([]);
  expect(value.map(({ service, what, about, state, allowed }) => [service, what, about, state, allowed])).toEqual([
    ['cross-region-restore', 'CrossRegionRestore', 'vm-sql', 'running', []],
    ['backup', 'Restore', 'vm-sql', 'running', ['cancel']],
  ]);
});

test('a job joins the call that began it, and is read with its tasks', async () => {
  const said = sending();
  await world.adapter.writer.backUpNow({ itemId: world.itemId, keepUntil: new Date(now() + 86_400_000) }, said);
  world.fixture.azure.clock.advance(60);

  const [listed] = (await world.adapter.reader.jobs(hoursAgo(1))).value;
  const { value: job } = await world.adapter.reader.job(`${listed?.id}`);

  expect(listed?.requestId).toBe(said.requestId);
  expect(job).toMatchObject({ id: listed?.id, name: listed?.name, vaultId: world.estate.vaultId, state: 'running' });
  expect(job.tasks.map(({ name, state }) => [name, state])).toEqual([
    ['Take Snapshot', 'running'],
    ['Transfer data to vault', 'waiting'],
  ]);
  expect(job.tasks[1]).not.toHaveProperty('startedAt');
});

test('a job in the secondary region is read by its id, primary region or not', async () => {
  await world.adapter.writer.restoreInSecondary(northernOrder(world, await newestSecondaryPoint(world)), sending());
  const [listed] = (await world.adapter.reader.jobs(hoursAgo(1))).value;
  world.fixture.azure.faults.regionDown('westeurope');
  world.fixture.azure.clock.advance(5);

  const { value: job } = await world.anotherAdapter().reader.job(`${listed?.id}`);

  expect(job).toMatchObject({ id: listed?.id, service: 'cross-region-restore', vaultId: world.estate.vaultId });
  expect(job.tasks).toMatchObject([{ name: 'Transfer data from vault', state: 'running' }]);
});

test('of a lost primary region, the jobs of the secondary one remain', async () => {
  await world.adapter.writer.restoreInSecondary(northernOrder(world, await newestSecondaryPoint(world)), sending());
  await world.adapter.reader.jobs(hoursAgo(1));
  world.fixture.azure.faults.regionDown('westeurope');
  world.fixture.azure.clock.advance(61);

  const { value, missing } = await world.adapter.reader.jobs(hoursAgo(1));

  expect(value.map(({ service }) => service)).toEqual(['cross-region-restore']);
  expect(missing).toEqual([{ kind: 'silent', region: 'westeurope' }]);
});

test('however many ask, each list is read once a minute', async () => {
  await backUp();

  for (let second = 0; second < 59; second += 5) {
    await Promise.all([world.adapter.reader.jobs(hoursAgo(1)), world.adapter.reader.jobs(hoursAgo(3))]);
    world.fixture.azure.clock.advance(5);
  }
  const within = [world.arrivals('BackupJobs_List'), world.arrivals('BackupCrrJobs_List')];
  world.fixture.azure.clock.advance(5);
  await world.adapter.reader.jobs(hoursAgo(1));

  expect(within).toEqual([1, 1]);
  expect(world.arrivals('BackupJobs_List')).toBe(2);
});

test('whoever looks further back gets more, and for a while the others share it', async () => {
  await backUp();
  world.fixture.azure.clock.advance(3 * 86_400);

  const day = (await world.adapter.reader.jobs(hoursAgo(24))).value;
  const week = (await world.adapter.reader.jobs(hoursAgo(24 * 7))).value;
  const again = (await world.adapter.reader.jobs(hoursAgo(24))).value;

  // One regular backup a day, and in the week the one on demand as well.
  expect([day.length, week.length, again.length]).toEqual([1, 8, 1]);
  expect(world.arrivals('BackupJobs_List')).toBe(2);
});

test('an hour of polling by everybody stays far below what Azure allows', async () => {
  await world.fixture.close();
  world = await startBackupWorld({ limits: 'azure' });
  const token = await backUp();

  for (let round = 0; round < 240; round += 1) {
    await world.adapter.reader.jobs(hoursAgo(1));
    await world.adapter.writer.standing(token);
    world.fixture.azure.clock.advance(15);
  }

  // The reader and the writer stand for two processes here: each has a list of its own.
  expect(world.arrivals('BackupJobs_List') + world.arrivals('JobDetails_Get')).toBeLessThanOrEqual(2 * 60 + 4);
  expect(world.fixture.azure.log.lines().filter(({ status }) => status === 429)).toEqual([]);
});

test('an hour of many restores at once, followed by two processes, stays below what Azure allows', async () => {
  await world.fixture.close();
  world = await startBackupWorld({ limits: 'azure' });
  world.fixture.azure.faults.add({ operation: 'Restores_Trigger' }, { kind: 'stuck' });
  const order = diskOrder(world, await newestPoint(world));
  const tokens = await Promise.all(Array.from({ length: 15 }, () => world.adapter.writer.restore(order, sending())));

  const seen: string[] = [];
  for (let round = 0; round < 60; round += 1) {
    await world.adapter.reader.jobs(hoursAgo(1));
    for (const token of tokens) seen.push((await world.adapter.writer.standing(token)).state);
    world.fixture.azure.clock.advance(60);
  }

  expect(seen.filter((state) => state === 'running')).toHaveLength(15 * 60);
  expect(world.fixture.azure.log.lines().filter(({ status }) => status === 429)).toEqual([]);
  expect(world.arrivals('BackupJobs_List') + world.arrivals('JobDetails_Get')).toBeLessThanOrEqual(150);
});

test('a Cross Region Restore is asked after by few writes, and nothing offers to cancel it', async () => {
  const order = northernOrder(world, await newestSecondaryPoint(world));
  const token = await world.adapter.writer.restoreInSecondary(order, sending());
  const [running] = (await world.adapter.reader.jobs(hoursAgo(1))).value;
  const began = now();

  const standing = await ended(world, token, world.adapter);

  const minutes = (now() - began) / 60_000;
  const asked = world.arrivals('BackupCrrJobs_List') + world.arrivals('BackupCrrJobDetails_Get');
  expect(running).toMatchObject({ service: 'cross-region-restore', state: 'running', allowed: [] });
  expect(standing.state).toBe('succeeded');
  expect(minutes).toBeGreaterThan(10);
  // The reader and the writer have a list of their own each; its percentage is a look in five minutes.
  expect(asked).toBeLessThanOrEqual(minutes + minutes / 5 + 3);
});

const refusal =
  "Number of requests for action 'Microsoft.RecoveryServices/vaults/backupJobs/read' exceeded the limit of '150' for time interval '01:00:00'. Please try again after '324' seconds.";

function refuseJobReads(): void {
  world.fixture.azure.faults.add(
    { operation: 'BackupJobs_List' },
    { kind: 'error', status: 429, code: 'ResourceRequestsThrottled', message: refusal },
  );
}

test('where Azure asks to wait, the last list is shown, and it is not asked again before', async () => {
  await backUp();
  await world.adapter.reader.jobs(hoursAgo(1));
  world.fixture.azure.clock.advance(61);
  refuseJobReads();

  const held = await world.adapter.reader.jobs(hoursAgo(1));
  const asked = world.arrivals('BackupJobs_List');
  world.fixture.azure.clock.advance(300);
  await world.adapter.reader.jobs(hoursAgo(1));
  const during = world.arrivals('BackupJobs_List');
  world.fixture.azure.faults.clear();
  world.fixture.azure.clock.advance(25);
  const after = await world.adapter.reader.jobs(hoursAgo(1));

  expect(held.value).toHaveLength(1);
  expect(gapWords(held.missing)).toMatch(/^The jobs of vault rsv-app are as of .* again in 324 seconds\.$/);
  expect([asked, during]).toEqual([2, 2]);
  expect([world.arrivals('BackupJobs_List'), after.missing]).toEqual([3, []]);
});

test('an operation goes on while Azure does not tell of it, and is asked for when it may be', async () => {
  const token = await backUp();
  world.fixture.azure.clock.advance(10);
  refuseJobReads();

  const standing = await world.adapter.writer.standing(token);

  expect(standing).toEqual({ state: 'running', askAgainInSeconds: 324 });
});

test('a job whose tasks Azure does not tell now is shown without them', async () => {
  await backUp();
  const [listed] = (await world.adapter.reader.jobs(hoursAgo(1))).value;
  world.fixture.azure.faults.add(
    { operation: 'JobDetails_Get' },
    { kind: 'error', status: 429, code: 'ResourceRequestsThrottled', message: refusal },
  );

  const { value: job, missing } = await world.adapter.reader.job(`${listed?.id}`);

  expect(job).toMatchObject({ name: listed?.name, tasks: [] });
  expect(gapWords(missing)).toBe(`The tasks of job ${listed?.name} are missing.`);
});
