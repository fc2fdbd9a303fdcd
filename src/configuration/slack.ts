import { z } from 'zod';

/** What Slack is reached with, and how it reaches the bot. */
export interface SlackEnvironment {
  readonly botToken: string;
  readonly apiUrl: string;
  readonly inbound:
    | { readonly kind: 'http'; readonly signingSecret: string; readonly host: string; readonly port: number }
    | { readonly kind: 'socket'; readonly appToken: string };
}

const trimmed = z.string().trim();

export const slackSecrets = ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN'] as const;

/** `address` reads an address in the way of all others. */
export const slackVariables = (
  address: (schemes: readonly string[], example: string) => z.ZodType<string, string>,
) => ({
  SLACK_BOT_TOKEN: trimmed.optional(),
  SLACK_SIGNING_SECRET: trimmed.optional(),
  SLACK_APP_TOKEN: trimmed.optional(),
  SLACK_HOST: trimmed.default('127.0.0.1'),
  SLACK_PORT: trimmed
    .refine((text) => /^\d{1,5}$/u.test(text) && Number(text) < 65_536, { error: 'a port such as 3000' })
    .transform(Number)
    .default(3000),
  SLACK_API_URL: address(['https:', 'http:'], 'https://slack.com/api').default('https://slack.com/api'),
});

type Read = z.infer<z.ZodObject<ReturnType<typeof slackVariables>>>;

/** The key of what is wrong, and what is expected there. */
type Fault = { readonly key: keyof Read; readonly expected: string };

export const slackFrom = (read: Read): { readonly slack?: SlackEnvironment } | Fault => {
  const { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken } = read;
  if (!botToken) return signingSecret || appToken ? { key: 'SLACK_BOT_TOKEN', expected: 'the token of the bot' } : {};
  if (!signingSecret === !appToken) {
    return { key: 'SLACK_SIGNING_SECRET', expected: 'exactly one of SLACK_SIGNING_SECRET, SLACK_APP_TOKEN' };
  }
  const { SLACK_HOST: host, SLACK_PORT: port, SLACK_API_URL: apiUrl } = read;
  if (appToken) return { slack: { botToken, apiUrl, inbound: { kind: 'socket', appToken } } };
  if (!signingSecret) return {};
  return { slack: { botToken, apiUrl, inbound: { kind: 'http', signingSecret, host, port } } };
};
