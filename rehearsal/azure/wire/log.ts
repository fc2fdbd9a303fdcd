import type { Exchange } from './exchange.ts';

interface LogLine {
  readonly method: string;
  readonly path: string;
  readonly operation: string | undefined;
  /** Undefined where the connection was dropped. */
  readonly status: number | undefined;
}

const KEPT = 5000;

/** The last calls, in the order in which they were answered. */
export interface CallLog {
  note(exchange: Exchange): void;
  lines(): readonly LogLine[];
  clear(): void;
}

export function createCallLog(): CallLog {
  let lines: LogLine[] = [];
  return {
    note({ call, operation, answer }) {
      const [path = ''] = call.url.split('?');
      lines.push({ method: call.method, path, operation, status: answer?.status });
      if (lines.length > 2 * KEPT) lines = lines.slice(-KEPT);
    },
    lines: () => lines.slice(-KEPT),
    clear() {
      lines = [];
    },
  };
}
