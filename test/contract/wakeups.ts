import { describe, expect, it, onTestFinished } from 'vitest';
import type { Approvals } from '../../src/ports/approvals.ts';
import type { Journal } from '../../src/ports/journal.ts';
import type { Duty, Wakeups } from '../../src/ports/wakeups.ts';
import { ended, journalStart, openOne, progressed } from './sample-change.ts';

type Handler = Parameters<Wakeups['start']>[1];

interface WakingReplica {
  readonly approvals: Approvals;
  readonly journal: Journal;
  readonly wakeups: Wakeups;
}

const WAIT = { timeout: 10_000, interval: 20 };
const FAR = 4_000_000_000_000;

/**
 * What every `Wakeups` does. `make` gives one more replica of the same, at first empty, deployment; it handles two at a
 * time and sweeps often. `loseJobs` takes away whatever wakes up but the due times themselves.
 */
export function describeWakeups(name: string, make: () => Promise<WakingReplica>, loseJobs: () => Promise<void>): void {
  describe(name, () => {
    it('wakes an operation whose time has come, in one worker, and again each time it says so', async () => {
      const [one, other] = [await make(), await make()];
      const woken: string[] = [];
      const step = async (id: string, version: number) => {
        woken.push(`${id} ${version}`);
        if (version < 4) await one.journal.append(id, version, [progressed('a')], Date.now());
        else await one.journal.append(id, version, [ended], null);
      };
      await run(one, step);
      await run(other, step);

      await one.journal.create({ ...journalStart('DR-1001'), wakeInMs: 0 });

      await expect.poll(() => one.journal.unfinished(), WAIT).toEqual([]);
      expect(woken).toEqual(expect.arrayContaining(['DR-1001 1', 'DR-1001 2', 'DR-1001 3', 'DR-1001 4']));
    });

    it('leaves alone what is not due, and what has ended', async () => {
      const replica = await make();
      const woken: string[] = [];
      await replica.journal.create(journalStart('DR-1001'));
      await replica.journal.create(journalStart('DR-1002'));
      await replica.journal.append('DR-1002', 1, [ended], null);

      await run(replica, async (id) => {
        woken.push(id);
        await replica.journal.append(id, 1, [], FAR);
      });
      await replica.journal.create({ ...journalStart('DR-1003'), wakeInMs: 0 });

      await expect.poll(() => woken, WAIT).toContain('DR-1003');
      expect(new Set(woken)).toEqual(new Set(['DR-1003']));
    });

    it('says for how long the longest overdue has waited', async () => {
      const { journal, wakeups } = await make();
      expect(await wakeups.lag()).toBe(0);
      await journal.create(journalStart('DR-1001'));
      // News of a beginning is due at once.
      expect(await wakeups.lag()).toBeLessThan(60_000);

      await journal.postpone('DR-1001', 1, Date.now() - 60_000);
      await journal.create({ ...journalStart('DR-1002'), wakeInMs: 0 });

      const lag = await wakeups.lag();
      expect(lag).toBeGreaterThanOrEqual(60_000);
      expect(lag).toBeLessThan(90_000);
    });

    it('goes on with one that only postponed itself, while its handler was still running', async () => {
      const replica = await make();
      let times = 0;
      await run(replica, async (id, version) => {
        times += 1;
        await replica.journal.postpone(id, version, Date.now() + (times < 4 ? 1 : 1e9));
      });

      await replica.journal.create({ ...journalStart('DR-1001'), wakeInMs: 0 });

      await expect.poll(() => times, WAIT).toBeGreaterThanOrEqual(4);
    });

    it('wakes a request when it is over', async () => {
      const replica = await make();
      const woken: string[] = [];
      const expired: string[] = [];
      const expire = async (id: string) => {
        woken.push(id);
        expired.push(...(await replica.approvals.expire()).map((request) => request.id));
      };
      await run(replica, expire, 'front');

      await openOne(replica.approvals, { lifetimeSeconds: 0.05 });

      await expect.poll(() => expired, WAIT).toEqual(['DR-1001']);
      expect(woken[0]).toBe('request:DR-1001');
    });

    it('makes good a job that was lost', async () => {
      const replica = await make();
      await replica.journal.create({ ...journalStart('DR-1001'), wakeInMs: 50 });
      await openOne(replica.approvals, { lifetimeSeconds: 0.05 });
      await loseJobs();
      const woken = new Set<string>();

      const note = async (id: string) => void woken.add(id);
      await run(replica, note, 'front', 'worker');

      await expect.poll(() => [...woken].sort(), WAIT).toEqual(['DR-1001', 'news:DR-1001', 'request:DR-1001']);
    });

    it('tries again what failed', async () => {
      const replica = await make();
      let tries = 0;
      await run(replica, async (id, version) => {
        tries += 1;
        if (tries < 3) throw new Error('Azure is not there.');
        await replica.journal.append(id, version, [ended], null);
      });

      await replica.journal.create({ ...journalStart('DR-1001'), wakeInMs: 0 });

      await expect.poll(() => replica.journal.unfinished(), WAIT).toEqual([]);
      expect(tries).toBe(3);
    });

    it('wakes a front for what an operation wrote down, and a worker never', async () => {
      const replica = await make();
      const woken: string[] = [];
      const note = (duty: Duty) => async (id: string) => void woken.push(`${duty} ${id}`);
      onTestFinished(() => replica.wakeups.stop());
      await replica.wakeups.start('front', note('front'));
      await replica.wakeups.start('worker', note('worker'));

      await replica.journal.create({ ...journalStart('DR-1001'), wakeInMs: 0 });

      await expect.poll(() => new Set(woken), WAIT).toEqual(new Set(['front news:DR-1001', 'worker DR-1001']));
    });

    it('comes round again and again, in one front at a time, however often it is asked for', async () => {
      const [one, other] = [await make(), await make()];
      const rounds: string[] = [];
      const note = async (id: string) => void rounds.push(id);
      await run(one, note, 'front');
      await run(other, note, 'front');

      await Promise.all([one.wakeups.every('watch', 0.2), other.wakeups.every('watch', 0.2)]);

      await expect.poll(() => rounds.length, WAIT).toBeGreaterThanOrEqual(3);
      expect(new Set(rounds)).toEqual(new Set(['round:watch']));
    });

    it('runs no more at once than it may, and all in the end', async () => {
      const replica = await make();
      const ids = Array.from({ length: 12 }, (_, number) => `DR-${1001 + number}`);
      for (const id of ids) await replica.journal.create({ ...journalStart(id), wakeInMs: 0 });
      let running = 0;
      let most = 0;

      await run(replica, async (id, version) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
        await replica.journal.append(id, version, [ended], null);
      });

      await expect.poll(() => replica.journal.unfinished(), WAIT).toEqual([]);
      expect(most).toBe(2);
    });

    it('stops after what is running, and starts nothing more', async () => {
      const replica = await make();
      const woken: string[] = [];
      let finish = () => {};
      const finished = new Promise<void>((resolve) => {
        finish = resolve;
      });
      await replica.wakeups.start('worker', async (id) => {
        woken.push(id);
        await finished;
        woken.push(`${id} finished`);
      });
      await replica.journal.create({ ...journalStart('DR-1001'), wakeInMs: 0 });
      await expect.poll(() => woken, WAIT).toEqual(['DR-1001']);

      const stopping = replica.wakeups.stop();
      await replica.journal.create({ ...journalStart('DR-1002'), wakeInMs: 0 });
      finish();
      await stopping;

      expect(woken).toEqual(['DR-1001', 'DR-1001 finished']);
    });
  });
}

async function run({ wakeups }: WakingReplica, handler: Handler, ...duties: readonly Duty[]): Promise<void> {
  onTestFinished(() => wakeups.stop());
  for (const duty of duties.length > 0 ? duties : ['worker' as const]) await wakeups.start(duty, handler);
}
