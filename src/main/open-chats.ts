import { userInfo } from 'node:os';
import { TerminalChat } from '../../adapters/terminal/terminal-chat.ts';
import { bannerFor } from '../configuration/azure-cloud.ts';
import type { Environment } from '../configuration/environment.ts';
import type { ChatPort } from '../ports/chat.ts';
import { CannotStart } from './cannot-start.ts';
import { catalog } from './catalog.ts';
import type { Core } from './open-core.ts';
import { openSlack } from './open-slack.ts';
import { openTeams } from './open-teams.ts';
import type { Options } from './options.ts';

interface Chats {
  readonly chats: readonly ChatPort[];
  /** Settles when there is nobody left to talk to: the person at the terminal has gone, or the process is told to stop. */
  readonly over: Promise<void>;
}

/** The platforms that the environment configures, or the terminal. */
export const openChats = async (core: Core, { terminal }: Options): Promise<Chats> => {
  if (terminal) {
    const chat = openTerminal(core.environment);
    return { chats: [chat], over: chat.closed };
  }
  const { slack, teams } = core.environment;
  const chats: ChatPort[] = [];
  if (slack) chats.push(await openSlack(slack, core.log));
  if (teams) chats.push(await openTeams(teams, core));
  if (chats.length === 0) {
    throw new CannotStart('No chat platform is configured. The terminal works: npm run terminal.');
  }
  // Chats are never over by themselves.
  return { chats, over: new Promise(() => {}) };
};

const openTerminal = ({ azure }: Environment): TerminalChat =>
  new TerminalChat({
    input: process.stdin,
    output: process.stdout,
    user: userInfo().username,
    greeting: [bannerFor(azure.resourceManager), 'Lifeboat. Type help; exit leaves.'].filter(Boolean).join('\n'),
    commandNames: catalog.commands.map((command) => command.name),
  });
