import type { KeyObject } from 'node:crypto';
import type { AuditEvent, AuditLog, SignedHead } from '../ports/audit.ts';
import { signHead } from './head.ts';

interface HeadParts {
  readonly log: Pick<AuditLog, 'head'>;
  readonly deployment: string;
  readonly privateKey: KeyObject;
  /** How many decisions, intents and appends the store has counted. */
  readonly counter: () => number;
  readonly now: () => Date;
  /** Where heads outlive the store, and where people see them. */
  readonly publish: (head: SignedHead) => Promise<void>;
  readonly failed: (error: unknown) => void;
}

/** After something weighty: soon, with what else comes in the same breath. */
const soonMs = 5000;
const everyMs = 60 * 60_000;

/** Signs where the chain stands, now and then and after what matters, and has it kept where the store cannot reach. */
export class HeadKeeper {
  readonly #parts: HeadParts;
  readonly #round: NodeJS.Timeout;
  #soon: NodeJS.Timeout | undefined;
  #hasNews = false;

  constructor(parts: HeadParts) {
    this.#parts = parts;
    this.#round = setInterval(() => void this.#signNews(), everyMs).unref();
  }

  /** That a head was posted is no reason for the next one. */
  heard(events: readonly AuditEvent[]): void {
    this.#hasNews ||= events.some(({ kind }) => kind !== 'delivery');
    if (events.some(isWeighty)) this.#soon ??= setTimeout(() => void this.#signNews(), soonMs).unref();
  }

  /** Undefined where nothing was ever written. */
  async sign(): Promise<SignedHead | undefined> {
    const { log, deployment, privateKey, counter, now } = this.#parts;
    const head = await log.head();
    if (!head) return undefined;
    const { number, hash } = head;
    return signHead({ deployment, number, hash, counter: counter(), at: now().toISOString() }, privateKey);
  }

  /** Signs what nobody has signed yet, once more. */
  async close(): Promise<void> {
    clearInterval(this.#round);
    clearTimeout(this.#soon);
    await this.#signNews();
  }

  async #signNews(): Promise<void> {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    if (!this.#hasNews) return;
    this.#hasNews = false;
    try {
      const head = await this.sign();
      if (head) await this.#parts.publish(head);
    } catch (error) {
      this.#hasNews = true;
      this.#parts.failed(error);
    }
  }
}

const isWeighty = ({ kind, what }: AuditEvent): boolean =>
  kind === 'store' || kind === 'policy' || (kind === 'decision' && / started|broken open/u.test(what));
