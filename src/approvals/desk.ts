import { policyForAsker } from '../authorization/policy-for.ts';
import type { Asker } from '../definitions/command.ts';
import { subjectFor } from '../dispatch/judge.ts';
import { maySee } from '../dispatch/may-see.ts';
import type { Message } from '../messages/message.ts';
import { isSameChannel } from '../policy/channels.ts';
import type { Policy } from '../policy/policy.ts';
import type { ChangeDesk, Proposal, Received } from '../ports/change-desk.ts';
import type { ChannelRef } from '../ports/chat.ts';
import type { Decisions, RequestPart } from '../ports/decisions.ts';
import {
  counted,
  heldBack,
  noSuchRequest,
  notFromTerminal,
  reasonNeeded,
  requested,
  tooManyOpen,
  waitingRequests,
} from '../views/decided.ts';
import { didNotCount } from '../views/did-not-count.ts';
import { glassBroken, glassToBreak, signedOff } from '../views/glass.ts';
import { azLines, everyCall, wholePlan } from '../views/plan-calls.ts';
import { type RequestEyes, requestCard } from '../views/request.ts';
import { postCards, refreshCards } from './cards.ts';
import {
  approve,
  breakGlass,
  type Click,
  deny,
  mayApprove,
  retract,
  review,
  type Verdict,
  withdraw,
} from './decide.ts';
import type { ChangeRequest, Voice } from './request.ts';
import { requestFrom } from './request-from.ts';
import { Settler, type SettlerParts, takeUpMs } from './settle.ts';
import { abortWithinMs, nextLook } from './timetable.ts';
import { voiceOf } from './voice.ts';

const partShown: Readonly<Record<RequestPart, (request: ChangeRequest) => Message>> = {
  plan: wholePlan,
  calls: everyCall,
  az: azLines,
};

interface DeskParts extends SettlerParts {
  /** A terminal proves no more than who sits at this machine; against real Azure it decides only where the policy says so. */
  readonly terminalMayDecide: () => boolean;
}

type Order<Name extends keyof Decisions> = Parameters<Decisions[Name]>[0];

/** Opens requests and takes decisions. Every order is answered. */
export class Desk implements ChangeDesk, Decisions {
  readonly #parts: DeskParts;
  readonly #settler: Settler;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#settler = new Settler(parts);
  }

  async receive(proposal: Proposal): Promise<Received> {
    const { approvals, policy, now } = this.#parts;
    const request = requestFrom(proposal, policy(), now());
    if (request.rule.reasonRequired && !request.reason) return refused(reasonNeeded(proposal.line));
    const { agreedBefore = [] } = proposal;
    const atOnce = request.rule.quorum <= agreedBefore.length;
    const mostOpen = policy().approvals.openRequestsPerPerson;
    const firstLook = nextLook({ ...request, openedAt: 0, expiresAt: request.rule.lifetimeSeconds * 1000 });
    const opened = await approvals.open(request, mostOpen, { wakeInMs: atOnce ? takeUpMs : firstLook });
    if (opened.kind === 'held') return refused(heldBack());
    if (opened.kind === 'too-many') return refused(tooManyOpen(opened.open));
    if (atOnce) return this.#startAtOnce(opened.request, agreedBefore);
    const posted = await postCards(opened.request, this.#parts);
    const message = request.channel.personal ? requestCard(posted, 'asker') : requested(posted, policy().channels);
    return { message, outcome: 'waits' };
  }

  /** What cannot begin at once waits with cards like any other, so that somebody sees it begin or end. */
  async #startAtOnce(request: ChangeRequest, agreedBefore: readonly Voice[]): Promise<Received> {
    const message = await this.#settler.settle(await this.#agreed(request, agreedBefore));
    const now = await this.#parts.approvals.read(request.id);
    if (now?.state.kind === 'started') return { message, outcome: 'started' };
    if (now?.state.kind !== 'open') return refused(message);
    await postCards(now, this.#parts);
    return { message, outcome: 'waits' };
  }

  /** They count as if they were given now, and are judged by the roles of now like any other. */
  async #agreed(request: ChangeRequest, before: readonly Voice[]): Promise<ChangeRequest> {
    if (before.length === 0) return request;
    const approvals = before.map((voice) => ({ ...voice, at: 0 }));
    const written = await this.#parts.approvals.update(request, { approvals });
    return written.kind === 'held' ? request : written.request;
  }

  async approve({ id, digest, typed, revision }: Order<'approve'>, asker: Asker): Promise<Message> {
    const click = { digest, ...(typed && { typed }), ...(revision !== undefined && { revision }) };
    return this.#decide(id, asker, (request, who) => approve(request, { ...who, ...click }, who.policy));
  }

  async deny({ id, digest, reason }: Order<'deny'>, asker: Asker): Promise<Message> {
    return this.#decide(id, asker, (request, who) =>
      deny(request, { ...who, digest: digest ?? request.digest }, reason, who.policy),
    );
  }

  /** To take back what is one's own needs no more proof than the terminal has. */
  retract({ id }: Order<'retract'>, asker: Asker): Promise<Message> {
    return this.#decideAnywhere(id, asker, (request, { voice }) => retract(request, voice));
  }

  withdraw({ id }: Order<'withdraw'>, asker: Asker): Promise<Message> {
    return this.#decideAnywhere(id, asker, (request, { voice }) => withdraw(request, voice));
  }

  breakGlass({ id, digest, incident, reason }: Order<'breakGlass'>, asker: Asker): Promise<Message> {
    const decision: Decision = (request, who) =>
      breakGlass(request, { ...who, digest: digest ?? request.digest }, { incident, reason }, who.policy);
    return this.#decide(id, asker, decision, (broken) => this.#broadcast(broken));
  }

  review({ id, note = '' }: Order<'review'>, asker: Asker): Promise<Message> {
    const decision: Decision = (request, who) => review(request, { ...who, digest: request.digest }, note, who.policy);
    return this.#decide(id, asker, decision, async (request) => signedOff(request));
  }

  async list(asker: Asker): Promise<Message> {
    const { pending, reviews } = await this.#parts.approvals.waiting();
    const policy = await policyForAsker(this.#parts.policyFor, asker, 'remembered');
    const isSeen = (request: ChangeRequest) => maySeeRequest(request, asker, policy);
    const seen = { pending: pending.filter(isSeen), reviews: reviews.filter(isSeen) };
    return waitingRequests(seen, pending.length - seen.pending.length);
  }

  async show(id: string, asker: Asker, part?: RequestPart): Promise<Message> {
    const request = await this.#parts.approvals.read(id.toUpperCase());
    const policy = await policyForAsker(this.#parts.policyFor, asker, 'remembered');
    if (!request || !maySeeRequest(request, asker, policy)) return noSuchRequest(id);
    if (part) return partShown[part](request);
    return requestCard(request, eyesOf(asker, request, policy));
  }

  async #decide(id: string, asker: Asker, decision: Decision, say?: Say): Promise<Message> {
    if (asker.account.platform === 'terminal' && !this.#parts.terminalMayDecide()) return notFromTerminal();
    return this.#decideAnywhere(id, asker, decision, say);
  }

  async #decideAnywhere(id: string, asker: Asker, decision: Decision, say?: Say): Promise<Message> {
    const request = await this.#parts.approvals.read(id.toUpperCase());
    const policy = await policyForAsker(this.#parts.policyFor, asker, 'fresh');
    const subject = subjectFor(asker, policy);
    if (!request || !subject) return noSuchRequest(id);
    const voice = voiceOf(asker);
    const sees = maySeeRequest(request, asker, policy) || isPartyTo(request, voice);
    const who = { voice, subject, policy, sees, now: this.#parts.now().getTime() };
    return this.#decideOn(request, who, decision, say);
  }

  /** Nothing is lost to a race: whoever comes second decides again on what the first one left. */
  async #decideOn(request: ChangeRequest, who: Who, decision: Decision, say?: Say): Promise<Message> {
    const { approvals } = this.#parts;
    const verdict = decision(request, who);
    if (verdict.kind !== 'counts')
      return who.sees || 'refusal' in verdict ? didNotCount(request, verdict) : noSuchRequest(request.id);
    const written = await approvals.update(request, verdict.next, this.#wakeAfter(request, verdict));
    if (written.kind === 'held') return heldBack();
    if (written.kind === 'stale') return this.#decideOn(written.request, who, decision, say);
    if (verdict.complete) return this.#settler.settle(written.request);
    const answer = say ? await say(written.request) : counted(written.request);
    await refreshCards(written.request, this.#parts);
    return answer;
  }

  #wakeAfter(request: ChangeRequest, { next, complete }: Verdict & { readonly kind: 'counts' }) {
    if (complete) return { inMs: takeUpMs };
    if (next.breakGlass) return { inMs: abortWithinMs };
    return next.state || next.review ? undefined : nextLook({ ...request, ...next });
  }

  /** Everybody who could abort it hears of it anew: an edited card alone may go unnoticed. */
  async #broadcast(request: ChangeRequest): Promise<Message> {
    const { speaker } = this.#parts;
    const alarm = glassBroken(request);
    const told = await speaker.announce('approvals', alarm);
    const isTold = (ref: ChannelRef) => told.some(({ channel }) => isSameChannel(channel, ref));
    const others = request.cards.map(({ channel }) => channel).filter((channel) => !isTold(channel));
    for (const channel of others) await speaker.tryToPost(channel, alarm);
    return glassToBreak(request);
  }
}

type Who = Pick<Click, 'voice' | 'subject' | 'now'> & {
  readonly policy: Policy;
  /** May be told how the request stands, and not only that it is not theirs to decide. */
  readonly sees: boolean;
};
type Decision = (request: ChangeRequest, who: Who) => Verdict;
type Say = (request: ChangeRequest) => Promise<Message>;

const refused = (message: Message): Received => ({ message, outcome: 'nothing' });

const maySeeRequest = ({ rule, targets }: ChangeRequest, asker: Asker, policy: Policy): boolean =>
  maySee(asker, { access: rule.approvers, targets }, policy);

/** Whatever became of their rights: what is one's own one may take back, and hear of. */
const isPartyTo = ({ asker, approvals, breakGlass }: ChangeRequest, { person }: Voice): boolean =>
  [asker, breakGlass?.by, ...approvals].some((each) => each?.person === person);

const eyesOf = (asker: Asker, request: ChangeRequest, policy: Policy): RequestEyes => {
  if (asker.person?.id === request.asker.person) return 'asker';
  if (request.approvals.some(({ person }) => person === asker.person?.id)) return 'approved';
  const subject = subjectFor(asker, policy);
  const mayDecide = subject && !asker.unconfirmed && mayApprove(request, subject, policy).allowed;
  return mayDecide ? 'approver' : 'reader';
};
