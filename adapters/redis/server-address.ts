import { isIP } from 'node:net';
import type { RedisOptions } from 'ioredis';

interface RedisAddress {
  readonly options: RedisOptions;
  /** The address for people: never the password. */
  readonly shown: string;
}

const WANTED = 'It has the form redis://host:6379 or, with TLS, rediss://name:password@host:6380/0.';

/** Reads REDIS_URL. The errors name the fault but repeat nothing of the value: it may hold a password. */
export function readRedisUrl(url: string): RedisAddress {
  const parsed = parse(url);
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  const port = Number(parsed.port || 6379);
  const db = readDatabase(parsed.pathname);
  const secure = parsed.protocol === 'rediss:';

  const options: RedisOptions = { host, port, db };
  if (parsed.username) options.username = decode(parsed.username);
  if (parsed.password) options.password = decode(parsed.password);
  // Managed servers tell their tenants apart by the TLS server name, which Node sends only when asked to.
  if (secure) options.tls = isIP(host) ? {} : { servername: host };
  return { options, shown: `${parsed.protocol}//${parsed.hostname}:${port}/${db}` };
}

/** The text without the password, which servers repeat in some of their errors. */
export function withoutPassword(text: string, options: RedisOptions): string {
  return options.password ? text.replaceAll(options.password, '(password)') : text;
}

function parse(url: string): URL {
  if (!URL.canParse(url)) throw new Error(`REDIS_URL is not an address. ${WANTED}`);
  const parsed = new URL(url);
  if (parsed.protocol !== 'redis:' && parsed.protocol !== 'rediss:')
    throw new Error(`REDIS_URL is not an address of a Redis server. ${WANTED}`);
  if (!parsed.hostname) throw new Error(`REDIS_URL names no host. ${WANTED}`);
  if (parsed.search || parsed.hash) throw new Error(`REDIS_URL takes no options after "?" or "#". ${WANTED}`);
  return parsed;
}

function readDatabase(path: string): number {
  const digits = /^\/?(\d{0,4})$/.exec(path);
  if (!digits) throw new Error(`REDIS_URL ends in a database that is not a number. ${WANTED}`);
  return Number(digits[1]);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Error(`REDIS_URL has a "%" in the name or password that is not an escape; write it as %25. ${WANTED}`);
  }
}
