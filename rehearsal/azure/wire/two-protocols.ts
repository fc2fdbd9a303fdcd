import { createServer as createPlainServer, type ServerResponse } from 'node:http';
import type { Server } from 'node:https';
import { createServer, type Server as Listener, type Socket } from 'node:net';

/** The first byte of a TLS handshake. */
const HANDSHAKE = 0x16;

export interface Door {
  readonly listener: Listener;
  /** Ends every connection, in the middle of a word if need be. */
  endAll(): void;
}

/** One port for both: TLS is handed to the server behind, and whoever speaks plain http is told so in plain http. */
export function openDoor(secure: Server): Door {
  const plain = createPlainServer((_incoming, outgoing) => refusePlainHttp(outgoing));
  plain.on('clientError', (_problem, socket) => socket.destroy());
  const open = new Set<Socket>();
  const listener = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('data', (first) => {
      // Nothing may be lost between the look at it and the server that it is handed to.
      socket.pause();
      socket.unshift(first);
      (first[0] === HANDSHAKE ? secure : plain).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
  return {
    listener,
    endAll: () => {
      for (const socket of open) socket.destroy();
    },
  };
}

function refusePlainHttp(outgoing: ServerResponse): void {
  const message = 'The plain HTTP request was sent to HTTPS port.';
  const body = JSON.stringify({ error: { code: 'BadRequest', message } });
  outgoing.writeHead(400, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  outgoing.end(body);
}
