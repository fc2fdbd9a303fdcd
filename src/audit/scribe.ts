import type { AuditEvent, AuditLog, PromptRecorder } from '../ports/audit.ts';
import { withoutSecrets } from './without-secrets.ts';

interface ScribeParts {
  readonly log: Pick<AuditLog, 'append'>;
  readonly now: () => Date;
  /** Hears of what could not be written: the log output has it then, at least. */
  readonly failed: (error: unknown, events: readonly AuditEvent[]) => void;
  /** So long events are gathered, because each write is a round trip. */
  readonly gatherMs?: number;
  /** Hears of what was written. */
  readonly written?: (events: readonly AuditEvent[]) => void;
}

const usualGatherMs = 100;
const retryMs = 5000;
/** More than this is not kept while the store is away: the log output has all of it. */
const mostKept = 10_000;

/**
 * Writes down what happened, a moment later and together, and while the store is away when it is back. What people are
 * answered waits for `flush`. A process that is killed takes the last tenth of a second of the rest with it: deliveries
 * and steps, of which the journals of operations keep their own record.
 */
export class Scribe implements PromptRecorder {
  readonly #parts: ScribeParts;
  #gathered: AuditEvent[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(parts: ScribeParts) {
    this.#parts = parts;
  }

  record(event: AuditEvent): void {
    this.#gathered.push({ ...withoutSecrets(event), at: this.#parts.now().toISOString() });
    this.#later(this.#parts.gatherMs ?? usualGatherMs);
  }

  /** Everything that was recorded until now is written, or was tried to. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    await this.#writing;
  }

  #later(milliseconds: number): void {
    this.#timer ??= setTimeout(() => void this.flush(), milliseconds).unref();
  }

  async #write(): Promise<void> {
    const events = this.#gathered;
    this.#gathered = [];
    const outcomes = await Promise.allSettled(events.map((event) => this.#parts.log.append(event)));
    const lost = events.filter((_, index) => outcomes[index]?.status === 'rejected');
    if (lost.length < events.length) this.#parts.written?.(events.filter((event) => !lost.includes(event)));
    const why = outcomes.find((outcome) => outcome.status === 'rejected')?.reason;
    if (lost.length > 0) this.#keep(why, lost);
  }

  #keep(why: unknown, lost: readonly AuditEvent[]): void {
    this.#parts.failed(why, lost);
    this.#gathered = [...lost, ...this.#gathered].slice(-mostKept);
    this.#later(retryMs);
  }
}
