import { subjectOf } from '../authorization/decide.ts';
import type { Asker } from '../definitions/command.ts';
import { subjectFor } from '../dispatch/judge.ts';
import type { Message } from '../messages/message.ts';
import type { Approvals, Changed, NewRequest } from '../ports/approvals.ts';
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
  waitsForLock,
} from '../views/decided.ts';
import { requestCard } from '../views/request.ts';
import { postCards, refreshCards } from './cards.ts';
import { approve, type Click, deny, retract, standingApprovals, type Verdict, withdraw } from './decide.ts';
import { digestOf } from './digest.ts';
import { type PlannerParts, recheck } from './re-plan.ts';
import type { ChangeRequest, Voice } from './request.ts';
import { appliedRule } from './rule.ts';
import { journalStart } from './start.ts';

interface DeskParts extends PlannerParts {
  readonly approvals: Approvals;
  readonly speaker: Speaker;
  /** A terminal proves no more than who sits at this machine; against real Azure it decides only where the policy says so. */
  readonly terminalMayDecide: () => boolean;
  /** Which version of a workflow this bot carries out. */
  readonly workflowVersion: (workflow: string) => number;
}

/** Opens requests, takes decisions, and starts what is decided. Every order is answered. */
export class Desk implements ChangeDesk, Decisions {
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  async receive(proposal: Proposal): Promise<Message> {
    const { approvals, speaker, policy } = this.#parts;
    const request = this.#requestFrom(proposal);
    if (request.rule.reasonRequired && !request.reason) return reasonNeeded(proposal.line);
    const opened = await approvals.open(request, policy().approvals.openRequestsPerPerson);
    if (opened.kind === 'held') return heldBack();
    if (opened.kind === 'too-many') return tooManyOpen(opened.open);
    if (request.rule.quorum === 0) return this.#settle(opened.request);
    const posted = await postCards(opened.request, approvals, speaker);
    return request.channel.personal ? requestCard(posted) : requested(posted, posted.cards.length);
  }

  async approve(order: Parameters<Decisions['approve']>[0], asker: Asker): Promise<Message> {
    const click = {
      digest: order.digest,
      ...(order.typed && { typed: order.typed }),
      ...(order.revision && { revision: order.revision }),
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

  retract({ id }: { readonly id: string }, asker: Asker): Promise<Message> {
    return this.#decide(id, asker, (request, { voice }) => retract(request, voice));
  }

  withdraw({ id }: { readonly id: string }, asker: Asker): Promise<Message> {
    return this.#decide(id, asker, (request, { voice }) => withdraw(request, voice));
  }

  async list(): Promise<Message> {
    return waitingRequests(await this.#parts.approvals.pending());
  }

  /** The time of a request has come: it expired, or its quorum is complete and it could not start before. */
  async wake(id: string): Promise<void> {
    const { approvals, speaker } = this.#parts;
    for (const expired of await approvals.expire()) await refreshCards(expired, speaker);
    const request = await approvals.read(id);
    if (request && isComplete(request)) await this.#settle(request);
  }

  /** Nothing is lost to a race: whoever comes second decides again on what the first one left. */
  async #decide(id: string, asker: Asker, decision: Decision): Promise<Message> {
    if (asker.account.platform === 'terminal' && !this.#parts.terminalMayDecide()) return notFromTerminal();
    const request = await this.#parts.approvals.read(id.toUpperCase());
    const who = this.#who(asker);
    if (!request || !who) return noSuchRequest(id);
    return this.#decideOn(request, who, decision);
  }

  async #decideOn(request: ChangeRequest, who: Who, decision: Decision): Promise<Message> {
    const verdict = decision(request, who);
    if (verdict.kind !== 'counts') return didNotCount(request, verdict);
    const written = await this.#parts.approvals.update(request, verdict.next);
    if (written.kind === 'held') return heldBack();
    if (written.kind === 'stale') return this.#decideOn(written.request, who, decision);
    if (verdict.complete) return this.#settle(written.request);
    await refreshCards(written.request, this.#parts.speaker);
    return counted(written.request);
  }

  /** The quorum is complete: roles and facts are read again, and only what still holds is started. */
  async #settle(request: ChangeRequest): Promise<Message> {
    const standing = standingApprovals(request, (person) => this.#subjectOf(person), this.#parts.policy());
    if (standing.length < request.rule.quorum) return this.#write(request, { approvals: standing }, counted);
    const found = await recheck(request, this.#parts);
    if (found.kind === 'void') {
      return this.#write(request, { state: { kind: 'voided', at: 0, why: found.why } }, counted);
    }
    if (found.kind === 'changed') {
      const { plan, digest, how } = found;
      const next = { plan, digest, approvals: [], revision: request.revision + 1 };
      return this.#write(request, next, (changed) => changedSince(changed, how));
    }
    return this.#start({ ...request, plan: found.plan });
  }

  async #start(request: ChangeRequest): Promise<Message> {
    const { approvals, speaker, workflowVersion, now } = this.#parts;
    const started = await approvals.start(
      request,
      journalStart(request, workflowVersion(request.plan.work.workflow), now()),
    );
    if (started.kind === 'held') return heldBack();
    if (started.kind === 'locked') return waitsForLock(request, started.holder);
    if (started.kind === 'stale')
      return isComplete(started.request) ? this.#settle(started.request) : counted(started.request);
    await refreshCards(started.request, speaker);
    return counted(started.request);
  }

  async #write(request: ChangeRequest, next: Changed, say: (request: ChangeRequest) => Message): Promise<Message> {
    const written = await this.#parts.approvals.update(request, next);
    if (written.kind === 'held') return heldBack();
    if (written.kind === 'updated') await refreshCards(written.request, this.#parts.speaker);
    return written.kind === 'updated' ? say(written.request) : counted(written.request);
  }

  #requestFrom({ command, line, typed, access, targets, plan, asker }: Proposal): NewRequest {
    const { policy, now } = this.#parts;
    const { danger, additive = false } = command;
    const reason = typeof typed.reason === 'string' ? typed.reason : undefined;
    return {
      revision: 1,
      command: command.name,
      line,
      typed,
      asker: voiceOf(asker),
      ...(reason && { reason }),
      plan,
      digest: digestOf(command.name, plan.facts),
      danger,
      targets,
      rule: appliedRule({ danger, additive, access, targets, vms: plan.vms }, policy(), now()),
      policyVersion: policy().version,
      channel: asker.channel,
    };
  }

  #who(asker: Asker): Who | undefined {
    const subject = subjectFor(asker, this.#parts.policy());
    return subject && { voice: voiceOf(asker), subject };
  }

  /** Without a channel: an approval stands by its person, wherever it was given. */
  #subjectOf(person: string) {
    const policy = this.#parts.policy();
    const found = policy.people.find((each) => each.id === person);
    return found && subjectOf(found, policy);
  }
}

type Who = Pick<Click, 'voice' | 'subject'>;
type Decision = (request: ChangeRequest, who: Who) => Verdict;

const isComplete = (request: ChangeRequest): boolean =>
  request.state.kind === 'open' && request.approvals.length >= request.rule.quorum;

const voiceOf = ({ account, person }: Asker): Voice => ({
  person: person?.id ?? '',
  name: person?.name ?? account.name,
  account: [account.platform, account.tenant && `${account.tenant}/`, account.id]
    .filter(Boolean)
    .join(' ')
    .replace('/ ', '/'),
});
