import type { Message } from '../messages/message.ts';
import { isSameChannel } from '../policy/channels.ts';
import type { Policy } from '../policy/policy.ts';
import type { LastSeen, Sightings } from '../ports/sightings.ts';
import type { Subscription, Subscriptions } from '../ports/subscriptions.ts';
import { type DeliveryParts, deliver, type Milestone, soonest, type Tale } from './deliver.ts';
import { type Hearer, hearersOf } from './hearers.ts';
import type { Sighting } from './sighting.ts';

interface RoundParts extends DeliveryParts {
  readonly subscriptions: Subscriptions;
  readonly sightings: Sightings;
  readonly policy: () => Policy;
  /** Looks at Azure; `since` is when anybody first looked, `asked` what they want to hear of. */
  readonly see: (since: Date, asked: readonly Subscription[]) => Promise<readonly Sighting[]>;
}

/**
 * Looks what has changed in Azure since the last round, and tells whoever watches it. Nothing is read where nobody
 * watches. Two rounds at once tell each thing once.
 */
export const createRound = (parts: RoundParts) => async (): Promise<void> => {
  const { sightings, subscriptions, policy, now, see } = parts;
  const asked = await subscriptions.all();
  if (asked.length === 0 && policy().channels.every(({ watches }) => watches.length === 0)) return;
  const since = await sightings.since();
  const seen = await see(since ?? now(), asked);
  const last = await sightings.last(seen.map(({ key }) => key));
  const news = seen.flatMap((sighting) => newsIn(sighting, last.get(sighting.key), since));
  const told: SightingNews[] = [];
  for (const each of news) {
    const again = await tellAll(each, hearersOfSighting(each.sighting, asked, policy()), parts);
    told.push({ ...each, owing: again !== undefined });
  }
  await sightings.keep(new Map([...unchangedNow(seen, last, since), ...told.map(keptOf)]));
  const owed = new Set(told.flatMap(({ owing, sighting }) => (owing ? [sighting] : [])));
  await Promise.all(seen.map((sighting) => (owed.has(sighting) ? undefined : sighting.settle?.())));
};

const hearersOfSighting = (
  { key, about, own }: Sighting,
  asked: readonly Subscription[],
  policy: Policy,
): readonly Hearer[] => {
  const byKey = asked.filter((each) => each.about === key);
  if (own) return hearersOf(about, byKey, { ...policy, channels: [] });
  return hearersOf(about, [...byKey, ...asked.filter((each) => about.subjects.includes(each.about))], policy);
};

interface SightingNews {
  readonly sighting: Sighting;
  readonly version: number;
  /** Somebody could not be told: the next round tries again. */
  readonly owing?: boolean;
}

const newsIn = (sighting: Sighting, last: LastSeen | undefined, since: Date | undefined): readonly SightingNews[] => {
  if (last?.state === sighting.state) return last.owing ? [{ sighting, version: last.version }] : [];
  const version = (last?.version ?? 0) + 1;
  if (last || sighting.isNews) return [{ sighting, version }];
  // The first look says how things stand, and that is no news; nor is what ended before anybody looked.
  if (!since || sighting.kind === 'condition' || (sighting.endedAt && sighting.endedAt < since)) return [];
  return [{ sighting, version }];
};

const keptOf = ({ sighting, version, owing }: SightingNews): readonly [string, LastSeen] => [
  sighting.key,
  { state: sighting.state, version, ...(owing && { owing: true }) },
];

/** What is seen for the first time and is no news is remembered too, or it would be news next time. */
const unchangedNow = (seen: readonly Sighting[], last: ReadonlyMap<string, LastSeen>, since: Date | undefined) =>
  seen
    .filter((each) => !last.has(each.key) && newsIn(each, undefined, since).length === 0)
    .map((sighting) => keptOf({ sighting, version: 1 }));

/** When somebody has to be told again, if so. */
const tellAll = async (
  news: SightingNews,
  hearers: readonly Hearer[],
  parts: DeliveryParts,
): Promise<number | undefined> => {
  const known = await parts.deliveries.of(news.sighting.key);
  const waits = await Promise.all(
    hearers.map((hearer) => {
      const delivery = known.find(({ channel }) => isSameChannel(channel, hearer.channel));
      return deliver(taleOf(news, hearer), cardless(news, hearer), delivery, parts);
    }),
  );
  return soonest(waits);
};

/** A condition has no card that would be edited: each change of it is a message of its own. */
const cardless = ({ sighting }: SightingNews, hearer: Hearer): Hearer =>
  sighting.kind === 'condition' ? { ...hearer, events: [] } : hearer;

const taleOf = ({ sighting, version }: SightingNews, { events, everyPercent }: Hearer): Tale => ({
  subject: sighting.key,
  version,
  title: sighting.title,
  card: sighting.card,
  ended: sighting.ended,
  milestones: [
    ...(everyPercent && events.includes('progress') && !sighting.ended ? progressOf(sighting, everyPercent) : []),
    ...(sighting.notice && events.includes('failed') ? [noticeOf(sighting.notice, sighting.card)] : []),
    ...(sighting.ended && events.includes(sighting.event) ? [endOf(sighting, version)] : []),
  ],
});

const progressOf = ({ percent = 0, card }: Sighting, every: number): readonly Milestone[] => {
  const reached = Math.floor(percent / every) * every;
  return reached > 0 ? [{ name: `progress ${reached}`, message: card, where: 'thread' }] : [];
};

const noticeOf = (name: string, message: Message): Milestone => ({ name: `notice ${name}`, message, where: 'channel' });

const endOf = ({ kind, card }: Sighting, version: number): Milestone => ({
  name: kind === 'condition' ? `change ${version}` : 'end',
  message: card,
  where: 'channel',
  isEnd: true,
});
