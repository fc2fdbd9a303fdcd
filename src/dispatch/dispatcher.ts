import type { PolicyFor } from '../authorization/policy-for.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Asker } from '../definitions/command.ts';
import { onOneLine } from '../parser/clean.ts';
import type { Parsed } from '../parser/parse.ts';
import { parse, understand } from '../parser/parse.ts';
import { listedChannel } from '../policy/channels.ts';
import type { Channel, Policy } from '../policy/policy.ts';
import type { AuditDesk, PromptRecorder } from '../ports/audit.ts';
import type { Readers } from '../ports/azure/readers.ts';
import type { ChangeDesk } from '../ports/change-desk.ts';
import type { Filled, FormValues, Input, Invocation, Reply } from '../ports/chat.ts';
import type { Decisions } from '../ports/decisions.ts';
import type { Dedupe } from '../ports/dedupe.ts';
import type { Hold } from '../ports/hold.ts';
import type { Journal } from '../ports/journal.ts';
import type { KeptReaders } from '../ports/kept.ts';
import type { LinkedPeople, LinkedPerson, Links } from '../ports/links.ts';
import type { Names } from '../ports/names.ts';
import type { Operations } from '../ports/operations.ts';
import type { SelfCheck } from '../ports/self-check.ts';
import type { StoreHealth } from '../ports/store.ts';
import type { Watching } from '../ports/watching.ts';
import type { RememberedPoints } from '../protection/last-points.ts';
import { azureFailed } from '../views/azure-problem.ts';
import { broke } from '../views/refused.ts';
import { answer } from './answer.ts';
import { formIn } from './form.ts';
import { home } from './home.ts';
import { identify, whose } from './identify.ts';
import { takeDown } from './take-down.ts';

export interface Parts {
  readonly catalog: Catalog;
  readonly names: Names;
  readonly readers: Readers;
  readonly kept: KeptReaders;
  readonly policy: () => Policy;
  readonly policyFor: PolicyFor;
  readonly desk: ChangeDesk;
  readonly decisions: Decisions;
  readonly operations: Operations;
  readonly journal: Pick<Journal, 'read'>;
  readonly hold: Hold;
  readonly audit: AuditDesk;
  readonly selfCheck: SelfCheck;
  readonly lastPoints: RememberedPoints;
  readonly recorder: PromptRecorder;
  readonly watching: Watching;
  readonly links: Links;
  readonly linked: LinkedPeople;
  readonly dedupe: Dedupe;
  readonly store: StoreHealth;
  readonly now: () => Date;
  /** On every card, where there is one. */
  readonly banner: string | undefined;
  /** Writes what happened to the log, and answers with a short reference to it. */
  readonly report: (error: unknown, invocation: Invocation) => string;
}

/** One invocation, from who speaks to what is answered. */
export interface Conversation extends Parts {
  readonly invocation: Invocation;
  /** With the asker's roles in Azure. */
  readonly current: Policy;
  readonly asker: Asker & { readonly listed: Channel | undefined };
  /** The store has this delivery on record, so that a repetition of it would be noticed. */
  readonly recorded: boolean;
}

const rememberDeliveriesSeconds = 15 * 60;

/** The one way in for every adapter. Never throws. */
export const createDispatcher =
  (parts: Parts) =>
  async (invocation: Invocation): Promise<Reply> => {
    const reply = await conversed(parts, invocation);
    takeDown(parts, invocation, reply);
    // Nobody is answered before it is on record; while the store is away the record waits for it, and nobody for that.
    if (parts.store.state().reachable) await parts.recorder.flush();
    return underBanner(parts, reply);
  };

const conversed = async (parts: Parts, invocation: Invocation): Promise<Reply> => {
  try {
    return await converse(parts, invocation);
  } catch (error) {
    return { kind: 'refusal', message: azureFailed(error) ?? broke(parts.report(error, invocation)) };
  }
};

const underBanner = ({ banner }: Parts, reply: Reply): Reply =>
  banner && 'message' in reply ? { ...reply, message: { ...reply.message, banner } } : reply;

const converse = async (parts: Parts, invocation: Invocation): Promise<Reply> => {
  const { input } = invocation;
  const delivery = await record(parts, invocation);
  if (delivery === 'repeated') return { kind: 'nothing' };
  const link = await linkOf(parts, invocation);
  const { person } = askerOf(invocation, parts.policy(), link);
  const current = await parts.policyFor(person ? [person.id] : [], 'remembered');
  const asker = askerOf(invocation, current, link);
  const conversation = { ...parts, invocation, current, asker, recorded: delivery === 'first' };
  switch (input.kind) {
    case 'line':
      return answerLine(conversation, input);
    case 'form':
      return answer(conversation, submitted(parts.catalog, input));
    case 'home':
      return home(conversation);
  }
};

/** What a button asks for is asked, also of somebody whom only the store knew. */
const answerLine = (talk: Conversation, { text, asks }: Input & { readonly kind: 'line' }): Promise<Reply> | Reply => {
  const parsed = parse(text, talk.catalog);
  const form = asks && talk.asker.person && formIn(parsed, asks);
  return form ? { kind: 'form', form } : answer(talk, parsed);
};

/** A form as it came back. */
export const submitted = (catalog: Catalog, { command: name, values }: Filled): Parsed => {
  const command = catalog.find(name);
  if (!command) return { kind: 'unreadable', why: 'The form is of a command I no longer know.' };
  return understand(command, cleanValues(values));
};

/** A form's field may hold several lines, and on a card one of them could pass for the bot's own. */
const cleanValues = (values: FormValues): FormValues =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? onOneLine(value) : value?.map(onOneLine),
    ]),
  );

/** Without the store a delivery cannot be remembered: what only reads goes on, changes are refused further on. */
const record = async (parts: Parts, invocation: Invocation): Promise<'first' | 'repeated' | 'unknown'> => {
  if (!parts.store.state().reachable) return 'unknown';
  const { account, deliveryId } = invocation;
  const key = `${account.platform}:${account.tenant}:${deliveryId}`;
  try {
    return (await parts.dedupe.first(key, rememberDeliveriesSeconds)) ? 'first' : 'repeated';
  } catch (error) {
    parts.report(error, invocation);
    return 'unknown';
  }
};

const askerOf = ({ account, channel }: Invocation, policy: Policy, link: LinkedPerson | undefined) => ({
  account,
  channel,
  listed: listedChannel(channel, policy),
  ...whose(account, policy, link),
});

/** Without the store nobody is known by a link; whom the policy lists needs none. */
const linkOf = async (parts: Parts, invocation: Invocation): Promise<LinkedPerson | undefined> => {
  const { account } = invocation;
  if (identify(account, parts.policy()) || !parts.store.state().reachable) return undefined;
  try {
    return await parts.linked.of(account);
  } catch (error) {
    parts.report(error, invocation);
    return undefined;
  }
};
