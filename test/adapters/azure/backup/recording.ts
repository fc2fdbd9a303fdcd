import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** One exchange with real Azure. */
export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly sent: Record<string, unknown>;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Record<string, unknown>;
}

const archive = new URL('../../../../../shared/azure/recordings.tgz', import.meta.url).pathname;

/** Recordings are no part of the repository; undefined, with a line that says so, where they are not at hand. */
export function readRecording(name: string): readonly Exchange[] | undefined {
  if (!existsSync(archive)) {
    process.stdout.write(`No recordings of real Azure at hand: nothing is compared with ${name}.\n`);
    return undefined;
  }
  const lines = execFileSync('tar', ['-xzOf', archive, name], { encoding: 'utf8', maxBuffer: 64_000_000 }).split('\n');
  return lines.filter((line) => line.trim() !== '').map(exchangeIn);
}

function exchangeIn(line: string): Exchange {
  const { liveRequest, liveResponse } = JSON.parse(line);
  return {
    method: liveRequest.method,
    url: new URL(liveRequest.url),
    sent: liveRequest.body ?? {},
    status: Number(liveResponse.statusCode),
    headers: liveResponse.headers,
    body: liveResponse.body ?? {},
  };
}
