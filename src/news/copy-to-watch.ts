import { readingRights } from '../authorization/may-read.ts';
import type { Asker } from '../definitions/command.ts';
import { subjectFor } from '../dispatch/judge.ts';
import type { Message } from '../messages/message.ts';
import { fold } from '../operations/state.ts';
import type { Policy } from '../policy/policy.ts';
import type { Readers } from '../ports/azure/readers.ts';
import type { CopyRecords } from '../ports/copy-records.ts';
import type { Journal } from '../ports/journal.ts';
import type { Target } from '../ports/names.ts';
import type { Subscription } from '../ports/subscriptions.ts';
import { findCopy } from '../protection/copies/find-copy.ts';
import { nothingToWatch } from '../views/watches.ts';

interface Parts {
  readonly journal: Journal;
  readonly policy: () => Policy;
  readonly readers: Readers;
  readonly kept: { readonly copies: CopyRecords };
  readonly now: () => Date;
}

type Subject = Pick<Subscription, 'about' | 'title'>;

/** A copy that this bot still follows is told of by its operation; one begun elsewhere is followed from now on. */
export const copyToWatch = async (named: Target, asker: Asker, parts: Parts): Promise<Subject | Message> => {
  const { policy: current, readers, kept, now } = parts;
  const policy = current();
  const mayRead = readingRights(subjectFor(asker, policy), policy);
  const found = await findCopy(named, { readers, policy, now, mayRead });
  if (!found || found.point.restorable.now) return nothingToWatch(named.name, named.where, found !== undefined);
  const { copy, point } = found;
  const title = `copy ${point.id} of ${named.where} to ${copy.region}`;
  const operation = await followedBy(copy.copyId, parts);
  if (operation) return { about: `operation:${operation}`, title: `${title} (${operation})` };
  await kept.copies.begin(copy);
  return { about: `copy:${copy.copyId}`, title };
};

const followedBy = async (copyId: string, { kept, journal }: Parts): Promise<string | undefined> => {
  const operation = (await kept.copies.read(copyId))?.operation;
  const recorded = operation && (await journal.read(operation));
  return operation && recorded && !fold(operation, recorded).ended ? operation : undefined;
};
