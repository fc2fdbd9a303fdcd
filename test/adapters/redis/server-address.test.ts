import { describe, expect, it } from 'vitest';
import { readRedisUrl, withoutPassword } from '../../../adapters/redis/server-address.ts';

describe('The address in REDIS_URL', () => {
  it('is read with its defaults', () => {
    const address = readRedisUrl('redis://cache.example');

    expect(address).toEqual({
      options: { host: 'cache.example', port: 6379, db: 0 },
      shown: 'redis://cache.example:6379/0',
    });
  });

  it('is read with everything in it, and shown without name and password', () => {
    const address = readRedisUrl('rediss://bot:p%40ss%2Fword@cache.example:6380/3');

    expect(address.options).toEqual({
      host: 'cache.example',
      port: 6380,
      db: 3,
      username: 'bot',
      password: 'p@ss/word',
      tls: { servername: 'cache.example' },
    });
    expect(address.shown).toBe('rediss://cache.example:6380/3');
  });

  it('may be an IPv6 address, which has no TLS server name', () => {
    const address = readRedisUrl('rediss://[::1]:6380');

    expect(address.options).toEqual({ host: '::1', port: 6380, db: 0, tls: {} });
    expect(address.shown).toBe('rediss://[::1]:6380/0');
  });

  it.each([
    ['hunter2hunter2', 'is not an address'],
    ['http://x:hunter2@cache.example', 'not an address of a Redis server'],
    ['redis://', 'names no host'],
    ['redis://x:hunter2@cache.example/hunter2', 'not a number'],
    ['redis://x:hunter2@cache.example?tls=hunter2', 'no options'],
    ['redis://x:%hunter2@cache.example', 'not an escape'],
    ['redis://x:hunter2@cache.example:99999', 'is not an address'],
  ])('refuses %s with the fault, what would be right, and nothing of the value', (url, fault) => {
    expect(() => readRedisUrl(url)).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(new RegExp(`^REDIS_URL (?!.*hunter2).*${fault}.*rediss://name:password@host`)),
      }),
    );
  });

  it('has its password taken out of what servers say', () => {
    const said = withoutPassword('ERR unknown command `AUTH`, with args beginning with: `hunter2`', {
      password: 'hunter2',
    });

    expect(said).toBe('ERR unknown command `AUTH`, with args beginning with: `(password)`');
  });
});
