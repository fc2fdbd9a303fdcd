import type { MayRead } from '../authorization/may-read.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Examination } from '../dispatch/examination.ts';
import type { Message } from '../messages/message.ts';
import type { Plan } from '../plans/plan.ts';
import type { Area, Danger, Level, Person, Policy, SpecialGrant } from '../policy/policy.ts';
import type { AuditDesk } from '../ports/audit.ts';
import type { Readers } from '../ports/azure/readers.ts';
import type { Account, ChannelRef } from '../ports/chat.ts';
import type { Decisions } from '../ports/decisions.ts';
import type { Hold } from '../ports/hold.ts';
import type { KeptReaders } from '../ports/kept.ts';
import type { Links } from '../ports/links.ts';
import type { Operations, UnderWay } from '../ports/operations.ts';
import type { SelfCheck } from '../ports/self-check.ts';
import type { Watching } from '../ports/watching.ts';
import type { RememberedPoints } from '../protection/last-points.ts';
import type { Offer } from '../views/offer.ts';
import { type Arguments, flag, type Values } from './argument.ts';
import { reason, toggle } from './kinds.ts';
import type { Topic } from './topics.ts';

/** The least that a command asks for; what its plan writes is asked for on top. */
export type Access =
  /** Even somebody whom the policy does not know. */
  | 'everyone'
  /** Anybody whom the policy knows. */
  | 'people'
  | { readonly level: Level; readonly area: Area }
  /** The level in at least one area; rows of the others are left out. */
  | { readonly level: Level; readonly area: 'any' }
  /** The level in each of the areas. */
  | { readonly level: Level; readonly area: 'every' }
  | { readonly grant: SpecialGrant };

interface Definition<Args extends Arguments> {
  /** One or two words: `failover`, `restore-point copy`. */
  readonly name: string;
  /** Where help tells of it. */
  readonly topic: Topic;
  /** One sentence, what it does. */
  readonly summary: string;
  readonly args: Args;
  readonly access: Access | ((values: Values<Args>) => Access);
}

/** Reads and answers. */
export interface Query<Args extends Arguments = Arguments> extends Definition<Args> {
  readonly kind: 'query';
  answer(values: Values<Args>, context: QueryContext): Message | Promise<Message>;
}

/** Has only a plan; what the plan says is carried out elsewhere, once it is approved. */
export interface Change<Args extends Arguments = Arguments> extends Definition<Args> {
  readonly kind: 'change';
  readonly danger: Exclude<Danger, 'none'>;
  /** Adds something and takes nothing away: unless the policy says otherwise, nobody else has to agree. */
  readonly additive?: true;
  /** Whoever agrees types the name of the target first, whatever the policy says. */
  readonly typeTarget?: true;
  plan(values: Values<Args>, context: PlanContext): Promise<Plan>;
}

/** Changes what the bot itself keeps (a decision, a subscription), never Azure. */
export interface Act<Args extends Arguments = Arguments> extends Definition<Args> {
  readonly kind: 'act';
  /** Touches nothing but what is the asker's own, so that a link which nobody confirmed is enough for it. */
  readonly ofOnesOwn?: true;
  act(values: Values<Args>, context: ActContext): Promise<Message>;
}

export type Command = Query | Change | Act;

/** Who asks, as far as it is known. */
export interface Asker {
  readonly account: Account;
  readonly channel: ChannelRef;
  readonly person: Person | undefined;
  /** Known by a link that they made themselves and nobody confirmed: may ask and read; nothing counts by that alone. */
  readonly unconfirmed?: true;
}

export interface PlanContext {
  /** One that this bot carries out, or carried out; for what goes on with it. */
  readonly operation: (id: string) => Promise<UnderWay | undefined>;
  readonly asker: Asker;
  readonly policy: Policy;
  readonly now: () => Date;
  readonly readers: Readers;
  readonly kept: KeptReaders;
}

export interface ActContext extends PlanContext {
  readonly decisions: Decisions;
  readonly operations: Operations;
  readonly hold: Hold;
  readonly watching: Watching;
  readonly links: Links;
}

interface QueryContext extends ActContext {
  readonly audit: AuditDesk;
  readonly selfCheck: SelfCheck;
  readonly lastPoints: RememberedPoints;
  readonly catalog: Catalog;
  /** Which rows the asker may see; the floor of a query may be lower than what some of its rows need. */
  readonly mayRead: MayRead;
  readonly offer: Offer;
  /** Everybody in the channel sees the answer: its buttons will be pressed by others. */
  readonly shared: boolean;
  /** What would happen if the asker typed this line. */
  readonly examine: (line: string) => Promise<Examination>;
}

/** Every answer can be shown to the whole channel. */
const share = flag(toggle, { help: 'Show the answer to everybody in the channel' });

export const defineQuery = <const Args extends Arguments>(query: Omit<Query<Args>, 'kind'>): Query =>
  erased<Query<Args>, Query>({ kind: 'query', ...query, args: { ...query.args, share } });

/** Every change can be given a reason, and a rule of the policy can require one. */
const why = flag(reason, { help: 'Why', example: 'INC-88123 power loss' });

export const defineChange = <const Args extends Arguments>(change: Omit<Change<Args>, 'kind'>): Change =>
  erased<Change<Args>, Change>({
    kind: 'change',
    ...change,
    args: { ...change.args, reason: change.args.reason ?? why },
  });

export const defineAct = <const Args extends Arguments>(act: Omit<Act<Args>, 'kind'>): Act =>
  erased<Act<Args>, Act>({ kind: 'act', ...act });

/** Safe because the dispatcher hands each command the values that were read by that command's own `args`. */
const erased = <Precise, Erased>(command: Precise): Erased => command as unknown as Erased;
