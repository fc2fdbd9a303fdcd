import type { ChildProcess } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { StartedWorld } from '../azure/start-world.ts';
import { appIdOf, startBot } from '../bot.ts';
import { type Chats, introduce, startChats } from './chats.ts';
import { startPage } from './index.ts';
import { chatsPolicy } from './policy.ts';

/** Slack, Teams, the bot between them, and the page that shows them. */
export const rehearseChats = async (
  world: StartedWorld,
  folder: string,
  port: number,
): Promise<{ readonly bot: ChildProcess; readonly close: () => Promise<void> }> => {
  const chats = await startChats(world, appIdOf(world, 'chat'));
  const listening = { slack: await freePort(), teams: await freePort() };
  const bot = startBot({
    world,
    folder,
    policy: chatsPolicy(world.scenario),
    arguments: [],
    variables: chatVariables(world, chats, listening),
  });
  const gone = new AbortController();
  bot.once('exit', () => gone.abort());
  const heard = await Promise.all([untilOpen(listening.slack, gone.signal), untilOpen(listening.teams, gone.signal)]);
  if (heard.includes(false)) return { bot, close: chats.close };
  await introduce(chats, listening);
  const page = await startPage(chats, port);
  process.stdout.write(`Lifeboat in Slack and Teams, on one page: ${page.url}\nCtrl-C ends it.\n`);
  return { bot, close: async () => void (await Promise.all([page.close(), chats.close()])) };
};

const chatVariables = (
  world: StartedWorld,
  { slack, teams }: Chats,
  listening: { readonly slack: number; readonly teams: number },
) => ({
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
  SLACK_BOT_TOKEN: slack.app.botToken,
  // Somebody's own settings must not mix with these.
  SLACK_APP_TOKEN: '',
  TEAMS_CREDENTIAL: '',
  SLACK_SIGNING_SECRET: slack.app.signingSecret,
  SLACK_API_URL: slack.apiUrl,
  SLACK_PORT: String(listening.slack),
  TEAMS_APP_ID: appIdOf(world, 'chat'),
  TEAMS_TENANT_ID: world.scenario.tenantId,
  TEAMS_APP_SECRET: world.secret,
  TEAMS_AUTHORITY_HOST: world.entra.url,
  TEAMS_OPENID_METADATA: teams.metadataUrl,
  TEAMS_SERVICE_HOSTS: '127.0.0.1',
  TEAMS_PORT: String(listening.teams),
  TEAMS_TARGETED_MESSAGES: 'on',
});

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** Whether somebody came to listen there before the signal. */
const untilOpen = async (port: number, gone: AbortSignal): Promise<boolean> => {
  while (!gone.aborted) {
    if (await isOpen(port)) return true;
    await setTimeout(100);
  }
  return false;
};

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
