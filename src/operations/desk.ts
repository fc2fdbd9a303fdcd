import { authorize, shownAccess } from '../authorization/authorize.ts';
import type { Asker } from '../definitions/command.ts';
import { subjectFor } from '../dispatch/judge.ts';
import type { Message } from '../messages/message.ts';
import type { Policy } from '../policy/policy.ts';
import type { Journal } from '../ports/journal.ts';
import type { Operations } from '../ports/operations.ts';
import { hasEnded, noSuchOperation, operationCard, operationList, willStop } from '../views/operation.ts';
import { notAllowed } from '../views/refused.ts';
import { fold, type OperationState } from './state.ts';

interface DeskParts {
  readonly journal: Journal;
  readonly policy: () => Policy;
  readonly now: () => Date;
}

const mostListed = 20;

/** Shows operations, and takes the orders that people may give to one that runs. */
export class OperationsDesk implements Operations {
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  async list(): Promise<Message> {
    const { journal, now } = this.#parts;
    const ids = [...new Set([...(await journal.unfinished()), ...(await journal.recent(mostListed))])].slice(
      0,
      mostListed,
    );
    const states = await Promise.all(ids.map((id) => this.#read(id)));
    return operationList(
      states.filter((state) => state !== undefined),
      now(),
    );
  }

  async show(id: string): Promise<Message> {
    const state = await this.#read(id);
    return state ? operationCard(state, this.#parts.now()) : noSuchOperation(id);
  }

  async stop(id: string, asker: Asker): Promise<Message> {
    return this.#order('stop', id, asker, async (state) => {
      const by = { person: asker.person?.id ?? '', name: asker.person?.name ?? '', account: asker.account.id };
      const { journal, now } = this.#parts;
      const written = await journal.append(id, state.version, [{ kind: 'stop-asked', by }], now().getTime());
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
    if (!state) return noSuchOperation(id);
    if (state.ended) return hasEnded(state);
    const policy = this.#parts.policy();
    const { access, targets } = state.started;
    const decision = authorize(subjectFor(asker, policy), access, targets, policy);
    if (!decision.allowed) return notAllowed({ command, about: ` ${id}`, needs: shownAccess(access), decision });
    return carryOut(state);
  }

  async #read(id: string): Promise<OperationState | undefined> {
    const recorded = await this.#parts.journal.read(id);
    return recorded && fold(id, recorded);
  }
}
