import { actions, message, note, table, text } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { CopyRecord } from '../ports/copy-records.ts';
import type { ListedPoint, PointList } from '../protection/copies/read-points.ts';
import { copyDetail } from './copy-words.ts';
import { gapSentences } from './gap-words.ts';
import type { Offer } from './offer.ts';
import { regionTitle } from './region-title.ts';
import { counted, moment, roughly, secondsBetween } from './words.ts';

/** Points and their copies; what of a copy is not from Azure is from the bot's own record. */
export const pointListCard = ({ machine, points, missing, readAt }: PointList, offer: Offer): Message => {
  const copies = points.filter(({ point }) => point.copyOf !== undefined);
  const create = offer('Make a restore point', `restore-point create ${machine.name}`);
  if (points.length === 0) {
    return message(
      `${machine.name} has no restore point that I can see.`,
      'neutral',
      ...gapSentences(missing).map(note),
      actions(create),
    );
  }
  const latest = points.find(({ point }) => !point.copyOf);
  return message(
    `${machine.name}: ${counted(points.length - copies.length, 'restore point')}, ${copiesWords(copies.length)} in other regions.`,
    'neutral',
    table(
      ['Point', 'Name', 'Where', 'Taken', 'Age', 'Consistency', 'Copied', 'How it stands'],
      points.map((each) => rowOf(each, readAt)),
    ),
    copies.length > 0
      ? text(
          'Taken is the time of the source: of a copy Azure shows no other. When it was copied is from my own record.',
        )
      : undefined,
    ...gapSentences(missing).map(note),
    note(`Read ${moment(readAt, readAt)}.`),
    actions(latest && offer(`Show ${latest.id}`, `restore-point show ${machine.name}/${latest.id}`), create),
  );
};

const copiesWords = (count: number): string => {
  if (count === 0) return 'no copy';
  return count === 1 ? '1 copy' : `${count} copies`;
};

const rowOf = (listed: ListedPoint, now: Date): readonly string[] => {
  const { id, point } = listed;
  return [
    id,
    `${point.name}${point.copyOf ? ', copy' : ''}`,
    regionTitle(point.region),
    point.createdAt ? moment(point.createdAt, now) : 'not known',
    point.createdAt ? roughly(secondsBetween(point.createdAt, now)) : '',
    consistencyWords[point.consistency],
    point.copyOf ? copiedWords(listed, now) : '',
    standingWords(listed),
  ];
};

export const consistencyWords = {
  crash: 'crash',
  application: 'application',
  'file-system': 'file system',
  unknown: 'not known',
} as const;

const copiedWords = ({ record }: ListedPoint, now: Date): string => {
  if (!record) return 'begun elsewhere';
  return record.operation ? moment(record.begunAt, now) : `first seen ${moment(record.begunAt, now)}`;
};

const standingWords = ({ point, record, standing }: ListedPoint): string => {
  if (!point.copyOf) return point.provisioning === 'succeeded' ? 'usable' : provisioningWords[point.provisioning];
  if (standing?.state === 'arriving') return `on its way: ${copyDetail(standing)}`;
  const end = standing?.state ?? record?.ended?.outcome ?? 'unknown';
  return end === 'failed' && record ? `failed at ${lastPercent(record)} %` : endWords[end];
};

const provisioningWords = { creating: 'being made', failed: 'failed', other: 'not known' } as const;

const endWords = { arrived: 'usable', failed: 'failed', gone: 'gone', unknown: 'progress not asked' } as const;

const lastPercent = ({ looks }: CopyRecord): number => {
  const shares = looks.at(-1)?.disks ?? [];
  return Math.min(100, ...shares.map(({ percent = 0 }) => percent));
};
