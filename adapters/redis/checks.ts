import type { RedisServer } from './redis-server.ts';

interface RedisFindings {
  /** Reasons not to start. */
  readonly problems: readonly string[];
  /** To be said loudly. */
  readonly warnings: readonly string[];
}

/** The one thing asked of a connection. */
interface Informant {
  info(): Promise<string>;
}

const OLDEST = [6, 2] as const;

/**
 * Whether the server can be trusted with decisions. It is read from INFO: managed Redis often forbids CONFIG.
 * Nothing is asked of the stand-in inside the process, which keeps nothing anyway.
 */
export async function checkRedis(server: RedisServer, redis: Informant): Promise<RedisFindings> {
  if (server.kind === 'in-process')
    return { problems: [], warnings: ['Redis runs inside this process and keeps nothing: for rehearsals only.'] };
  try {
    return judge(server.shown, readInfo(await redis.info()));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problems: [`Redis at ${server.shown} does not answer INFO (${reason}). Allow it: +info.`], warnings: [] };
  }
}

type Info = ReadonlyMap<string, string>;

function judge(shown: string, info: Info): RedisFindings {
  const problems = [versionProblem(info), modeProblem(info), evictionProblem(info)];
  const warnings = [evictionWarning(info), persistenceWarning(info)];
  const say = (line: string) => `Redis at ${shown} ${line}`;
  return { problems: problems.filter(isText).map(say), warnings: warnings.filter(isText).map(say) };
}

function versionProblem(info: Info): string | undefined {
  const version = info.get('redis_version') ?? 'unknown';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return undefined;
  return `has version ${version}. Lifeboat needs ${OLDEST.join('.')} or later.`;
}

function modeProblem(info: Info): string | undefined {
  if (info.get('redis_mode') === 'cluster')
    return 'is a node of a cluster. Lifeboat needs one address for everything: a server without clustering, or one that hides it.';
  if (info.get('role') === 'slave') return 'is a replica and takes no writes. Set REDIS_URL to its primary.';
  return undefined;
}

function evictionProblem(info: Info): string | undefined {
  const policy = info.get('maxmemory_policy');
  if (policy === undefined || policy === 'noeviction') return undefined;
  return `has the eviction policy "${policy}": when memory is short it would silently forget decisions and locks. Set maxmemory-policy to noeviction.`;
}

function evictionWarning(info: Info): string | undefined {
  if (info.has('maxmemory_policy')) return undefined;
  return 'does not say what its eviction policy is. Make sure that maxmemory-policy is noeviction.';
}

function persistenceWarning(info: Info): string | undefined {
  if (info.get('aof_enabled') === '1') return undefined;
  return 'keeps no append-only file: a restart may forget decisions, locks and running operations. Set appendonly to yes.';
}

function readInfo(text: string): Info {
  const lines = text.split(/\r?\n/).filter((line) => line.includes(':') && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
}

function isText(line: string | undefined): line is string {
  return line !== undefined;
}
