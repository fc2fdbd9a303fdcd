import { subjectOf } from '../authorization/decide.ts';
import { AzureRefused, AzureUnreachable } from '../errors/azure.ts';
import type { Message } from '../messages/message.ts';
import type { Policy } from '../policy/policy.ts';
import type { Approvals, Changed } from '../ports/approvals.ts';
import type { Speaker } from '../speaking/speaker.ts';
import { changedSince, counted, heldBack, waitsForAzure, waitsForLock } from '../views/decided.ts';
import { refreshCards } from './cards.ts';
import { mayBreakGlass, type StandingApprovals, standingApprovals } from './decide.ts';
import { type PlannerParts, type Rechecked, recheck } from './re-plan.ts';
import { type AppliedRule, type ChangeRequest, isComplete } from './request.ts';
import { journalStart } from './start.ts';
import { nextLook } from './timetable.ts';

export interface SettlerParts extends PlannerParts {
  readonly approvals: Approvals;
  readonly speaker: Speaker;
  /** Which version of a workflow this bot carries out. */
  readonly workflowVersion: (workflow: string) => number;
}

/** What is decided and has not started yet is taken up again this often: whoever decided it may be gone. */
export const takeUpMs = 15_000;

/** Starts what is decided: roles and facts are read again, and only what still holds goes on. */
export class Settler {
  readonly #parts: SettlerParts;

  constructor(parts: SettlerParts) {
    this.#parts = parts;
  }

  /** `alone`: the approvals are not enough, and the time in which somebody could abort it is over. */
  async settle(request: ChangeRequest, how: { readonly alone: boolean } = { alone: false }): Promise<Message> {
    const standing = await this.#standing(request, request.rule);
    if (!carries(standing, request.rule, how.alone)) return this.#goOnWaiting(request, standing, request.rule);
    const found = await recheck(request, this.#parts).catch(unread);
    switch (found.kind) {
      case 'unread':
        return this.#takeUpLater(request, (waiting) => waitsForAzure(waiting, found.why));
      case 'void':
        return this.write(request, { state: { kind: 'voided', at: 0, why: found.why } }, counted);
      case 'changed':
        return this.#planAnew(request, found);
      case 'same': {
        const still = await this.#standing(request, found.rule);
        const { rule, plan } = found;
        if (!carries(still, rule, how.alone)) return this.#goOnWaiting(request, still, rule);
        const enough = still.approvals.length >= rule.quorum;
        const breakGlass = enough ? undefined : request.breakGlass;
        return this.#start({ ...request, plan, approvals: still.approvals, breakGlass }, how);
      }
    }
  }

  /** Approvals begin anew. Where nobody has to agree, nobody would look at the new plan before it began. */
  #planAnew(request: ChangeRequest, { plan, digest, how: changes }: Rechecked & { kind: 'changed' }): Promise<Message> {
    if (request.rule.quorum === 0) {
      const why = `its plan changed before it could begin (${changes.join('; ')})`;
      return this.write(request, { state: { kind: 'voided', at: 0, why } }, counted);
    }
    const revision = request.revision + 1;
    return this.write(request, { plan, digest, changes, revision, approvals: [], breakGlass: undefined }, changedSince);
  }

  async write(request: ChangeRequest, next: Changed, say: (request: ChangeRequest) => Message): Promise<Message> {
    const wake = nextLook({ ...request, ...next });
    const written = await this.#parts.approvals.update(request, next, wake);
    if (written.kind === 'held') return heldBack();
    if (written.kind === 'updated') await refreshCards(written.request, this.#parts);
    return written.kind === 'updated' ? say(written.request) : counted(written.request);
  }

  async #standing(request: ChangeRequest, rule: AppliedRule): Promise<Standing> {
    const { breakGlass: glass } = request;
    const people = [...request.approvals.map(({ person }) => person), ...(glass ? [glass.by.person] : [])];
    const policy = await this.#parts.policyFor(people, 'fresh');
    return {
      ...standingApprovals({ ...request, rule }, policy),
      glassHolds: rule.breakGlass && glassHolds(request, policy),
    };
  }

  /** By a policy that came into force meanwhile, fewer approvals count, more are needed, or nobody starts it alone. */
  #goOnWaiting(
    request: ChangeRequest,
    { approvals, glassHolds: holds, ...gone }: Standing,
    rule: AppliedRule,
  ): Promise<Message> {
    const breakGlass = holds ? request.breakGlass : undefined;
    return this.write(request, { approvals, rule, breakGlass }, (waiting) => counted(waiting, gone));
  }

  /** It is judged by the policy of now, so the worker has to have this one. */
  async #start(request: ChangeRequest, how: { readonly alone: boolean }): Promise<Message> {
    const { approvals, workflowVersion, now, policy } = this.#parts;
    const version = workflowVersion(request.plan.work.workflow);
    const judged = { ...request, policyVersion: policy().version };
    const started = await approvals.start(judged, journalStart(judged, version, now()));
    if (started.kind === 'held') return heldBack();
    if (started.kind === 'locked')
      return this.#takeUpLater(request, (waiting) => waitsForLock(waiting, started.holder));
    if (started.kind === 'stale')
      return isComplete(started.request) ? this.settle(started.request, how) : counted(started.request);
    await refreshCards(started.request, this.#parts);
    return counted(started.request);
  }

  async #takeUpLater(request: ChangeRequest, say: (request: ChangeRequest) => Message): Promise<Message> {
    const written = await this.#parts.approvals.update(request, {}, { inMs: takeUpMs });
    if (written.kind === 'held') return heldBack();
    return written.request.state.kind === 'open' ? say(written.request) : counted(written.request);
  }
}

interface Standing extends StandingApprovals {
  /** Whoever broke glass for it may still do so. */
  readonly glassHolds: boolean;
}

const carries = (standing: Standing, rule: AppliedRule, alone: boolean): boolean =>
  standing.approvals.length >= rule.quorum || (alone && standing.glassHolds);

const glassHolds = (request: ChangeRequest, policy: Policy): boolean => {
  const person = policy.people.find(({ id }) => id === request.breakGlass?.by.person);
  return person !== undefined && mayBreakGlass(request, subjectOf(person, policy), policy).allowed;
};

const unread = (error: unknown) => {
  if (error instanceof AzureRefused) return { kind: 'unread', why: error.message } as const;
  if (error instanceof AzureUnreachable) return { kind: 'unread', why: error.message } as const;
  throw error;
};
