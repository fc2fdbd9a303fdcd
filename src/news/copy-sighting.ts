import type { Policy } from '../policy/policy.ts';
import type { BegunCopy } from '../ports/copy-records.ts';
import type { Subscription } from '../ports/subscriptions.ts';
import { type CopyStanding, isLate } from '../protection/copies/standing.ts';
import { pointKey, shortIdsOf } from '../protection/point-id.ts';
import { nameIn } from '../protection/resource-id.ts';
import { copyNews } from '../views/copy.ts';
import { type About, aboutTargets, hearersOf } from './hearers.ts';
import type { Sighting } from './sighting.ts';

type Placed = Pick<BegunCopy, 'copyId' | 'vmId' | 'region'>;

export const keyOfCopy = ({ copyId }: Pick<BegunCopy, 'copyId'>): string => `copy:${copyId}`;

/** Who listens, by their own wish and by the policy's. */
export interface Audience {
  readonly asked: readonly Subscription[];
  readonly policy: Policy;
}

/** Whether anybody would hear of a copy that was begun elsewhere. */
export const isHeard = (copy: Placed, { asked, policy }: Audience): boolean => {
  const about = aboutCopy(copy, policy);
  const subjects = [...about.subjects, keyOfCopy(copy)];
  return (
    hearersOf(
      about,
      asked.filter((each) => subjects.includes(each.about)),
      policy,
    ).length > 0
  );
};

const aboutCopy = ({ vmId, region }: Placed, policy: Policy): About =>
  aboutTargets(
    [
      ...(vmId ? [{ kind: 'vm', name: nameIn(vmId), where: '', resources: [vmId] } as const] : []),
      { kind: 'region', name: region, where: '', resources: [] },
    ],
    policy,
  );

export const copySighting = (
  standing: CopyStanding,
  { policy, settle }: { readonly policy: Policy; readonly settle: () => Promise<void> },
): Sighting => {
  const { copy, state, percent, seenAt } = standing;
  const vm = copy.vmId ? nameIn(copy.vmId) : undefined;
  const ended = state !== 'arriving';
  const notices = isLate(standing) ? ['late'] : [];
  return {
    key: keyOfCopy(copy),
    title: `the copy of ${copy.name} to ${copy.region}`,
    about: aboutCopy(copy, policy),
    state: [state, percent, ...notices].join(' '),
    ended,
    percent,
    event: eventOf(standing),
    kind: 'work',
    card: copyNews(standing, vm, shortId(copy)),
    isNews: true,
    ...(notices[0] && { notice: notices[0] }),
    ...(ended && { endedAt: seenAt, settle }),
    ...(copy.operation !== undefined && { own: true }),
  };
};

const eventOf = ({ state }: CopyStanding) => {
  if (state === 'arriving') return 'progress';
  return state === 'arrived' ? 'completed' : 'failed';
};

const shortId = ({ kind, copyId }: BegunCopy): string => {
  const key = pointKey({ mechanism: kind, resourceId: copyId });
  return shortIdsOf([{ mechanism: kind, resourceId: key }]).get(key) ?? copyId;
};
