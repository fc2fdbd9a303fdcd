import { openChildServer } from './child-server.ts';
import { findServerProgram } from './find-program.ts';
import type { RedisServer } from './redis-server.ts';
import { readRedisUrl } from './server-address.ts';

interface RedisServerOptions {
  /** REDIS_URL, where it is set. */
  readonly url?: string | undefined;
  /** Where a server of our own keeps its data. */
  readonly dataFolder: string;
  /** False wherever real Azure is behind the bot: what is decided there must survive the process. */
  readonly allowInProcess: boolean;
  /** The PATH to look for a server on. */
  readonly path: string;
}

/** The server given by REDIS_URL; without one a server of our own; without a program for it, one that forgets. */
export async function openRedisServer(options: RedisServerOptions): Promise<RedisServer> {
  if (options.url) return givenServer(options.url);
  const program = findServerProgram(options.path);
  if (program) return openChildServer(program, options.dataFolder);
  if (options.allowInProcess) return openInProcessServer();
  throw new Error(
    'Lifeboat needs a Redis that keeps what is decided. REDIS_URL is not set, and neither redis-server nor valkey-server ' +
      'is on the PATH. Set REDIS_URL, or install one (Debian and Ubuntu: apt-get install redis-server; Fedora: dnf ' +
      'install valkey; macOS: brew install redis).',
  );
}

function givenServer(url: string): RedisServer {
  const { options, shown } = readRedisUrl(url);
  return {
    kind: 'given',
    address: options,
    shown,
    durable: true,
    describe: () => `Redis: ${shown}, from REDIS_URL.`,
    close: async () => {},
  };
}

async function openInProcessServer(): Promise<RedisServer> {
  const { createRedisMock } = await import('js-redis-server');
  // The oldest Redis that Lifeboat takes: a newer command fails here first.
  const server = await createRedisMock({ compatibility: 'redis-6.2' });
  return {
    kind: 'in-process',
    address: { host: server.host, port: server.port },
    shown: `${server.host}:${server.port}`,
    durable: false,
    describe: () => 'Redis: a stand-in inside this process. It keeps nothing: all is forgotten when Lifeboat stops.',
    close: () => server.close(),
  };
}
