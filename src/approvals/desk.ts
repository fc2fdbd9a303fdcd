import type { Asker } from '../definitions/command.ts';
import { subjectFor } from '../dispatch/judge.ts';
import { maySee } from '../dispatch/may-see.ts';
import { AzureRefused, AzureUnreachable } from '../errors/azure.ts';
import type { Message } from '../messages/message.ts';
import type { PolicyDifference } from '../policy/difference.ts';
import type { Policy } from '../policy/policy.ts';
import type { Touched } from '../policy/touched.ts';
import type { Approvals, Changed } from '../ports/approvals.ts';
import type { ChangeDesk, Proposal } from '../ports/change-desk.ts';
import type { Decisions } from '../ports/decisions.ts';
import type { Speaker } from '../speaking/speaker.ts';
import {
  changedSince,
  counted,
  didNotCount,
  heldBack,
  noSuchRequest,
  notFromTerminal,
  reasonNeeded,
  requested,
  tooManyOpen,
  waitingRequests,
  waitsForAzure,
  waitsForLock,
} from '../views/decided.ts';
import { notByOwnLink } from '../views/links.ts';
import { requestCard } from '../views/request.ts';
import { postCards, refreshCards } from './cards.ts';
import {
  approve,
  type Click,
  deny,
  retract,
  type StandingApprovals,
  standingApprovals,
  type Verdict,
  withdraw,
} from './decide.ts';
import { type PlannerParts, recheck } from './re-plan.ts';
import type { AppliedRule, ChangeRequest } from './request.ts';
import { requestFrom } from './request-from.ts';
import { journalStart } from './start.ts';
import { voiceOf } from './voice.ts';

interface DeskParts extends PlannerParts {
  readonly approvals: Approvals;
  readonly speaker: Speaker;
  /** A terminal proves no more than who sits at this machine; against real Azure it decides only where the policy says so. */
  readonly terminalMayDecide: () => boolean;
  /** Which version of a workflow this bot carries out. */
  readonly workflowVersion: (workflow: string) => number;
}

/** What is decided and has not started yet is taken up again this often: whoever decided it may be gone. */
const takeUpMs = 15_000;

/** Opens requests, takes decisions, and starts what is decided. Every order is answered. */
export class Desk implements ChangeDesk, Decisions {
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  async receive(proposal: Proposal): Promise<Message> {
    const { approvals, speaker, policy, now } = this.#parts;
    const request = requestFrom(proposal, policy(), now());
    if (request.rule.reasonRequired && !request.reason) return reasonNeeded(proposal.line);
    const atOnce = request.rule.quorum === 0;
    const mostOpen = policy().approvals.openRequestsPerPerson;
    const opened = await approvals.open(request, mostOpen, atOnce ? takeUpMs : undefined);
    if (opened.kind === 'held') return heldBack();
    if (opened.kind === 'too-many') return tooManyOpen(opened.open);
    if (atOnce) return this.#settle(opened.request);
    const posted = await postCards(opened.request, approvals, speaker);
    return request.channel.personal ? requestCard(posted) : requested(posted, posted.cards.length);
  }

  async approve(order: Parameters<Decisions['approve']>[0], asker: Asker): Promise<Message> {
    const click = {
      digest: order.digest,
      ...(order.typed && { typed: order.typed }),
      ...(order.revision !== undefined && { revision: order.revision }),
    };
    return this.#decide(order.id, asker, (request, who) =>
      approve(request, { ...who, ...click }, this.#parts.policy()),
    );
  }

  async deny(order: Parameters<Decisions['deny']>[0], asker: Asker): Promise<Message> {
    return this.#decide(order.id, asker, (request, who) =>
      deny(request, { ...who, digest: order.digest ?? request.digest }, order.reason, this.#parts.policy()),
    );
  }

  /** To take back what is one's own needs no more proof than the terminal has. */
  retract({ id }: { readonly id: string }, asker: Asker): Promise<Message> {
    return this.#decideAnywhere(id, asker, (request, { voice }) => retract(request, voice));
  }

  withdraw({ id }: { readonly id: string }, asker: Asker): Promise<Message> {
    return this.#decideAnywhere(id, asker, (request, { voice }) => withdraw(request, voice));
  }

  async list(asker: Asker): Promise<Message> {
    const pending = await this.#parts.approvals.pending();
    const policy = await this.#policyFor(asker, 'remembered');
    const seen = pending.filter((request) => maySeeRequest(request, asker, policy));
    return waitingRequests(seen, pending.length - seen.length);
  }

  async show(id: string, asker: Asker): Promise<Message> {
    const request = await this.#parts.approvals.read(id);
    const policy = await this.#policyFor(asker, 'remembered');
    return request && maySeeRequest(request, asker, policy) ? requestCard(request) : noSuchRequest(id);
  }

  #policyFor({ person }: Asker, how: 'fresh' | 'remembered'): Promise<Policy> {
    return this.#parts.policyFor(person ? [person.id] : [], how);
  }

  /** The time of a request has come: it expired, or it is decided and did not start yet. */
  async wake(id: string): Promise<void> {
    const { approvals, speaker } = this.#parts;
    for (const expired of await approvals.expire()) await refreshCards(expired, approvals, speaker);
    const request = await approvals.read(id);
    if (request?.state.kind !== 'open') return;
    if (isComplete(request)) await this.#settle(request);
    else await approvals.update(request, {}, request.expiresAt);
  }

  async #decide(id: string, asker: Asker, decision: Decision): Promise<Message> {
    if (asker.account.platform === 'terminal' && !this.#parts.terminalMayDecide()) return notFromTerminal();
    if (asker.unconfirmed) return notByOwnLink();
    return this.#decideAnywhere(id, asker, decision);
  }

  async #decideAnywhere(id: string, asker: Asker, decision: Decision): Promise<Message> {
    const request = await this.#parts.approvals.read(id.toUpperCase());
    const who = await this.#who(asker);
    if (!request || !who) return noSuchRequest(id);
    return this.#decideOn(request, who, decision);
  }

  /** A new policy is in force: what was asked under rules that are no more has to be asked again. */
  async voidTouched({ touched }: PolicyDifference): Promise<void> {
    for (const request of await this.#parts.approvals.pending()) {
      if (isTouched(request, touched)) {
        const state = { kind: 'voided', at: 0, why: 'the policy that it was asked under changed' } as const;
        await this.#write(request, { state }, counted);
      }
    }
  }

  /** Nothing is lost to a race: whoever comes second decides again on what the first one left. */
  async #decideOn(request: ChangeRequest, who: Who, decision: Decision): Promise<Message> {
    const { approvals, speaker } = this.#parts;
    const verdict = decision(request, who);
    if (verdict.kind !== 'counts') return didNotCount(request, verdict);
    const written = await approvals.update(request, verdict.next, verdict.complete ? this.#soon() : undefined);
    if (written.kind === 'held') return heldBack();
    if (written.kind === 'stale') return this.#decideOn(written.request, who, decision);
    if (verdict.complete) return this.#settle(written.request);
    await refreshCards(written.request, approvals, speaker);
    return counted(written.request);
  }

  /** The quorum is complete: roles and facts are read again, and only what still holds is started. */
  async #settle(request: ChangeRequest): Promise<Message> {
    const standing = await this.#standing(request, request.rule);
    if (standing.approvals.length < request.rule.quorum) return this.#goOnWaiting(request, standing, request.rule);
    const found = await recheck(request, this.#parts).catch(unread);
    switch (found.kind) {
      case 'unread':
        return this.#takeUpLater(request, (waiting) => waitsForAzure(waiting, found.why));
      case 'void':
        return this.#write(request, { state: { kind: 'voided', at: 0, why: found.why } }, counted);
      case 'changed': {
        const { plan, digest, how } = found;
        const next = { plan, digest, approvals: [], revision: request.revision + 1 };
        return this.#write(request, next, (changed) => changedSince(changed, how));
      }
      case 'same': {
        const still = await this.#standing(request, found.rule);
        if (still.approvals.length < found.rule.quorum) return this.#goOnWaiting(request, still, found.rule);
        return this.#start({ ...request, plan: found.plan, approvals: still.approvals });
      }
    }
  }

  async #standing(request: ChangeRequest, rule: AppliedRule): Promise<StandingApprovals> {
    const approvers = request.approvals.map(({ person }) => person);
    return standingApprovals({ ...request, rule }, await this.#parts.policyFor(approvers, 'fresh'));
  }

  /** By a policy that came into force meanwhile, fewer approvals count, or more are needed. */
  #goOnWaiting(request: ChangeRequest, { approvals, ...gone }: StandingApprovals, rule: AppliedRule): Promise<Message> {
    return this.#write(request, { approvals, rule }, (waiting) => counted(waiting, gone));
  }

  /** It is judged by the policy of now, so the worker has to have this one. */
  async #start(request: ChangeRequest): Promise<Message> {
    const { approvals, speaker, workflowVersion, now, policy } = this.#parts;
    const version = workflowVersion(request.plan.work.workflow);
    const judged = { ...request, policyVersion: policy().version };
    const started = await approvals.start(judged, journalStart(judged, version, now()));
    if (started.kind === 'held') return heldBack();
    if (started.kind === 'locked')
      return this.#takeUpLater(request, (waiting) => waitsForLock(waiting, started.holder));
    if (started.kind === 'stale')
      return isComplete(started.request) ? this.#settle(started.request) : counted(started.request);
    await refreshCards(started.request, approvals, speaker);
    return counted(started.request);
  }

  async #takeUpLater(request: ChangeRequest, say: (request: ChangeRequest) => Message): Promise<Message> {
    const written = await this.#parts.approvals.update(request, {}, this.#soon());
    if (written.kind === 'held') return heldBack();
    return written.request.state.kind === 'open' ? say(written.request) : counted(written.request);
  }

  async #write(request: ChangeRequest, next: Changed, say: (request: ChangeRequest) => Message): Promise<Message> {
    const { approvals, speaker } = this.#parts;
    const written = await approvals.update(request, next, request.expiresAt);
    if (written.kind === 'held') return heldBack();
    if (written.kind === 'updated') await refreshCards(written.request, approvals, speaker);
    return written.kind === 'updated' ? say(written.request) : counted(written.request);
  }

  #soon(): number {
    return this.#parts.now().getTime() + takeUpMs;
  }

  async #who(asker: Asker): Promise<Who | undefined> {
    const subject = subjectFor(asker, await this.#policyFor(asker, 'fresh'));
    return subject && { voice: voiceOf(asker), subject };
  }
}

type Who = Pick<Click, 'voice' | 'subject'>;
type Decision = (request: ChangeRequest, who: Who) => Verdict;

const maySeeRequest = ({ rule, targets }: ChangeRequest, asker: Asker, policy: Policy): boolean =>
  maySee(asker, { access: rule.approvers, targets }, policy);

const isTouched = (request: ChangeRequest, touched: Touched): boolean =>
  touched.approvals ||
  touched.people.includes(request.asker.person) ||
  request.approvals.some((each) => touched.people.includes(each.person)) ||
  request.targets.some(
    (target) =>
      (target.kind === 'application' && touched.applications.includes(target.name)) ||
      target.resources.some((id) => touched.resources.includes(id)),
  );

const isComplete = (request: ChangeRequest): boolean =>
  request.state.kind === 'open' && request.approvals.length >= request.rule.quorum;

const unread = (error: unknown) => {
  if (error instanceof AzureRefused) return { kind: 'unread', why: error.message } as const;
  if (error instanceof AzureUnreachable) return { kind: 'unread', why: error.message } as const;
  throw error;
};
