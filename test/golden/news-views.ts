import type { Message } from '../../src/messages/message.ts';
import type { Job } from '../../src/ports/azure/job.ts';
import type { ProtectedItem } from '../../src/ports/azure/recovery.ts';
import type { Subscription } from '../../src/ports/subscriptions.ts';
import { type CopyStanding, standingOfCopy } from '../../src/protection/copies/standing.ts';
import { copyNews } from '../../src/views/copy.ts';
import { couldNotTell, foreignJob, healthChanged, rpoChanged } from '../../src/views/news.ts';
import {
  copyHasEnded,
  noSuchWatch,
  notACopy,
  tooManyWatches,
  watched,
  watchedHere,
  watchedNoMore,
} from '../../src/views/watches.ts';
import { listedChannel } from '../sample/talk.ts';

const now = new Date('2026-11-20T14:11:12Z');

const job = (changes: Partial<Job>): Job => ({
  id: '/vault/jobs/3f2a9c01-77',
  name: '3f2a9c01-77',
  service: 'recovery',
  vaultId: '/vault',
  what: 'Failover',
  about: 'pay-web-01',
  state: 'running',
  stateAsAzureSays: 'InProgress',
  startedAt: new Date('2026-11-20T14:05:00Z'),
  tasks: [],
  problems: [],
  allowed: [],
  ...changes,
});

const ill = {
  vmName: 'pay-app-01',
  health: 'critical',
  healthErrors: [
    {
      code: '153007',
      summary: 'The cache storage account is throttled.',
      possibleCauses: '',
      recommendedAction: 'Use a premium account.',
      level: 'critical',
    },
  ],
} as unknown as ProtectedItem;

const at = new Date('2026-11-20T14:09:00Z');
const watch: Subscription = {
  id: 'W-12',
  channel: listedChannel,
  about: 'application:payments',
  title: 'payments',
  events: ['completed', 'failed'],
  everyPercent: 10,
  by: 'ana',
};
const standing = { about: { kind: 'everything' }, events: ['started', 'completed'] } as const;

const begunAt = new Date('2026-11-20T10:31:00Z');

/** A copy of two disks that somebody else began. */
const standingOfSample = (percent: number, failed = false): CopyStanding => {
  const copied = {
    copyId: '/copies/p1',
    kind: 'restore-point',
    name: 'nightly-1120',
    sourceId: '/points/p1',
    region: 'westus2',
    place: '/copies',
    begunAt,
  } as const;
  const disks = [
    { name: 'os', percent: 100, sizeBytes: 32 * 1024 ** 3 },
    { name: 'data-1', percent, sizeBytes: 512 * 1024 ** 3 },
  ];
  const record = { ...copied, looks: [{ at: new Date('2026-11-20T14:00:00Z'), disks }] };
  return standingOfCopy(copied, record, { gone: false, failed, disks, at: now });
};
const copy = (percent: number, failed = false): Message =>
  copyNews(standingOfSample(percent, failed), 'pay-db-01', 'rp-4k2m9q');

const notCopied = { kind: 'point', name: 'rp-7b3n1x', where: 'pay-db-01', resources: [] } as const;

export const newsViews: Readonly<Record<string, Message>> = {
  'news-could-not-tell': couldNotTell('DR-1042 failover of payments', listedChannel, 'Slack is away.'),
  'news-job-running': foreignJob(job({ percent: 40 }), now),
  'news-job-complete': foreignJob(
    job({ state: 'succeeded', stateAsAzureSays: 'Succeeded', endedAt: new Date('2026-11-20T14:10:31Z') }),
    now,
  ),
  'news-health': healthChanged(ill),
  'news-rpo-over': rpoChanged(
    'pay-app-01',
    { seconds: 2460, at, stale: false, objectiveSeconds: 900, overSince: new Date('2026-11-20T13:43:00Z') },
    now,
  ),
  'news-rpo-kept': rpoChanged('pay-app-01', { seconds: 300, at, stale: false, objectiveSeconds: 900 }, now),
  'news-copy-arriving': copy(62),
  'news-copy-complete': copy(100),
  'news-copy-failed': copy(62, true),
  'watch-not-a-copy': notACopy(notCopied),
  'watch-begun': watched(watch),
  'watch-begun-copy': watched({ ...watch, about: 'copy:/copies/p1', title: 'pay-db-01/rp-4k2m9q' }),
  'watch-copy-ended': copyHasEnded(standingOfSample(100), 'pay-db-01', 'rp-4k2m9q'),
  'watch-not-a-snapshot-copy': notACopy({ ...notCopied, name: 'sn-7b3n1x' }),
  'watch-ended': watchedNoMore(watch),
  'watch-unknown': noSuchWatch('W-9', [watch]),
  'watch-too-many': tooManyWatches(50),
  'watch-list': watchedHere([watch], [standing]),
  'watch-none': watchedHere([], []),
};
