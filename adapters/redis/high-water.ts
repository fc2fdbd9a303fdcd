import { mkdirSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

/** A count that the store once reached, and the random mark of the commit that reached it. */
export interface Mark {
  readonly counter: number;
  readonly mark: string;
}

const NOTHING: Mark = { counter: 0, mark: '' };
const REST_MILLISECONDS = 200;

const markShape = z.object({ counter: z.int().nonnegative(), mark: z.string().min(1) });

interface HighWaterOptions {
  /** Absent where the store itself forgets with the process. */
  readonly file?: string | undefined;
  /** Hears why the file could not be written; the memory goes on. */
  readonly failed: (error: unknown) => void;
}

/**
 * The highest count this process was answered: in memory exactly, and in a file outside Redis nearly.
 *
 * Writing the file for every commit would cost a disk sync each, so one write runs at a time, and a short rest follows
 * it. What that guarantees: the file is never ahead of Redis (it holds nothing but answers) and never half-written (it
 * is synced, then renamed), and after `kill -9` or a power cut it is behind by what was answered in about the last
 * fifth of a second, and one disk sync. A copy of Redis older than that is noticed at the next start; one that lacks
 * only those last answers is noticed by the processes that went on, and by nobody if there were none.
 */
export class HighWater {
  readonly #file: string | undefined;
  readonly #failed: (error: unknown) => void;
  #highest: Mark;
  #writing: Promise<void> | undefined;
  readonly #settling = new AbortController();
  #written: Mark;

  constructor(options: HighWaterOptions) {
    this.#file = options.file;
    this.#failed = options.failed;
    this.#highest = this.#file ? readMark(this.#file) : NOTHING;
    this.#written = this.#highest;
  }

  get highest(): Mark {
    return this.#highest;
  }

  raise(reached: Mark): void {
    if (reached.counter <= this.#highest.counter) return;
    this.#highest = reached;
    if (this.#file) this.#writing ??= this.#keepWriting(this.#file);
  }

  /** For the end: waits until the file says what the memory says, and rests no more. */
  async settle(): Promise<void> {
    this.#settling.abort();
    await this.#writing;
  }

  async #keepWriting(file: string): Promise<void> {
    while (this.#written.counter < this.#highest.counter) {
      const next = this.#highest;
      await writeMark(file, next).catch(this.#failed);
      this.#written = next;
      await pause(REST_MILLISECONDS, undefined, { ref: false, signal: this.#settling.signal }).catch(() => {});
    }
    this.#writing = undefined;
  }
}

function readMark(file: string): Mark {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    return markShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return NOTHING;
    throw new Error(
      `${file} should hold the highest count that Redis has answered, and cannot be read. If Redis is known to have all ` +
        'its data, remove the file.',
    );
  }
}

/** Front and worker may share the folder: whichever knows more stands. */
async function writeMark(file: string, mark: Mark): Promise<void> {
  if (readMark(file).counter >= mark.counter) return;
  const draft = `${file}.${process.pid}`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(mark)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
