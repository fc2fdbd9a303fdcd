import { actions, message, note, table, text } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { ListedSnapshot, SnapshotList } from '../protection/copies/read-snapshots.ts';
import { copyDetail } from './copy-words.ts';
import { gapSentences } from './gap-words.ts';
import type { Offer } from './offer.ts';
import { regionTitle } from './region-title.ts';
import { counted, gigabytes, moment } from './words.ts';

export const snapshotListCard = ({ machine, snapshots, missing, now }: SnapshotList, offer: Offer): Message => {
  const create = offer('Make snapshots', `snapshot create ${machine}`);
  if (snapshots.length === 0) {
    return message(
      `${machine} has no snapshot that I can see.`,
      'neutral',
      ...gapSentences(missing).map((each) => note(each)),
      actions(create),
    );
  }
  return message(
    `${machine}: ${counted(snapshots.length, 'snapshot')}.`,
    'neutral',
    table(
      ['Snapshot', 'Name', 'Disk', 'Where', 'Taken', 'Kind', 'At most', 'Usable now'],
      snapshots.map((each) => rowOf(each, now)),
    ),
    text('At most is the size of the disk: Azure bills what is used of it.'),
    ...gapSentences(missing).map((each) => note(each)),
    actions(create),
  );
};

const rowOf = (listed: ListedSnapshot, now: Date): readonly string[] => {
  const { shortId, name, disk, region, createdAt, copyOf, incremental, sizeBytes } = listed;
  return [
    shortId,
    `${name}${copyOf ? ', copy' : ''}`,
    disk,
    regionTitle(region),
    createdAt ? moment(createdAt, now) : 'not known',
    incremental ? 'incremental' : 'full',
    sizeBytes ? gigabytes(sizeBytes) : 'not known',
    usable(listed),
  ];
};

const usable = ({ standing, point }: ListedSnapshot): string => {
  if (point.restorable.now) return 'yes';
  return standing?.state === 'arriving' ? `no: ${copyDetail(standing)}` : `no: ${point.restorable.why}`;
};
