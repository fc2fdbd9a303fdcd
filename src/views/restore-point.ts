import { actions, facts, message, note, table } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { Target } from '../ports/names.ts';
import type { ListedPoint } from '../protection/copies/read-points.ts';
import type { CopyStanding } from '../protection/copies/standing.ts';
import { copyProgress, copyTitle, copyTone } from './copy.ts';
import { encryptionWords } from './copy-words.ts';
import type { Offer } from './offer.ts';
import { regionTitle } from './region-title.ts';
import { consistencyWords } from './restore-points.ts';
import { counted, gigabytes, moment } from './words.ts';

export const pointCard = (found: ListedPoint | undefined, named: Target, offer: Offer): Message => {
  if (!found) {
    return message(
      `${named.where} has no restore point ${named.name}.`,
      'neutral',
      actions(offer('Show its restore points', `restore-point list ${named.where}`)),
    );
  }
  return found.standing ? copiedPoint(found, found.standing, named, offer) : ownPoint(found, named, offer);
};

const ownPoint = ({ id, point }: ListedPoint, { where: vm }: Target, offer: Offer): Message =>
  message(
    `Restore point ${point.name} of ${vm}, in ${regionTitle(point.region)}: ${counted(point.disks.length, 'disk')}.`,
    point.provisioning === 'failed' ? 'bad' : 'neutral',
    facts(
      ['Id', id],
      ['Taken', point.createdAt ? moment(point.createdAt, point.createdAt) : 'not known'],
      ['Consistency', consistencyWords[point.consistency]],
    ),
    table(
      ['Disk', 'Size', 'Encryption'],
      point.disks.map(({ diskName, sizeBytes, encryption }) => [
        diskName,
        sizeBytes ? gigabytes(sizeBytes) : 'not known',
        encryption ? encryptionWords(encryption) : 'not known',
      ]),
    ),
    actions(
      offer('Restore disks', `restore disks ${vm}/${id}`),
      offer(`Show all of ${vm}`, `restore-point list ${vm}`),
    ),
  );

const copiedPoint = (
  { id, point, record }: ListedPoint,
  standing: CopyStanding,
  { where: vm }: Target,
  offer: Offer,
): Message =>
  message(
    copyTitle(standing, vm),
    copyTone(standing),
    ...copyProgress(standing),
    facts(
      ['Id', id],
      ['Taken', point.createdAt ? `${moment(point.createdAt, standing.seenAt)}, the time of its source` : 'not known'],
      ['Consistency', consistencyWords[point.consistency]],
    ),
    record?.operation
      ? note(`Copied by ${record.operation}.`)
      : note('The copy was begun elsewhere, so I know it only since I first saw it.'),
    actions(
      standing.state === 'arrived' ? offer('Restore disks', `restore disks ${vm}/${id}`) : undefined,
      standing.state === 'arriving' ? offer('Watch this copy', `watch ${vm}/${id}`) : undefined,
      standing.state === 'failed' ? freshPoint(standing, vm, offer) : undefined,
      offer('Show all copies', `restore-point list ${vm}`),
    ),
  );

const freshPoint = ({ copy }: CopyStanding, vm: string, offer: Offer) =>
  offer('Create and copy a new point', `restore-point create ${vm} --copy-to ${copy.region}`);
