import { fold, type OperationState } from '../operations/state.ts';
import { isSameChannel } from '../policy/channels.ts';
import type { Policy } from '../policy/policy.ts';
import type { ChannelRef } from '../ports/chat.ts';
import type { News } from '../ports/deliveries.ts';
import type { Journal } from '../ports/journal.ts';
import type { Subscriptions } from '../ports/subscriptions.ts';
import { type DeliveryParts, deliver, soonest } from './deliver.ts';
import { aboutTargets, type Hearer, hearersOf } from './hearers.ts';
import { operationTale } from './operation-tale.ts';

interface TellingParts extends DeliveryParts {
  readonly journal: Journal;
  readonly subscriptions: Subscriptions;
  readonly news: News;
  readonly policy: () => Policy;
}

/** Tells everybody who wants to hear of an operation what they have not been told yet. Any front may do it, twice too. */
export const createTeller = (parts: TellingParts) => {
  const tellOperation = async (id: string): Promise<void> => {
    const state = await read(id, parts);
    if (!state) return;
    const again = await tellAll(state, parts);
    // Two fronts may edit in the wrong order: whoever edited looks whether there is more by now.
    const now = await read(id, parts);
    if (now && now.version > state.version) return tellOperation(id);
    await parts.news.settle(id, state.version, again);
    if (state.ended && again === undefined) await forgetWatches(id, parts);
  };
  return tellOperation;
};

/** Everybody has heard its end; a channel holds only so many watches, and this one will never tell anything again. */
const forgetWatches = async (id: string, { subscriptions }: TellingParts): Promise<void> => {
  for (const watch of await subscriptions.about([`operation:${id}`])) await subscriptions.remove(watch.id);
};

const read = async (id: string, { journal }: TellingParts): Promise<OperationState | undefined> => {
  const recorded = await journal.read(id);
  return recorded && fold(id, recorded);
};

const tellAll = async (state: OperationState, parts: TellingParts): Promise<number | undefined> => {
  const known = await parts.deliveries.of(`operation:${state.id}`);
  const hearers = await hearersOfOperation(state, parts);
  const waits = await Promise.all(
    hearers.map((hearer) => {
      const delivery = known.find(({ channel }) => isSameChannel(channel, hearer.channel));
      return deliver(operationTale(state, hearer, parts.now()), hearer, delivery, parts);
    }),
  );
  return soonest(waits);
};

/** Where it was asked everything of it is told, without anybody having to watch it. */
const hearersOfOperation = async (
  { id, started }: OperationState,
  { subscriptions, policy }: TellingParts,
): Promise<readonly Hearer[]> => {
  const about = aboutTargets(started.targets, policy());
  const asked = await subscriptions.about([`operation:${id}`, ...about.subjects]);
  const channel = { tenant: '', personal: false, sharedOutside: false, ...started.channel } as ChannelRef;
  return hearersOf(about, asked, policy(), [{ channel, events: ['started', 'progress', 'completed', 'failed'] }]);
};
