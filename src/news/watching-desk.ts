import { type PolicyFor, policyForAsker } from '../authorization/policy-for.ts';
import type { Asker } from '../definitions/command.ts';
import { maySee } from '../dispatch/may-see.ts';
import type { Message } from '../messages/message.ts';
import { fold } from '../operations/state.ts';
import { listedChannel } from '../policy/channels.ts';
import type { Policy } from '../policy/policy.ts';
import type { Journal } from '../ports/journal.ts';
import type { Target } from '../ports/names.ts';
import type { Subscription, Subscriptions } from '../ports/subscriptions.ts';
import type { Watching, WatchOrder } from '../ports/watching.ts';
import { noSuchOperation } from '../views/operation.ts';
import { noSuchWatch, tooManyWatches, watched, watchedHere, watchedNoMore } from '../views/watches.ts';

interface DeskParts {
  readonly subscriptions: Subscriptions;
  readonly journal: Journal;
  readonly policy: () => Policy;
  readonly policyFor: PolicyFor;
}

/** A channel that hears everything hears nothing. */
const mostInAChannel = 50;

/** Keeps what people want to be told of. */
export class WatchingDesk implements Watching {
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  async watch(order: WatchOrder, asker: Asker): Promise<Message> {
    const subject = await this.#subjectOf(order.target, asker);
    if (!subject) return noSuchOperation('operation' in order.target ? order.target.operation : '');
    const { subscriptions } = this.#parts;
    const here = await subscriptions.of(asker.channel);
    const before = here.find(({ about }) => about === subject.about);
    if (!before && here.length >= mostInAChannel) return tooManyWatches(mostInAChannel);
    if (before) await subscriptions.remove(before.id);
    const { events, everyPercent } = order;
    const added = await subscriptions.add({
      ...subject,
      channel: asker.channel,
      events,
      by: asker.person?.id ?? '',
      ...(everyPercent !== undefined && { everyPercent }),
    });
    return watched(added);
  }

  async unwatch(id: string, asker: Asker): Promise<Message> {
    const here = await this.#parts.subscriptions.of(asker.channel);
    const found = here.find((each) => each.id === id);
    if (!found || !(await this.#parts.subscriptions.remove(id))) return noSuchWatch(id, here);
    return watchedNoMore(found);
  }

  async list({ channel }: Asker): Promise<Message> {
    const { subscriptions, policy } = this.#parts;
    const standing = listedChannel(channel, policy())?.watches ?? [];
    return watchedHere(await subscriptions.of(channel), standing);
  }

  async #subjectOf(
    target: WatchOrder['target'],
    asker: Asker,
  ): Promise<Pick<Subscription, 'about' | 'title'> | undefined> {
    if ('copy' in target) return { about: `copy:${target.copy}`, title: target.name };
    if (!('operation' in target)) return { about: aboutTarget(target), title: target.name };
    const { journal, policyFor } = this.#parts;
    const recorded = await journal.read(target.operation);
    const state = recorded && fold(target.operation, recorded);
    const policy = await policyForAsker(policyFor, asker, 'remembered');
    if (!state || !maySee(asker, state.started, policy)) return undefined;
    return { about: `operation:${state.id}`, title: `${state.id} ${state.started.title}` };
  }
}

const aboutTarget = ({ kind, name, resources }: Target): string =>
  kind === 'application' || kind === 'region' ? `${kind}:${name}` : `${kind}:${(resources[0] ?? name).toLowerCase()}`;
