import { voiceOf } from '../approvals/voice.ts';
import { authorize, operatorOf, shownAccess } from '../authorization/authorize.ts';
import { type PolicyFor, policyForAsker } from '../authorization/policy-for.ts';
import type { Asker } from '../definitions/command.ts';
import { subjectFor } from '../dispatch/judge.ts';
import { maySee } from '../dispatch/may-see.ts';
import type { Message } from '../messages/message.ts';
import type { Journal } from '../ports/journal.ts';
import type { Operations } from '../ports/operations.ts';
import { heldBack } from '../views/decided.ts';
import { hasEnded, noSuchOperation, operationCard, operationList, willStop } from '../views/operation.ts';
import { notAllowed } from '../views/refused.ts';
import { fold, type OperationState } from './state.ts';

interface DeskParts {
  readonly journal: Journal;
  readonly policyFor: PolicyFor;
  readonly now: () => Date;
}

const mostListed = 20;

/** For so long its end is taken as how things stand, unless something else has begun since. */
const freshForMs = 15 * 60_000;

/** Shows operations, and takes the orders that people may give to one that runs. */
export class OperationsDesk implements Operations {
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  async list(asker: Asker): Promise<Message> {
    const { journal, now } = this.#parts;
    const ids = [...new Set([...(await journal.unfinished()), ...(await journal.recent(mostListed))])];
    const read = await Promise.all(ids.slice(0, mostListed).map((id) => this.#read(id)));
    const states = read.filter((state) => state !== undefined);
    const policy = await policyForAsker(this.#parts.policyFor, asker, 'remembered');
    const seen = states.filter(({ started }) => maySee(asker, started, policy));
    return operationList(seen, states.length - seen.length, now());
  }

  async show(id: string, asker: Asker): Promise<Message> {
    const state = await this.state(id, asker);
    return state ? operationCard(state, this.#parts.now(), await this.isPast(state)) : noSuchOperation(id);
  }

  async isPast({ id, ended }: OperationState): Promise<boolean> {
    const { journal, now } = this.#parts;
    if (!ended) return false;
    const [latest] = await journal.recent(1);
    return latest !== id || now().getTime() - ended.at > freshForMs;
  }

  async state(id: string, asker: Asker): Promise<OperationState | undefined> {
    const state = await this.#read(id);
    const policy = await policyForAsker(this.#parts.policyFor, asker, 'remembered');
    return state && maySee(asker, state.started, policy) ? state : undefined;
  }

  async stop(id: string, asker: Asker): Promise<Message> {
    return this.#order('stop', id, asker, async (state) => {
      const { journal, now } = this.#parts;
      const asked = { kind: 'stop-asked', by: voiceOf(asker) } as const;
      const written = await journal.append(id, state.version, [asked], now().getTime());
      if (written.kind === 'held') return heldBack();
      return written.kind === 'stale' ? this.stop(id, asker) : willStop(state);
    });
  }

  async reconcile(id: string, asker: Asker): Promise<Message> {
    return this.#order('reconcile', id, asker, async (state) => {
      await this.#parts.journal.postpone(id, state.version, this.#parts.now().getTime());
      return operationCard(state, this.#parts.now());
    });
  }

  async #order(
    command: string,
    id: string,
    asker: Asker,
    carryOut: (state: OperationState) => Promise<Message>,
  ): Promise<Message> {
    const state = await this.#read(id);
    const policy = await policyForAsker(this.#parts.policyFor, asker, 'fresh');
    if (!state || !maySee(asker, state.started, policy)) return noSuchOperation(id);
    if (state.ended) return hasEnded(state);
    const { targets } = state.started;
    const access = operatorOf(state.started.access);
    const decision = authorize(subjectFor(asker, policy), access, targets, policy);
    if (!decision.allowed) return notAllowed({ command, about: ` ${id}`, needs: shownAccess(access), decision });
    return carryOut(state);
  }

  async #read(id: string): Promise<OperationState | undefined> {
    const recorded = await this.#parts.journal.read(id);
    return recorded && fold(id, recorded);
  }
}
