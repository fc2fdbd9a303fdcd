import { z } from 'zod';
import type { Problem } from '../policy/problems.ts';
import { guid } from '../policy/shape/fields.ts';
import { meant, shownValue } from '../policy/shown.ts';
import { type SlackEnvironment, slackFrom, slackSecrets, slackVariables } from './slack.ts';
import { type TeamsEnvironment, teamsFrom, teamsSecrets, teamsVariables } from './teams.ts';

/** What the process is told from outside: addresses, places, and secrets, which are never shown. */
export interface Environment {
  /** Absent: a server of our own is started, or one inside the process. */
  readonly redisUrl?: string | undefined;
  readonly policyFile: string;
  readonly dataFolder: string;
  /** Deployments that share a Redis are told apart by it. */
  readonly deployment: string;
  readonly logLevel: LogLevel;
  /** Where figures and probes are offered; absent: nowhere. */
  readonly metrics?: { readonly host: string; readonly port: number } | undefined;
  readonly azure: {
    readonly resourceManager: string;
    /** Whom tokens are for; absent: the resource manager. */
    readonly audience?: string | undefined;
    readonly authority: string;
    /** Empty: those that the identity can see. */
    readonly subscriptions: readonly string[];
    readonly tenant?: string | undefined;
    /** Who reads; it needs no right to write. */
    readonly front: AzureIdentity;
    /** Who carries out what was approved. */
    readonly worker: AzureIdentity;
  };
  readonly slack?: SlackEnvironment;
  readonly teams?: TeamsEnvironment;
}

/** What there is to sign in with; which of it is used is the adapter's documented order. */
interface AzureIdentity {
  readonly kind?: CredentialKind | undefined;
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  readonly tokenFile?: string | undefined;
  readonly managedIdentityOffered: boolean;
}

const credentialKinds = ['workload-identity', 'managed-identity', 'client-secret', 'azure-cli'] as const;
type CredentialKind = (typeof credentialKinds)[number];

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
type LogLevel = (typeof logLevels)[number];

type Variables = Readonly<Record<string, string | undefined>>;

export const readEnvironment = (
  variables: Variables,
): { readonly environment: Environment } | { readonly problems: readonly Problem[] } => {
  // An empty variable is how shells and compose files say "not set".
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const result = known.safeParse(given);
  if (result.success) return { environment: result.data };
  return { problems: result.error.issues.map((issue) => problemOf(String(issue.path[0]), given, issue.message)) };
};

/** Their values appear in no message, however wrong they are. An address of Redis carries its password. */
const secrets: ReadonlySet<string> = new Set([
  'REDIS_URL',
  'AZURE_CLIENT_SECRET',
  'AZURE_WORKER_CLIENT_SECRET',
  ...slackSecrets,
  ...teamsSecrets,
]);

const problemOf = (key: string, given: Variables, expected: string): Problem => ({
  key,
  value: secrets.has(key) && given[key] !== undefined ? '(not shown)' : shownValue([key], given[key]),
  expected,
});

const trimmed = z.string().trim();

const matching = (pattern: RegExp, expects: string) =>
  trimmed.refine((value) => value.length <= 500 && pattern.test(value), { error: expects });

const path = matching(/^\P{C}+$/u, 'a path');

const id = trimmed.pipe(guid);

/** Without the slash at its end, so that paths can be put behind it. */
const address = (schemes: readonly string[], example: string) => {
  const expects = `an address such as ${example}`;
  return trimmed.transform((value, context) => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (url && schemes.includes(url.protocol) && url.hostname) return value.replace(/\/+$/u, '');
    context.addIssue({ code: 'custom', message: expects });
    return z.NEVER;
  });
};

const subscriptions = trimmed.transform((value, context): readonly string[] => {
  const ids = value.split(/[\s,]+/u).filter(Boolean);
  const read = z.array(guid).safeParse(ids);
  if (read.success) return [...new Set(read.data)];
  context.addIssue({ code: 'custom', message: 'subscription ids, separated by commas' });
  return z.NEVER;
});

const port = matching(/^\d{1,5}$/u, 'a port from 1 to 65535')
  .transform(Number)
  .refine((number) => number >= 1 && number <= 65_535, { error: 'a port from 1 to 65535' });

const credentialKind = z.enum(credentialKinds, {
  error: ({ input }) => `one of ${credentialKinds.join(', ')}${meant(input, credentialKinds)}`,
});

/** As App Service, Container Apps and Functions say it. */
const offersManagedIdentity = (read: { IDENTITY_ENDPOINT?: string | undefined; MSI_ENDPOINT?: string | undefined }) =>
  read.IDENTITY_ENDPOINT !== undefined || read.MSI_ENDPOINT !== undefined;

const metricsIn = ({
  LIFEBOAT_METRICS_HOST: host,
  LIFEBOAT_METRICS_PORT: port,
}: {
  LIFEBOAT_METRICS_HOST: string;
  LIFEBOAT_METRICS_PORT?: number | undefined;
}) => (port === undefined ? undefined : { host, port });

const known = z
  .object({
    REDIS_URL: address(['redis:', 'rediss:'], 'rediss://redis.example.com:6380').optional(),
    LIFEBOAT_CONFIG: path.default('./lifeboat.yaml'),
    LIFEBOAT_DATA: path.default('./.lifeboat'),
    LIFEBOAT_DEPLOYMENT: matching(
      /^[a-z0-9][a-z0-9-]{0,39}$/u,
      'a name of lower-case letters, digits and "-", at most 40',
    ).default('lifeboat'),
    LIFEBOAT_METRICS_PORT: port.optional(),
    LIFEBOAT_METRICS_HOST: matching(/^[\w.:-]+$/u, 'an address of this machine such as 127.0.0.1').default('127.0.0.1'),
    LOG_LEVEL: z
      .enum(logLevels, { error: ({ input }) => `one of ${logLevels.join(', ')}${meant(input, logLevels)}` })
      .default('info'),
    AZURE_RESOURCE_MANAGER_ENDPOINT: address(['https:'], 'https://management.azure.com').default(
      'https://management.azure.com',
    ),
    AZURE_AUTHORITY_HOST: address(['https:'], 'https://login.microsoftonline.com').default(
      'https://login.microsoftonline.com',
    ),
    AZURE_AUDIENCE: address(['https:'], 'https://management.azure.com').optional(),
    AZURE_SUBSCRIPTIONS: subscriptions.default([]),
    AZURE_TENANT_ID: id.optional(),
    AZURE_CREDENTIAL: credentialKind.optional(),
    AZURE_CLIENT_ID: id.optional(),
    AZURE_CLIENT_SECRET: trimmed.optional(),
    AZURE_FEDERATED_TOKEN_FILE: path.optional(),
    AZURE_WORKER_CREDENTIAL: credentialKind.optional(),
    AZURE_WORKER_CLIENT_ID: id.optional(),
    AZURE_WORKER_CLIENT_SECRET: trimmed.optional(),
    AZURE_WORKER_FEDERATED_TOKEN_FILE: path.optional(),
    IDENTITY_ENDPOINT: trimmed.optional(),
    MSI_ENDPOINT: trimmed.optional(),
    ...slackVariables(address),
    ...teamsVariables(address),
  })
  .transform((read, context): Environment => {
    const slack = slackFrom(read);
    const teams = teamsFrom(read);
    for (const chat of [slack, teams]) {
      if ('key' in chat) context.addIssue({ code: 'custom', path: [chat.key], message: chat.expected });
    }
    if ('key' in slack || 'key' in teams) return z.NEVER;
    return {
      ...slack,
      ...teams,
      redisUrl: read.REDIS_URL,
      policyFile: read.LIFEBOAT_CONFIG,
      dataFolder: read.LIFEBOAT_DATA,
      deployment: read.LIFEBOAT_DEPLOYMENT,
      logLevel: read.LOG_LEVEL,
      metrics: metricsIn(read),
      azure: {
        resourceManager: read.AZURE_RESOURCE_MANAGER_ENDPOINT,
        audience: read.AZURE_AUDIENCE,
        authority: read.AZURE_AUTHORITY_HOST,
        subscriptions: read.AZURE_SUBSCRIPTIONS,
        tenant: read.AZURE_TENANT_ID,
        front: {
          kind: read.AZURE_CREDENTIAL,
          clientId: read.AZURE_CLIENT_ID,
          clientSecret: read.AZURE_CLIENT_SECRET,
          tokenFile: read.AZURE_FEDERATED_TOKEN_FILE,
          managedIdentityOffered: offersManagedIdentity(read),
        },
        worker: {
          kind: read.AZURE_WORKER_CREDENTIAL,
          clientId: read.AZURE_WORKER_CLIENT_ID,
          clientSecret: read.AZURE_WORKER_CLIENT_SECRET,
          tokenFile: read.AZURE_WORKER_FEDERATED_TOKEN_FILE,
          managedIdentityOffered: offersManagedIdentity(read),
        },
      },
    };
  });
