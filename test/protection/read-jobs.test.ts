import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Job } from '../../src/ports/azure/job.ts';
import { findJob, readEvents, readJobs } from '../../src/protection/read-jobs.ts';
import { minutesAgo, now, reading, recoveryVault, sampleJob, sampleReaders } from '../sample/azure.ts';
import { samplePolicy, vmId } from '../sample/policy.ts';

const azure = (recovery: readonly Job[], backup: readonly Job[] = []) =>
  sampleReaders({
    recovery: {
      jobs: async () => reading(recovery),
      job: async (id) => reading({ ...sampleJob('whole'), id, tasks: [{ name: 'one', state: 'running', tasks: [] }] }),
    },
    backup: {
      jobs: async () => reading(backup),
      job: async (id) => reading({ ...sampleJob('whole'), id, service: 'backup' }),
    },
  });

type MayRead = Parameters<typeof readJobs>[1]['mayRead'];
const sight = (readers: ReturnType<typeof sampleReaders>['readers'], mayRead: MayRead = () => true) => ({
  readers,
  policy: samplePolicy(),
  now: () => now,
  mayRead,
});

const anyJob = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    state: fc.constantFrom('running', 'succeeded', 'failed', 'waiting' as const),
    minutes: fc.option(fc.nat(1000), { nil: undefined }),
  })
  .map(({ name, state, minutes }) => {
    const { startedAt: _, ...job } = sampleJob(name, { state: state as Job['state'] });
    return minutes === undefined ? job : { ...job, startedAt: minutesAgo(minutes) };
  });

test('jobs of all services are one list: what goes on first, then newest first, each once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyJob), fc.array(anyJob), async (recovery, backup) => {
      const jobs = [...recovery, ...backup];
      const { jobs: merged } = await readJobs(3600, sight(azure(recovery, backup).readers));

      expect(merged.map(({ name }) => name).sort()).toEqual([...new Set(jobs.map(({ name }) => name))].sort());
      const ended = merged.map(({ state }) => (state === 'running' || state === 'waiting' ? 0 : 1));
      expect(ended).toEqual([...ended].sort());
      for (const open of [0, 1]) {
        const times = merged.filter((_, at) => ended[at] === open).map((job) => job.startedAt?.getTime() ?? Infinity);
        expect(times).toEqual([...times].sort((a, b) => (a === b ? 0 : b - a)));
      }
    }),
  );
});

test('the list reaches back so far, and is read once for each service', async () => {
  const { readers, asked } = azure([sampleJob('a')], [sampleJob('b', { id: '/backup/b', service: 'backup' })]);

  const { jobs, since } = await readJobs(3600, sight(readers));

  expect(jobs.map(({ name }) => name).sort()).toEqual(['a', 'b']);
  expect(since).toEqual(minutesAgo(60));
  expect(asked).toEqual(['recovery.jobs', 'backup.jobs']);
});

test('jobs of an area or a machine that the asker may not read are left out', async () => {
  const { readers } = azure(
    [sampleJob('mine'), sampleJob('theirs', { about: 'ord-db-01' }), sampleJob('nobodys', { about: 'unlisted' })],
    [sampleJob('backup', { id: '/backup/b', service: 'backup' })],
  );

  const { jobs, leftOut } = await readJobs(
    3600,
    sight(readers, (area, ...ids) => area === 'recovery' && ids.includes(vmId('rg-payments', 'pay-db-01'))),
  );

  expect([jobs.map(({ name }) => name), leftOut]).toEqual([['mine'], 3]);
});

test.each(['72b6d1a9', '72B6', sampleJob('72b6d1a9-1111').id.toUpperCase()])('a job is found by %s', async (typed) => {
  const { readers } = azure([sampleJob('72b6d1a9-1111'), sampleJob('5f59fa6b-2222')]);

  const found = await findJob(typed, sight(readers));

  expect(found).toMatchObject({ kind: 'job', job: { id: sampleJob('72b6d1a9-1111').id, tasks: [{ name: 'one' }] } });
});

test('a beginning that several jobs share is answered with them, and one that none has with nothing', async () => {
  const { readers } = azure([sampleJob('72b6-1'), sampleJob('72b6-2')]);

  expect(await findJob('72b6', sight(readers))).toMatchObject({ kind: 'several', jobs: [{}, {}] });
  expect(await findJob('9', sight(readers))).toMatchObject({ kind: 'none' });
});

test('a job of a backup is asked of Azure Backup', async () => {
  const { readers, asked } = azure([], [sampleJob('b-1', { id: '/backup/b', service: 'cross-region-restore' })]);

  await findJob('b-1', sight(readers));

  expect(asked.at(-1)).toBe('backup.job');
});

test('events come newest first', async () => {
  const event = (id: string, minutes: number) =>
    ({ id, at: minutesAgo(minutes), vaultId: recoveryVault, about: 'pay-db-01', what: id, severity: 'info' }) as const;
  const { readers } = sampleReaders({ recovery: { events: async () => reading([event('old', 9), event('new', 1)]) } });

  const { events } = await readEvents(3600, sight(readers));

  expect(events.map(({ id }) => id)).toEqual(['new', 'old']);
});
