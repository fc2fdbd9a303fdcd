import { expect, test } from 'vitest';
import { statuses } from '../../src/protection/machine-status.ts';
import { practiceOf } from '../../src/protection/practice.ts';
import { minutesAgo, now, sampleItem, sampleJob } from '../sample/azure.ts';
import { vmId } from '../sample/policy.ts';

const machine = (name: string, changes: Parameters<typeof sampleItem>[1] = {}) =>
  statuses({ items: [sampleItem(name, changes)], backups: [], applications: [], now })(vmId('rg-payments', name), name);

const drilled = (minutes: number) => ({ lastDrillAt: minutesAgo(minutes) });
const drill = (about: string, began: number, ended: number) =>
  sampleJob(`drill-${about}`, {
    what: 'Test failover',
    about,
    startedAt: minutesAgo(began),
    endedAt: minutesAgo(ended),
  });

test('a drill is as old as the oldest among its machines, and took from the first start to the last end', () => {
  const practice = practiceOf(
    [machine('a', drilled(100)), machine('b', drilled(90))],
    [drill('a', 105, 100), drill('b', 100, 86)],
    1800,
  );

  expect(practice).toEqual({
    provenAt: minutesAgo(100),
    tookSeconds: 19 * 60,
    objectiveSeconds: 1800,
    neverDrilled: [],
    failedDrill: [],
  });
});

test('a drill that waits for its cleanup took until its last task', () => {
  const waiting = sampleJob('d', {
    what: 'Test failover',
    about: 'a',
    state: 'suspended',
    startedAt: minutesAgo(20),
    tasks: [{ name: 'start', state: 'succeeded', endedAt: minutesAgo(11), tasks: [] }],
  });

  expect(
    practiceOf([machine('a', drilled(20))], [{ ...waiting, endedAt: undefined } as never], undefined).tookSeconds,
  ).toBe(540);
});

test('without the job of every machine the time is not known', () => {
  const practice = practiceOf(
    [machine('a', drilled(100)), machine('b', drilled(100))],
    [drill('a', 105, 100)],
    undefined,
  );

  expect(practice).toEqual({ provenAt: minutesAgo(100), neverDrilled: [], failedDrill: [] });
});

test('one machine without a drill, or with a failed one, proves nothing', () => {
  const never = practiceOf([machine('a'), machine('b', { lastDrillAt: undefined } as never)], [], undefined);
  const failed = practiceOf([machine('a', { lastDrillSucceeded: false })], [], undefined);

  expect(never).toEqual({ neverDrilled: ['b'], failedDrill: [] });
  expect(failed).toEqual({ neverDrilled: [], failedDrill: ['a'] });
});

test('cleanups, other drills and jobs of other machines do not count', () => {
  const practice = practiceOf(
    [machine('a', drilled(100))],
    [
      drill('a', 105, 100),
      drill('a', 105 + 700, 700),
      drill('c', 105, 1),
      { ...drill('a', 99, 1), what: 'Test failover cleanup' },
    ],
    undefined,
  );

  expect(practice.tookSeconds).toBe(300);
});
