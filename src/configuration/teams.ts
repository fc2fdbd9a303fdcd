import { z } from 'zod';
import { guid } from '../policy/shape/fields.ts';

/** Who the bot is to the Bot Framework, and where both sides listen. */
export interface TeamsEnvironment {
  readonly appId: string;
  readonly tenant: string;
  /** Absent: the machine's managed identity of that app id signs in. */
  readonly secret?: string | undefined;
  readonly authority: string;
  readonly openIdMetadata: string;
  readonly serviceHosts: readonly string[];
  readonly host: string;
  readonly port: number;
  /** Private answers inside a channel, which not every tenant has yet. */
  readonly targetedMessages: boolean;
}

const trimmed = z.string().trim();
const id = trimmed.pipe(guid);
const credentials = ['client-secret', 'managed-identity'] as const;

export const teamsSecrets = ['TEAMS_APP_SECRET'] as const;

const hosts = trimmed.transform((text, context): readonly string[] => {
  const names = text
    .toLowerCase()
    .split(/[\s,]+/u)
    .filter(Boolean);
  if (names.every((name) => /^[a-z0-9][a-z0-9.-]*$/u.test(name))) return names;
  context.addIssue({ code: 'custom', message: 'names of hosts, separated by commas' });
  return z.NEVER;
});

/** `address` reads an address in the way of all others. */
export const teamsVariables = (
  address: (schemes: readonly string[], example: string) => z.ZodType<string, string>,
) => ({
  TEAMS_APP_ID: id.optional(),
  TEAMS_TENANT_ID: id.optional(),
  TEAMS_CREDENTIAL: z.enum(credentials, { error: `one of ${credentials.join(', ')}` }).optional(),
  TEAMS_APP_SECRET: trimmed.optional(),
  TEAMS_AUTHORITY_HOST: address(['https:'], 'https://login.microsoftonline.com').default(
    'https://login.microsoftonline.com',
  ),
  TEAMS_OPENID_METADATA: address(
    ['https:'],
    'https://login.botframework.com/v1/.well-known/openidconfiguration',
  ).default('https://login.botframework.com/v1/.well-known/openidconfiguration'),
  TEAMS_SERVICE_HOSTS: hosts.default(['smba.trafficmanager.net']),
  TEAMS_HOST: trimmed.default('127.0.0.1'),
  TEAMS_PORT: trimmed
    .refine((text) => /^\d{1,5}$/u.test(text) && Number(text) < 65_536, { error: 'a port such as 3978' })
    .transform(Number)
    .default(3978),
  TEAMS_TARGETED_MESSAGES: z.enum(['on', 'off'], { error: 'on or off' }).default('off'),
});

type Read = z.infer<z.ZodObject<ReturnType<typeof teamsVariables>>>;

/** The key of what is wrong, and what is expected there. */
type Fault = { readonly key: keyof Read; readonly expected: string };

export const teamsFrom = (read: Read): { readonly teams?: TeamsEnvironment } | Fault => {
  const { TEAMS_APP_ID: appId, TEAMS_TENANT_ID: tenant, TEAMS_APP_SECRET: secret, TEAMS_CREDENTIAL: credential } = read;
  // Without an app id everybody would be believed, so half a configuration is none.
  if (!appId) return tenant || secret || credential ? { key: 'TEAMS_APP_ID', expected: 'the app id of the bot' } : {};
  if (!tenant) return { key: 'TEAMS_TENANT_ID', expected: 'the tenant whose people may speak to the bot' };
  const isManaged = credential === 'managed-identity';
  if (isManaged === (secret !== undefined)) {
    return { key: 'TEAMS_APP_SECRET', expected: 'a secret, or TEAMS_CREDENTIAL=managed-identity in its place' };
  }
  return {
    teams: {
      appId,
      tenant,
      secret,
      authority: read.TEAMS_AUTHORITY_HOST,
      openIdMetadata: read.TEAMS_OPENID_METADATA,
      serviceHosts: read.TEAMS_SERVICE_HOSTS,
      host: read.TEAMS_HOST,
      port: read.TEAMS_PORT,
      targetedMessages: read.TEAMS_TARGETED_MESSAGES === 'on',
    },
  };
};
