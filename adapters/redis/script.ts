import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

type RunScript = (redis: Redis, keys: readonly string[], given: readonly string[]) => Promise<unknown>;

/** A Lua script, sent whole only to a server that does not have it: a new one, or one that was started again. */
export function scriptOf(lua: string): RunScript {
  const sha = createHash('sha1').update(lua).digest('hex');
  return async (redis, keys, given) => {
    try {
      return await redis.evalsha(sha, keys.length, ...keys, ...given);
    } catch (error) {
      // Then nothing has run. Any other failure may have happened after it did, and is nobody's to repeat.
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw withoutArguments(error);
    }
    return redis.eval(lua, keys.length, ...keys, ...given).catch((error: unknown) => {
      throw withoutArguments(error);
    });
  };
}

/** The client's errors carry the whole command, and would take requests and reasons into the log. */
function withoutArguments(error: unknown): Error {
  return new Error(`Redis did not confirm a write: ${error instanceof Error ? error.message : String(error)}`);
}
