import { cpSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { freePort, killAndWait, startServer } from '../adapters/redis/started-server.ts';
import { emptyFolder } from '../redis-servers.ts';

/** A real Redis that writes everything down before it answers, to be killed, emptied and set back. */
export const startKeepingRedis = async () => {
  const [port, folder] = [await freePort(), emptyFolder()];
  const start = () => startServer(port, '--dir', folder, '--appendonly', 'yes', '--appendfsync', 'always');
  let server = await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    die: () => killAndWait(server),
    comeBack: async () => {
      server = await start();
    },
    /** What there is on disk now; how to have just that again, while the server is gone. */
    keep: () => {
      const kept = emptyFolder();
      cpSync(folder, kept, { recursive: true });
      return () => {
        rmSync(folder, { recursive: true });
        cpSync(kept, folder, { recursive: true });
      };
    },
  };
};

/** Stands between a client and a server, and can be slow with the answers. */
export const startSlowRoad = async (to: number) => {
  const road = { port: await freePort(), delayMs: 0 };
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = near.pipe(connect(to, '127.0.0.1'));
    let last = Promise.resolve();
    far.on('data', (answer) => {
      const due = pause(road.delayMs);
      last = last.then(async () => {
        await due;
        if (!near.destroyed) near.write(answer);
      });
    });
    for (const end of [near, far])
      end.on('error', () => {}).on('close', () => [near, far].map((each) => each.destroy()));
    open.add(near);
  }).listen(road.port, '127.0.0.1');
  onTestFinished(() => {
    for (const each of open) each.destroy();
    server.close();
  });
  return road;
};
