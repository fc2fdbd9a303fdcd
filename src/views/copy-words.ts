import type { AzureProblem } from '../errors/azure.ts';
import { type CopyStanding, isLate, isTooSlow, reportSeconds } from '../protection/copies/standing.ts';
import { regionTitle } from './region-title.ts';
import { counted, inWords, listed, moment, roughly, secondsBetween } from './words.ts';

/** One silent interval says nothing; disks with few changes jump from 0 to 100 without a word. */
const silentBeforeRemark = 2;

/** How far a copy is, on one line: `62 %, about 3 h left`. */
export const copyDetail = (standing: CopyStanding): string =>
  [`${standing.percent} %`, estimateWords(standing), silenceWords(standing), lateWords(standing)]
    .filter((part) => part !== undefined)
    .join(', ');

export const estimateWords = ({ endsAround, seenAt }: CopyStanding): string | undefined => {
  if (!endsAround) return undefined;
  const left = secondsBetween(seenAt, endsAround);
  if (left > 60) return `about ${roundly(left)} left`;
  // Long overdue, an estimate says nothing any more.
  return left > -2 * reportSeconds ? 'due any moment' : undefined;
};

const [hour, day] = [3600, 86_400];

/** What is hours away is told in hours, and what is near to the minute. */
const roundly = (seconds: number): string => {
  if (seconds < 2 * hour) return inWords(Math.round(seconds / 60) * 60);
  const size = seconds < 2 * day ? hour : day;
  return roughly(Math.round(seconds / size) * size);
};

export const silenceWords = ({ silentIntervals, state, percent }: CopyStanding): string | undefined => {
  if (state !== 'arriving' || silentIntervals < silentBeforeRemark) return undefined;
  const silence = `nothing new from Azure for ${roughly(silentIntervals * reportSeconds)}`;
  return percent === 0 ? `${silence}, as is usual for disks with few changes` : silence;
};

export const lateWords = (standing: CopyStanding): string | undefined => {
  const { copy, seenAt, endsAtLatest } = standing;
  const end = `Azure ends it at two weeks, on ${moment(endsAtLatest, seenAt)}`;
  const tooSlow = isTooSlow(standing);
  if (!isLate(standing)) return tooSlow ? `at this rate it is not done in time: ${end}` : undefined;
  const taken = `it has taken ${roughly(secondsBetween(copy.begunAt, seenAt))}: ${end}`;
  return tooSlow ? `${taken}, and at this rate it is not done by then` : taken;
};

/** `all 3 disks at 100 %, encrypted with the platform's keys`. */
export const arrivedWords = ({ copy, disks, encryptions }: CopyStanding): string =>
  [
    copy.kind === 'snapshot' ? 'at 100 %' : `${allOf(disks.length)} at 100 %`,
    ...(encryptions.length > 0 ? [`encrypted with ${listed(encryptions.map(encryptionWords))}`] : []),
  ].join(', ');

const allOf = (count: number): string => {
  if (count === 1) return 'its disk';
  return count === 2 ? 'both disks' : `all ${count} disks`;
};

/** Whose keys, in words. */
export const encryptionWords = (type: string): string => {
  if (/platformandcustomer/iu.test(type)) return "the platform's keys and yours";
  return /customer/iu.test(type) ? 'keys of yours' : "the platform's keys";
};

const twoWeeksMs = 14 * 86_400_000;

/** Why a copy failed, as far as anybody can tell: Azure says nothing of it. */
export const copyProblem = (standing: CopyStanding): AzureProblem => {
  const { copy, state, seenAt, why } = standing;
  const what = `copy ${copy.name} to ${regionTitle(copy.region)}`;
  if (state === 'gone') return { what, code: 'CopyGone', message: 'The copy is not there any more.' };
  const aged = seenAt.getTime() - copy.begunAt.getTime() >= twoWeeksMs;
  return {
    what,
    code: aged ? 'CopyEndedAtTwoWeeks' : 'CopyFailed',
    message: [
      aged ? 'The copy took longer than two weeks, and Azure ends those.' : why ? `Azure says: ${why}` : noDetails,
      lastSeen(standing),
    ]
      .filter((part) => part !== undefined)
      .join(' '),
    possibleCauses: 'The source was deleted, or the subscription may not create snapshots in the target region.',
    recommendedAction:
      copy.kind === 'restore-point'
        ? 'Make a fresh point and copy that: a second copy of the same point is refused.'
        : 'Make a fresh snapshot and copy that.',
  };
};

const noDetails = 'Azure gives no details for failed copies.';

const lastSeen = ({ copy, disks, percent, reportedAt, seenAt, history }: CopyStanding): string | undefined => {
  if (history.length === 0) return undefined;
  const when = `When I last saw something new (${moment(reportedAt, seenAt)})`;
  if (copy.kind === 'snapshot') return `${when}, it stood at ${percent} %.`;
  const under = disks.filter(({ percent = 0 }) => percent < 100);
  const stood = under.map(({ name, percent = 0 }) => `disk ${name} stood at ${percent} %`);
  const others = disks.length - under.length;
  const arrived = others > 0 ? [`${counted(others, 'other disk')} had arrived`] : [];
  return `${when}, ${listed([...stood, ...arrived])}.`;
};

const bars = '▁▂▃▄▅▆▇█';
const mostBars = 20;

/** The percentages as they grew, in one word: `▁▂▄▆█`. */
export const sparkline = (history: readonly number[]): string =>
  history
    .slice(-mostBars)
    .map((percent) => bars[Math.min(bars.length - 1, Math.floor((percent / 100) * bars.length))])
    .join('');
