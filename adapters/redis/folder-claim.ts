import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { unlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { callSocket } from './local-socket.ts';

/**
 * Claims a data folder for this process and gives back how to let go of it; a second claim is refused with the holder.
 * The claim is a socket that is listened on: it ends with the process in whatever way that ends, where a process id in a
 * file would outlive it, and mean another process later or in another container.
 */
export async function claimFolder(folder: string, socket: string): Promise<() => Promise<void>> {
  const holder = `${randomUUID()} process ${process.pid} on ${hostname()}`;
  const server = createServer((caller) => caller.on('error', () => {}).end(holder));
  server.unref();

  if (!(await listens(server, socket))) {
    await refuseIfHeld(folder, socket, holder);
    unlinkSync(socket);
    if (!(await listens(server, socket))) await refuseIfHeld(folder, socket, holder);
    // Another process may have found the same remains at the same moment; the later of the two has the socket.
    await pause(100);
    await refuseIfHeld(folder, socket, holder);
  }
  return async () => {
    if (server.listening) await once(server.close(), 'close');
  };
}

async function listens(server: Server, socket: string): Promise<boolean> {
  try {
    await once(server.listen(socket), 'listening');
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw error;
  }
}

async function refuseIfHeld(folder: string, socket: string, holder: string): Promise<void> {
  const said = await callSocket(socket, 1000);
  if (said === undefined || said === holder) return;
  throw new Error(
    `The data folder ${folder} is in use by another Lifeboat (${said.slice(37) || 'a process that does not answer'}). ` +
      'Stop that one, or give this one a folder of its own.',
  );
}
