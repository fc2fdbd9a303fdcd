import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { connect, type NetConnectOpts } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The address of a Unix socket holds 104 bytes on macOS and 108 on Linux, its file's name included.
const LONGEST_FOLDER = 88;

/** The folder itself, or a private one elsewhere that belongs to it when its path is too long for a socket. */
export function socketFolder(folder: string): string {
  if (Buffer.byteLength(folder) <= LONGEST_FOLDER) return folder;
  const short = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return privateFolder(join(tmpdir(), `lifeboat-${short}`));
}

/** Makes the folder, or takes it as it is, and closes it to everybody else. */
export function privateFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  // What another user owns, that user can open again, even if this process may close it.
  if (!found.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid))
    throw new Error(`${folder} is a link or belongs to another user. Name a folder that Lifeboat can have to itself.`);
  chmodSync(folder, 0o700);
  return folder;
}

/** What the listener behind a socket says when called, or undefined where nobody listens. */
export function callSocket(path: string, waitMilliseconds: number): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    let said = '';
    socket.setTimeout(waitMilliseconds, () => socket.destroy());
    socket.on('data', (bytes) => {
      said += bytes.toString('utf8');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') resolve(undefined);
      else reject(error);
    });
    socket.on('close', () => resolve(said));
  });
}

/** Whether somebody listens there; nothing is said. */
export function isListening(address: NetConnectOpts): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
