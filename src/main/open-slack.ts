import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { SlackEnvironment } from '../configuration/slack.ts';
import type { ChatPort } from '../ports/chat.ts';

/** Slack takes some 50 edits a minute in all, and a card that changes oftener is not read. */
const editEveryMs = 2500;

/** Slack's packages are loaded only where Slack is configured. */
export const openSlack = async ({ botToken, apiUrl, inbound }: SlackEnvironment, log: Logger): Promise<ChatPort> => {
  const { SlackChat } = await import('../../adapters/slack/slack-chat.ts');
  return new SlackChat({
    botToken,
    apiUrl: `${apiUrl}/`,
    inbound: inbound.kind === 'socket' ? { ...inbound, apiUrl: `${apiUrl}/` } : inbound,
    report: (problem, error) => log.warn({ platform: 'slack', err: error }, problem),
    time: {
      now: Date.now,
      sleep: async (milliseconds) => void (await setTimeout(milliseconds, undefined, { ref: false })),
    },
    editEveryMs,
  });
};
