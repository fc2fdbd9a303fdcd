import { Agent } from 'node:https';
import type { Duplex } from 'node:stream';
import { type ConnectionOptions, connect } from 'node:tls';

type Created = (problem: Error | null, socket?: Duplex) => void;

const ours = new WeakSet<object>();

/**
 * Opens a connection for one request. Two things follow that a pooled connection cannot give: it is known for certain
 * whether anything was written (a pooled one may be dead without anybody knowing), and the time that connecting took
 * counts against the deadline: `mayWrite` is asked when the connection stands, right before the request is written.
 */
export const freshConnection = (mayWrite: () => boolean): Agent => {
  const agent = Object.assign(new Agent({ keepAlive: false }), {
    createConnection(options: ConnectionOptions, created: Created): void {
      const socket = connect(options);
      socket.once('error', created);
      socket.once('secureConnect', () => {
        socket.off('error', created);
        if (mayWrite()) return created(null, socket);
        socket.destroy();
        created(new Error('The connection stood too late.'));
      });
    },
  });
  ours.add(agent);
  return agent;
};

/** Of an earlier attempt; any other agent is a proxy's. */
export const isFreshConnection = (agent: object): boolean => ours.has(agent);
