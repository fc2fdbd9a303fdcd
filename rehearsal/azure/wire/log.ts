import type { Exchange } from './exchange.ts';

interface LogLine {
  readonly method: string;
  readonly path: string;
  readonly operation: string | undefined;
  /** Undefined where the connection was dropped. */
  readonly status: number | undefined;
  /** As the client named the call, where it did. */
  readonly clientRequestId: string | undefined;
  /** What was sent with it, as it was read. */
  readonly sentBody: unknown;
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
    note({ call, sentBody, operation, answer }) {
      const [path = ''] = call.url.split('?');
      const clientRequestId = call.headers['x-ms-client-request-id'];
      lines.push({ method: call.method, path, operation, status: answer?.status, clientRequestId, sentBody });
      if (lines.length > 2 * KEPT) lines = lines.slice(-KEPT);
    },
    lines: () => lines.slice(-KEPT),
    clear() {
      lines = [];
    },
  };
}
