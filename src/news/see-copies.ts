import type { Policy } from '../policy/policy.ts';
import type { Readers } from '../ports/azure/readers.ts';
import type { CopyRecord, CopyRecords } from '../ports/copy-records.ts';
import type { Subscriptions } from '../ports/subscriptions.ts';
import { attempt } from '../protection/attempt.ts';
import { followCopy, rememberedCopy } from '../protection/copies/follow.ts';
import { type CopyStanding, nextLookSeconds } from '../protection/copies/standing.ts';
import { nameIn } from '../protection/resource-id.ts';
import { foreignCopy } from '../views/copy.ts';
import { aboutTargets } from './hearers.ts';
import type { Sighting } from './sighting.ts';

interface Seeing {
  readonly readers: Readers;
  readonly kept: { readonly copies: CopyRecords };
  readonly subscriptions: Subscriptions;
  readonly policy: Policy;
  readonly now: Date;
}

/** Copies that no operation of the bot's follows: each is asked for when Azure may have news of it, and not before. */
export const seeCopies = async ({
  readers,
  kept,
  subscriptions,
  policy,
  now,
}: Seeing): Promise<readonly Sighting[]> => {
  const records = await toFollow(kept.copies, subscriptions);
  const seen = await Promise.all(
    records.map(async (record) => {
      const before = rememberedCopy(record);
      if (record.ended || !isDue(record, before, now)) return before;
      const read = await attempt('the copy', followed(record, readers, kept));
      return read.read ? read.value : before;
    }),
  );
  return seen.map((standing) => asSighting(standing, policy));
};

/** What is watched stays until it is told, even when it ended meanwhile. */
const toFollow = async (copies: CopyRecords, subscriptions: Subscriptions): Promise<readonly CopyRecord[]> => {
  const [unfinished, wanted] = await Promise.all([copies.unfinished(), subscriptions.all()]);
  const begunElsewhere = unfinished.filter(({ operation }) => operation === undefined);
  const ids = new Set(wanted.flatMap(({ about }) => (about.startsWith('copy:') ? [about.slice('copy:'.length)] : [])));
  for (const { copyId } of begunElsewhere) ids.delete(copyId);
  const watched = await Promise.all([...ids].map((id) => copies.read(id)));
  return [...begunElsewhere, ...watched.flatMap((record) => record ?? [])];
};

const isDue = ({ lookedAt }: CopyRecord, before: CopyStanding, now: Date): boolean =>
  !lookedAt || now.getTime() >= lookedAt.getTime() + nextLookSeconds(before) * 1000;

const followed = async (record: CopyRecord, readers: Readers, kept: Seeing['kept']) => {
  const value = await followCopy(record, readers, kept);
  return { value, missing: [], readAt: value.seenAt };
};

const asSighting = (standing: CopyStanding, policy: Policy): Sighting => {
  const { copy, state, percent, seenAt } = standing;
  const vm = copy.vmId ? nameIn(copy.vmId) : 'a machine that is not known';
  const machine = { kind: 'vm', name: vm, where: '', resources: copy.vmId ? [copy.vmId] : [] } as const;
  const ended = state !== 'arriving';
  return {
    key: `copy:${copy.copyId}`,
    title: `copy of ${copy.name} of ${vm} to ${copy.region}`,
    about: aboutTargets([machine], policy),
    state: ended ? state : `${state} ${percent}`,
    ended,
    percent,
    event: endEvents[state],
    kind: 'work',
    card: foreignCopy(standing, vm),
    ...(ended && { endedAt: seenAt }),
  };
};

const endEvents = { arriving: 'progress', arrived: 'completed', failed: 'failed', gone: 'failed' } as const;
