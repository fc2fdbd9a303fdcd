import { actions, facts, message, note, runs, table, text } from '../messages/compose.ts';
import type { Block, Message, Tone } from '../messages/message.ts';
import { type CopyStanding, isLate, isTooSlow } from '../protection/copies/standing.ts';
import { arrivedWords, copyProblem, estimateWords, lateWords, silenceWords, sparkline } from './copy-words.ts';
import { regionTitle } from './region-title.ts';
import { begun, gigabytes, moment, spoken } from './words.ts';

const kinds = { 'restore-point': 'restore point', snapshot: 'snapshot' } as const;

/** What is so of a copy, in one sentence. */
export const copyTitle = (standing: CopyStanding, vm: string | undefined): string => {
  const { copy, state, percent } = standing;
  const what = `${kinds[copy.kind]} ${copy.name}${vm ? ` of ${vm}` : ''}`;
  switch (state) {
    case 'arrived':
      return `Copy complete: ${what} is in ${regionTitle(copy.region)}, ${arrivedWords(standing)}.`;
    case 'failed':
      return `Copy of ${what} to ${regionTitle(copy.region)} failed.`;
    case 'gone':
      return `Copy of ${what} to ${regionTitle(copy.region)} is not there any more.`;
    case 'arriving':
      return `Copy of ${what} to ${regionTitle(copy.region)}: ${percent} %.`;
  }
};

export const copyTone = (standing: CopyStanding): Tone => {
  if (standing.state === 'arrived') return 'good';
  if (standing.state === 'failed' || standing.state === 'gone') return 'bad';
  return isLate(standing) || isTooSlow(standing) ? 'warning' : 'neutral';
};

/** Disk by disk, how fast, how much longer, and when Azure last said anything. */
export const copyProgress = (standing: CopyStanding): readonly (Block | undefined)[] => {
  if (standing.state === 'failed') return failed(standing);
  if (standing.state === 'gone') return [text('Somebody has deleted it, or its collection.')];
  return [
    standing.state === 'arrived' ? text(tookWords(standing)) : undefined,
    disksOf(standing),
    facts(...figures(standing)),
    remark(silenceWords(standing)),
    remark(lateWords(standing)),
    standing.state === 'arriving' ? note(usableWords[standing.copy.kind]) : undefined,
  ];
};

const usableWords = {
  'restore-point': 'It can be restored when every disk is at 100 %, and not before.',
  snapshot: 'It can be used when it is at 100 %, and not before. Until then its source has to stay.',
} as const;

/** Of a copy begun elsewhere nobody knows when it began. */
const tookWords = ({ copy, reportedAt, totalBytes }: CopyStanding): string => {
  const took = spoken(reportedAt.getTime() - copy.begunAt.getTime());
  return copy.operation
    ? `Took ${took} for about ${gigabytes(totalBytes)}. It can be restored now.`
    : 'It can be restored now.';
};

/** For those who watch it. Once its source is gone, whose copy it is may not be known. */
export const copyNews = (standing: CopyStanding, vm: string | undefined, id: string): Message =>
  message(
    copyTitle(standing, vm),
    copyTone(standing),
    ...copyProgress(standing),
    standing.copy.operation
      ? note(`Copied by ${standing.copy.operation}.`)
      : note('It was begun elsewhere, in the portal or by a script; I only watch it.'),
    vm ? actions(...copyNext(standing, vm, id)) : undefined,
  );

/** What can be done next with a copy. */
export const copyNext = ({ copy, state }: CopyStanding, vm: string, id: string) => [
  state === 'arrived' ? runs('Restore disks', `restore disks ${vm}/${id}`) : undefined,
  state === 'failed' ? freshCopy(copy, vm) : undefined,
  copy.kind === 'snapshot'
    ? runs('Show all snapshots', `snapshot list ${vm}`)
    : runs('Show this copy', `restore-point show ${vm}/${id}`),
];

const disksOf = ({ copy, disks }: CopyStanding): Block =>
  table(
    [copy.kind === 'snapshot' ? 'Snapshot' : 'Disk', 'Arrived', 'Size'],
    disks.map(({ name, percent, sizeBytes }) => [
      name,
      percent === undefined ? 'not told' : `${percent} %`,
      sizeBytes ? gigabytes(sizeBytes) : 'not known',
    ]),
  );

type Figure = readonly [label: string, value: string] | undefined;

const figures = (standing: CopyStanding): readonly Figure[] => {
  const { copy, history, percentAnHour, totalBytes, reportedAt, seenAt, endsAtLatest, state } = standing;
  const left = estimateWords(standing);
  const arriving = state === 'arriving';
  return [
    copy.operation ? ['Began', moment(copy.begunAt, seenAt)] : ['First seen', moment(copy.begunAt, seenAt)],
    arriving ? ['So far', `${sparkline(history)} ${standing.percent} %`] : undefined,
    percentAnHour ? ['Rate', rateWords(percentAnHour, totalBytes)] : undefined,
    left ? ['Estimate', left] : undefined,
    ['Last report', `${moment(reportedAt, seenAt)}, when I last saw something new from Azure`],
    arriving && copy.operation
      ? ['Ends at the latest', `${moment(endsAtLatest, seenAt)}: Azure gives it up then, however far it is`]
      : undefined,
  ];
};

const rateWords = (percentAnHour: number, totalBytes: number): string => {
  const rounded = percentAnHour < 10 ? Math.round(percentAnHour * 10) / 10 : Math.round(percentAnHour);
  return totalBytes > 0
    ? `${rounded} % an hour, about ${gigabytes((totalBytes * percentAnHour) / 100)} of the disks' size`
    : `${rounded} % an hour`;
};

const remark = (words: string | undefined): Block | undefined => (words ? text(`${begun(words)}.`) : undefined);

const failed = (standing: CopyStanding): readonly Block[] => {
  const { message, possibleCauses = '', recommendedAction = '' } = copyProblem(standing);
  const causes = possibleCauses.charAt(0).toLowerCase() + possibleCauses.slice(1);
  return [text(message), text(`Usual causes: ${causes}`), text(recommendedAction)];
};

/** Of what failed, Azure takes no second copy. */
const freshCopy = ({ kind, region }: CopyStanding['copy'], vm: string) =>
  kind === 'snapshot'
    ? runs('Make a new snapshot', `snapshot create ${vm}`)
    : runs('Create and copy a new point', `restore-point create ${vm} --copy-to ${region}`);
