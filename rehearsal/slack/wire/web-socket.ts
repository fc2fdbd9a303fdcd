import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** The server's half of a WebSocket (RFC 6455), as much as Socket Mode needs: text, ping, pong and close. */
export interface WebSocketPeer {
  send(text: string): void;
  close(): void;
  readonly isOpen: () => boolean;
}

interface Listener {
  readonly text: (text: string) => void;
  readonly closed: () => void;
}

const magic = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const opcodes = { text: 1, close: 8, ping: 9, pong: 10 } as const;

export const acceptWebSocket = (
  request: IncomingMessage,
  socket: Socket,
  listener: Listener,
): WebSocketPeer | undefined => {
  const key = request.headers['sec-websocket-key'];
  if (!key) {
    socket.destroy();
    return undefined;
  }
  const accept = createHash('sha1').update(`${key}${magic}`).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  let open = true;
  let unread: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    unread = Buffer.concat([unread, chunk]);
    for (let frame = readFrame(unread); frame; frame = readFrame(unread)) {
      unread = unread.subarray(frame.length);
      if (frame.opcode === opcodes.text) listener.text(frame.payload.toString('utf8'));
      if (frame.opcode === opcodes.ping) socket.write(frameOf(opcodes.pong, frame.payload));
      if (frame.opcode === opcodes.close) socket.end(frameOf(opcodes.close, frame.payload));
    }
  });
  const ended = () => {
    if (open) listener.closed();
    open = false;
  };
  socket.on('close', ended);
  socket.on('error', () => socket.destroy());
  return {
    send: (text) => void socket.write(frameOf(opcodes.text, Buffer.from(text, 'utf8'))),
    close: () => socket.destroy(),
    isOpen: () => open,
  };
};

interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
  /** Of the whole frame in bytes. */
  readonly length: number;
}

/** The first whole frame; what a client sends is masked. */
const readFrame = (bytes: Buffer): Frame | undefined => {
  if (bytes.length < 2) return undefined;
  const short = (bytes[1] ?? 0) & 0x7f;
  const sizeBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const maskAt = 2 + sizeBytes;
  if (bytes.length < maskAt + 4) return undefined;
  const size = sizeBytes === 0 ? short : sizeBytes === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const end = maskAt + 4 + size;
  if (bytes.length < end) return undefined;
  const mask = bytes.subarray(maskAt, maskAt + 4);
  const payload = Buffer.from(bytes.subarray(maskAt + 4, end));
  for (let at = 0; at < payload.length; at += 1) payload[at] = (payload[at] ?? 0) ^ (mask[at % 4] ?? 0);
  return { opcode: (bytes[0] ?? 0) & 0x0f, payload, length: end };
};

const frameOf = (opcode: number, payload: Buffer): Buffer => {
  const first = 0x80 | opcode;
  if (payload.length < 126) return Buffer.concat([Buffer.from([first, payload.length]), payload]);
  const head = Buffer.alloc(payload.length < 65_536 ? 4 : 10);
  head[0] = first;
  if (head.length === 4) {
    head[1] = 126;
    head.writeUInt16BE(payload.length, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(payload.length), 2);
  }
  return Buffer.concat([head, payload]);
};
