import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** One request of real traffic and its answer, as the archives hold it. */
export interface RecordedPair {
  readonly liveRequest: { readonly method: string; readonly url: string };
  readonly liveResponse: {
    readonly statusCode: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
}

const FOLDER = new URL('../../../../../shared/azure/', import.meta.url);
const ARCHIVES = ['recordings.tgz', 'recordings-jobs.tgz'].map((name) => new URL(name, FOLDER));

/** Every pair of both archives, or undefined, said in one line, where they are not at hand. */
export function recordedPairs(): RecordedPair[] | undefined {
  if (ARCHIVES.every((archive) => existsSync(archive))) return ARCHIVES.flatMap(pairsIn);
  process.stdout.write('No recordings of real Azure at hand: rehearsal Azure is not compared with them.\n');
  return undefined;
}

function pairsIn(archive: URL): RecordedPair[] {
  const texts = [...filesInTar(gunzipSync(readFileSync(archive)))];
  const lines = texts.flatMap((text) => text.split('\n')).filter((line) => line !== '');
  return lines.map((line): RecordedPair => JSON.parse(line));
}

const BLOCK = 512;
const PLAIN_FILE = new Set(['0', '\0']);

/** The texts of an archive's plain files: a header of one block, then the content filled up to whole blocks. */
function* filesInTar(tar: Buffer): Generator<string> {
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 136), 8);
    const kind = tar.toString('latin1', at + 156, at + 157);
    const start = at + BLOCK;
    if (PLAIN_FILE.has(kind)) yield tar.toString('utf8', start, start + size);
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
}
