import { findServerProgram } from '../../adapters/redis/find-program.ts';

/** Says once for the whole run what it leaves out. */
export function setup(): void {
  if (findServerProgram(process.env.PATH ?? '')) return;
  process.stdout.write('No redis-server or valkey-server on the PATH: the Redis suites run on the stand-in only.\n');
}
