import { createHash } from 'node:crypto';
import type { BegunCopy, CopyEnding, CopyLook, CopyRecord, DiskShare } from '../../ports/copy-records.ts';

/** What Azure says of a copy now. */
export interface CopySeen {
  /** It is there no more. */
  readonly gone: boolean;
  readonly failed: boolean;
  /** As Azure says it, where it does. */
  readonly why?: string | undefined;
  readonly disks: readonly DiskShare[];
  readonly at: Date;
}

/** How a copy stands, by what Azure says and by what is remembered of it. */
export interface CopyStanding {
  readonly copy: BegunCopy;
  readonly state: 'arriving' | 'arrived' | 'failed' | 'gone';
  /** Of a copy that failed, where Azure says it. */
  readonly why?: string;
  /** Of a copy that failed, as they were when last seen: Azure does not say. */
  readonly disks: readonly DiskShare[];
  /** Of all that has to travel. */
  readonly percent: number;
  readonly totalBytes: number;
  readonly encryptions: readonly string[];
  readonly percentAnHour?: number;
  readonly endsAround?: Date;
  /** When Azure was last seen to say something new. */
  readonly reportedAt: Date;
  /** Intervals of Azure's in which it said nothing new. */
  readonly silentIntervals: number;
  /** The overall percentage at each look with something new, the oldest first. */
  readonly history: readonly number[];
  /** Azure ends a copy then, however far it is. */
  readonly endsAtLatest: Date;
  readonly seenAt: Date;
}

/** Azure renews the percentages this often, and whoever watches hears of a report before the next one is due. */
export const reportSeconds = 600;
/** What is looked for once a minute is late by as much; with it a look still comes within Azure's interval. */
export const roundSeconds = 60;
const hour = 3_600_000;
const mostAge = 14 * 24 * hour;
const worryingAge = 10 * 24 * hour;
/** A rate is told from so many reports: older ones were another night's traffic. */
const reportsForRate = 6;

export const standingOfCopy = (copy: BegunCopy, record: CopyRecord | undefined, seen: CopySeen): CopyStanding => {
  const state = stateOf(seen, record?.ended);
  const looks = looksWith(record?.looks ?? [], seen, state);
  const disks = state === 'failed' || state === 'gone' ? (looks.at(-1)?.disks ?? seen.disks) : seen.disks;
  const reportedAt = looks.at(-1)?.at ?? copy.begunAt;
  const percentAnHour = rateOf(copy, looks);
  const percent = overall(disks);
  return {
    copy,
    state,
    ...(seen.why !== undefined && { why: seen.why }),
    disks,
    percent: Math.floor(percent),
    totalBytes: disks.reduce((sum, { sizeBytes = 0 }) => sum + sizeBytes, 0),
    encryptions: [...new Set(disks.flatMap(({ encryption }) => encryption ?? []))],
    reportedAt,
    silentIntervals: Math.floor((seen.at.getTime() - reportedAt.getTime()) / (reportSeconds * 1000)),
    history: looks.map((look) => Math.floor(overall(look.disks))),
    endsAtLatest: new Date(copy.begunAt.getTime() + mostAge),
    seenAt: seen.at,
    ...(state === 'arriving' && percentAnHour && estimate(percent, percentAnHour, reportedAt)),
  };
};

/** At ten days there is still time to do something else; at fourteen Azure ends it. */
export const isLate = ({ copy, seenAt, state }: CopyStanding): boolean =>
  state === 'arriving' && seenAt.getTime() - copy.begunAt.getTime() >= worryingAge;

export const isTooSlow = ({ endsAround, endsAtLatest }: CopyStanding): boolean =>
  endsAround !== undefined && endsAround > endsAtLatest;

const closeSeconds = 120;

/** Once for each report of Azure's, at most seven times an hour; only near the end is it worth asking more often. */
export const nextLookSeconds = ({ copy, endsAround, seenAt }: CopyStanding): number => {
  const usual = reportSeconds - roundSeconds - ownSeconds(copy.copyId);
  if (!endsAround) return usual;
  const left = (endsAround.getTime() - seenAt.getTime()) / 1000;
  return left <= reportSeconds && left > -2 * reportSeconds ? closeSeconds : usual;
};

/** A thousand copies begun together must not all be asked for in the same second, again and again. */
const ownSeconds = (copyId: string): number => (createHash('sha256').update(copyId).digest()[0] ?? 0) % 26;

const stateOf = ({ gone, failed, disks }: CopySeen, ended: CopyEnding | undefined): CopyStanding['state'] => {
  // What has arrived and was removed since has arrived all the same.
  if (gone) return ended?.outcome === 'arrived' ? 'arrived' : 'gone';
  if (failed) return 'failed';
  return disks.length > 0 && disks.every(({ percent }) => percent === 100) ? 'arrived' : 'arriving';
};

const looksWith = (looks: readonly CopyLook[], seen: CopySeen, state: CopyStanding['state']): readonly CopyLook[] => {
  const told = seen.disks.some(({ percent }) => percent !== undefined);
  if (state === 'failed' || state === 'gone' || !told) return looks;
  const last = looks.at(-1);
  const same = last && sharesOf(last.disks) === sharesOf(seen.disks);
  return same ? looks : [...looks, { at: seen.at, disks: seen.disks }];
};

const sharesOf = (disks: readonly DiskShare[]): string =>
  disks.map(({ name, percent }) => `${name} ${percent}`).join(', ');

/** By size, so that a small disk that has arrived does not stand for a large one that has not. */
const overall = (disks: readonly DiskShare[]): number => {
  const weights = disks.map(({ sizeBytes }) => sizeBytes ?? 0);
  const known = weights.every((weight) => weight > 0);
  const total = known ? weights.reduce((sum, each) => sum + each, 0) : disks.length;
  if (total === 0) return 0;
  const done = disks.reduce((sum, { percent = 0 }, at) => sum + percent * (known ? (weights[at] ?? 0) : 1), 0);
  return done / total;
};

const rateOf = (copy: BegunCopy, looks: readonly CopyLook[]): number | undefined => {
  // Of a copy begun elsewhere it is not known when it stood at 0.
  const start = copy.operation === undefined ? [] : [{ at: copy.begunAt, percent: 0 }];
  const points = [...start, ...looks.map(({ at, disks }) => ({ at, percent: overall(disks) }))].slice(-reportsForRate);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || last.percent <= first.percent) return undefined;
  return (last.percent - first.percent) / ((last.at.getTime() - first.at.getTime()) / hour);
};

const estimate = (percent: number, percentAnHour: number, from: Date) => ({
  percentAnHour,
  endsAround: new Date(from.getTime() + ((100 - percent) / percentAnHour) * hour),
});
