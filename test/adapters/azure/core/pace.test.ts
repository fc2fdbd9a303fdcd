import { expect, test } from 'vitest';
import { AskedToWait, createPace, secondsToWait } from '../../../../adapters/azure/core/pace.ts';

const jobs = { subscription: 's', kind: 'reads', action: 'Microsoft.RecoveryServices/vaults/backupJobs/read' } as const;
const vms = { subscription: 's', kind: 'reads', action: 'Microsoft.Compute/virtualMachines/read' } as const;

const start = () => {
  let clock = 0;
  const slept: number[] = [];
  const pace = createPace({ monotonic: () => clock, sleep: async (ms) => void slept.push(ms) });
  return {
    pace,
    slept,
    pass: (ms: number) => {
      clock += ms;
    },
  };
};

const answer = (status: number, headers: Record<string, string> = {}, body = '') => ({ status, headers, body });

const throttled = (code: string) =>
  answer(429, {}, `{"error":{"code":"${code}","message":"Please try again after '324' seconds."}}`);

test('the seconds of the message are obeyed, for that action alone', async () => {
  const { pace, pass } = start();
  pace.note(jobs, throttled('ResourceRequestsThrottled'));

  await pace.before(vms, 'interactive');
  await expect(pace.before(jobs, 'interactive')).rejects.toThrow(new AskedToWait(324));
  pass(323_500);
  await expect(pace.before(jobs, 'interactive')).rejects.toThrow(new AskedToWait(1));
  pass(500);

  await expect(pace.before(jobs, 'interactive')).resolves.toBeUndefined();
});

test('a subscription that is asked too much is left alone as a whole, another is not', async () => {
  const { pace } = start();
  pace.note(jobs, throttled('SubscriptionRequestsThrottled'));

  await expect(pace.before(vms, 'interactive')).rejects.toBeInstanceOf(AskedToWait);
  await expect(pace.before({ ...vms, subscription: 't' }, 'interactive')).resolves.toBeUndefined();
  await expect(pace.before({ ...vms, kind: 'writes' }, 'interactive')).resolves.toBeUndefined();
});

test.each([
  ['whole seconds', answer(429, { 'retry-after': '17' }), 17],
  ['milliseconds', answer(429, { 'retry-after-ms': '1500' }), 1.5],
  ['a message', throttled('X'), 324],
  ['nothing at all', answer(429), 10],
  ['no throttling', answer(200), undefined],
])('how long to wait is read from %s', (_, given, seconds) => {
  expect(secondsToWait(given)).toBe(seconds);
});

test('what is left is told by subscription and bucket', () => {
  const { pace } = start();

  pace.note(vms, answer(200, { 'x-ms-ratelimit-remaining-subscription-reads': '249' }));
  pace.note(vms, answer(200, { 'x-ms-ratelimit-remaining-resource': 'Microsoft.Compute/GetVM3Min;11, X/Y;7' }));
  pace.note(jobs, answer(200, { 'x-ms-ratelimit-remaining-subscription-resource-requests': '149' }));

  expect(pace.figures().remaining).toEqual([
    { subscription: 's', bucket: 'subscription-reads', remaining: 249 },
    { subscription: 's', bucket: 'Microsoft.Compute/GetVM3Min', remaining: 11 },
    { subscription: 's', bucket: 'X/Y', remaining: 7 },
    { subscription: 's', bucket: `subscription-resource-requests:${jobs.action}`, remaining: 149 },
  ]);
});

test('what is waited for is told, with the seconds', () => {
  const { pace, pass } = start();
  pace.note(jobs, throttled('ResourceRequestsThrottled'));
  pass(24_000);

  expect(pace.figures().waiting).toEqual([{ key: `s ${jobs.action.toLowerCase()}`, seconds: 300 }]);
});

test('while little is left the background slows down, and nobody else', async () => {
  const { pace, slept } = start();
  pace.note(vms, answer(200, { 'x-ms-ratelimit-remaining-subscription-reads': '200' }));
  await pace.before(vms, 'background');
  pace.note(vms, answer(200, { 'x-ms-ratelimit-remaining-subscription-reads': '25' }));

  await pace.before(vms, 'interactive');
  await pace.before(vms, 'background');
  pace.note(vms, answer(200, { 'x-ms-ratelimit-remaining-subscription-reads': '0' }));
  await pace.before(vms, 'background');

  expect(slept).toEqual([2_500, 5_000]);
});

test('what was left some time ago slows nobody: buckets fill again', async () => {
  const { pace, slept, pass } = start();
  pace.note(vms, answer(200, { 'x-ms-ratelimit-remaining-subscription-reads': '200' }));
  pace.note(vms, answer(200, { 'x-ms-ratelimit-remaining-subscription-reads': '0' }));

  pass(10_001);
  await pace.before(vms, 'background');

  expect(slept).toEqual([]);
});
