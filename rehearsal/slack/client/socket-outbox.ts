import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { acceptWebSocket, type WebSocketPeer } from '../wire/web-socket.ts';
import { isObject } from '../world/shapes.ts';
import type { Delivery, DeliveryKind, Outbox, Parcel } from './deliver.ts';

interface SocketOutboxOptions {
  readonly id: (prefix: string) => string;
  readonly complain: (complaint: string) => void;
}

const envelopeTypes: Readonly<Record<DeliveryKind, string>> = {
  command: 'slash_commands',
  interaction: 'interactive',
  options: 'interactive',
  event: 'events_api',
};

const acknowledgedWithinMs = 3000;

/** Socket Mode: envelopes over a WebSocket that the app opened, acknowledged by their id. */
export const createSocketOutbox = ({ id, complain }: SocketOutboxOptions) => {
  let peer: WebSocketPeer | undefined;
  const waiting = new Map<string, (payload: unknown) => void>();
  const sent: string[] = [];
  let connected: () => void = () => {};
  const upgrade = (request: IncomingMessage, socket: Socket): void => {
    peer = acceptWebSocket(request, socket, {
      text: (text) => {
        const answer: unknown = JSON.parse(text);
        if (isObject(answer)) waiting.get(String(answer.envelope_id))?.(answer.payload);
      },
      closed: () => {
        peer = undefined;
      },
    });
    peer?.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0LIFEBOAT' } }));
    connected();
  };
  const deliver = (envelope: string, kind: DeliveryKind): Promise<Delivery> => {
    const started = performance.now();
    return new Promise((resolve, reject) => {
      if (!peer?.isOpen()) return reject(new Error('No socket is open.'));
      const { envelope_id: key } = JSON.parse(envelope) as { envelope_id: string };
      waiting.set(key, (payload) => {
        waiting.delete(key);
        const milliseconds = performance.now() - started;
        if (milliseconds > acknowledgedWithinMs) complain(`${kind}: acknowledged after ${Math.round(milliseconds)} ms`);
        resolve({ kind, status: 200, body: payload === undefined ? '' : JSON.stringify(payload), milliseconds });
      });
      peer.send(envelope);
    });
  };
  const send: Outbox['send'] = ({ kind, payload }: Parcel, retry) => {
    const envelope = JSON.stringify({
      envelope_id: id('envelope.'),
      type: envelopeTypes[kind],
      accepts_response_payload: kind !== 'event',
      ...(retry && { retry_attempt: retry.number, retry_reason: retry.reason }),
      payload,
    });
    sent.push(envelope);
    return deliver(envelope, kind);
  };
  /** Settles when the app has opened a socket. */
  const opened = (): Promise<void> =>
    peer
      ? Promise.resolve()
      : new Promise((resolve) => {
          connected = resolve;
        });
  const drop = () => peer?.close();
  return { send, deliver, sent, upgrade, opened, drop };
};
