import type { AuditEvent, AuditLog, Note, NoteRecorder, PromptRecorder } from '../ports/audit.ts';
import { withoutSecrets } from './without-secrets.ts';

interface ScribeParts {
  readonly log: Pick<AuditLog, 'append' | 'chain' | 'noted'>;
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
const collectEveryMs = 60_000;
/** More than this is not kept while the store is away: the log output has all of it. */
const mostKept = 10_000;

interface Gathered {
  readonly event: AuditEvent;
  /** Under which the store has noted it already. */
  readonly note?: string;
}

/**
 * Writes down what happened, a moment later and together, and while the store is away when it is back. What people are
 * answered waits for `flush`. What is decided, sent and ended the store has noted with the deed itself: of a process that
 * is killed, another chains it. With it goes the last tenth of a second of deliveries alone.
 */
export class Scribe implements PromptRecorder, NoteRecorder {
  readonly #parts: ScribeParts;
  readonly #round: NodeJS.Timeout;
  #gathered: Gathered[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(parts: ScribeParts) {
    this.#parts = parts;
    this.#round = setInterval(() => void this.collect(), collectEveryMs).unref();
  }

  record(event: AuditEvent): void {
    this.#gather({ event: withoutSecrets(event) });
  }

  chain({ id, event }: Note): void {
    this.#gather({ event, note: id });
  }

  /** Everything that was recorded until now is written, or was tried to. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    await this.#writing;
  }

  /** What processes have noted and never chained. One that is only slow finds that it is done. */
  async collect(): Promise<void> {
    try {
      for (const note of await this.#parts.log.noted()) this.chain(note);
      await this.flush();
    } catch (error) {
      this.#parts.failed(error, []);
    }
  }

  /** Looks no more for what others have left. */
  stop(): void {
    clearInterval(this.#round);
  }

  #gather({ event, note }: Gathered): void {
    const at = event.at ?? this.#parts.now().toISOString();
    this.#gathered.push({ event: { ...event, at }, ...(note !== undefined && { note }) });
    this.#later(this.#parts.gatherMs ?? usualGatherMs);
  }

  #later(milliseconds: number): void {
    this.#timer ??= setTimeout(() => void this.flush(), milliseconds).unref();
  }

  async #write(): Promise<void> {
    const gathered = this.#gathered;
    this.#gathered = [];
    const outcomes = await Promise.allSettled(gathered.map((each) => this.#append(each)));
    const lost = gathered.filter((_, index) => outcomes[index]?.status === 'rejected');
    const written = gathered.filter((each) => !lost.includes(each));
    if (written.length > 0) this.#parts.written?.(written.map(({ event }) => event));
    const why = outcomes.find((outcome) => outcome.status === 'rejected')?.reason;
    if (lost.length > 0) this.#keep(why, lost);
  }

  #append({ event, note }: Gathered): Promise<unknown> {
    return note === undefined ? this.#parts.log.append(event) : this.#parts.log.chain({ id: note, event });
  }

  #keep(why: unknown, lost: readonly Gathered[]): void {
    this.#parts.failed(
      why,
      lost.map(({ event }) => event),
    );
    this.#gathered = [...lost, ...this.#gathered].slice(-mostKept);
    this.#later(retryMs);
  }
}
