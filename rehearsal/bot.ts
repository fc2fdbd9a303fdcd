import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StartedWorld } from './azure/start-world.ts';

interface BotOptions {
  readonly world: StartedWorld;
  readonly folder: string;
  readonly policy: string;
  readonly arguments: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** Starts the production bot. It is told what it is told in production too, with the addresses of this world. */
export const startBot = ({ world, folder, policy, arguments: given, variables }: BotOptions): ChildProcess => {
  // A world that begins anew must not meet the decisions of an older one, nor the people of one that runs beside it.
  const data = join(folder, `bot-${process.pid}`);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const policyFile = join(data, 'lifeboat.yaml');
  writeFileSync(policyFile, policy);
  const bot = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', ...given], {
    stdio: 'inherit',
    env: {
      ...process.env,
      ...azureVariables(world),
      LIFEBOAT_CONFIG: policyFile,
      LIFEBOAT_DATA: data,
      ...variables,
    },
  });
  // Ctrl-C reaches the bot as well, and the world stays until it has left. A request to end comes to one process or to
  // all of them; the bot takes each signal once, so it is handed on as the other one.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => bot.kill('SIGINT'));
  bot.once('exit', () => rmSync(data, { recursive: true, force: true }));
  return bot;
};

export const appIdOf = ({ scenario }: StartedWorld, name: string): string => {
  const found = scenario.principals.find((principal) => principal.name === name)?.appId;
  if (!found) throw new Error(`The scenario ${scenario.name} has no app called ${name}.`);
  return found;
};

const azureVariables = (world: StartedWorld) => ({
  NODE_EXTRA_CA_CERTS: world.certificateFile,
  AZURE_RESOURCE_MANAGER_ENDPOINT: world.azure.url,
  AZURE_AUDIENCE: 'https://management.azure.com',
  AZURE_AUTHORITY_HOST: world.entra.url,
  AZURE_TENANT_ID: world.scenario.tenantId,
  AZURE_SUBSCRIPTIONS: world.scenario.subscriptions.map(({ id }) => id).join(','),
  AZURE_CREDENTIAL: 'client-secret',
  AZURE_CLIENT_ID: appIdOf(world, 'front'),
  AZURE_CLIENT_SECRET: world.secret,
  AZURE_WORKER_CREDENTIAL: 'client-secret',
  AZURE_WORKER_CLIENT_ID: appIdOf(world, 'worker'),
  AZURE_WORKER_CLIENT_SECRET: world.secret,
});
