import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { scenarioNamed, scenarioNames } from './azure/scenarios/by-name.ts';
import { type StartedWorld, startWorld } from './azure/start-world.ts';
import { type Level, levels, rehearsalPolicy } from './policy.ts';

const usage = `Usage: npm start -- [options]

  --as <level>       ${levels.join(', ')} (default contributor)
  --scenario <name>  ${scenarioNames.join(', ')} (default contoso)
  --speed <n>        seconds of the rehearsal for each real second (default 1; the bot's own clock stays as it is)
`;

const { values } = parseArgs({
  options: {
    as: { type: 'string', default: 'contributor' },
    scenario: { type: 'string', default: 'contoso' },
    speed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});

/** Plays Azure on this machine, and starts the production bot against it. */
const run = async (): Promise<void> => {
  const level = levels.find((each) => each === values.as);
  const speed = Number(values.speed);
  if (values.help || !level || !(speed > 0)) return void process.stdout.write(usage);
  const folder = resolve('.lifeboat/rehearsal');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const world = await startWorld({
    scenario: scenarioNamed(values.scenario, 100),
    speed,
    folder,
    port: 0,
    entraPort: 0,
    limits: 'azure',
  });
  const bot = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', '--terminal'], {
    stdio: 'inherit',
    env: { ...process.env, ...environmentOf(world, folder, level) },
  });
  // Ctrl-C reaches the bot as well; the world stays until the bot has left.
  process.on('SIGINT', () => {});
  bot.once('exit', (code) => {
    rmSync(dataFolderIn(folder), { recursive: true, force: true });
    void Promise.all([world.azure.close(), world.entra.close()]).then(() => process.exit(code ?? 1));
  });
};

/** A world that begins anew must not meet the decisions of an older one. */
const dataFolderIn = (folder: string): string => join(folder, `bot-${process.pid}`);

/** What the production bot is told in production too, with the addresses of this world. */
const environmentOf = (
  { azure, entra, scenario, secret, certificateFile }: StartedWorld,
  folder: string,
  level: Level,
) => {
  const policyFile = join(folder, 'lifeboat.yaml');
  writeFileSync(policyFile, rehearsalPolicy(scenario, userInfo().username, level));
  const appId = (name: string) => scenario.principals.find((principal) => principal.name === name)?.appId;
  return {
    NODE_EXTRA_CA_CERTS: certificateFile,
    LIFEBOAT_CONFIG: policyFile,
    LIFEBOAT_DATA: dataFolderIn(folder),
    AZURE_RESOURCE_MANAGER_ENDPOINT: azure.url,
    AZURE_AUDIENCE: 'https://management.azure.com',
    AZURE_AUTHORITY_HOST: entra.url,
    AZURE_TENANT_ID: scenario.tenantId,
    AZURE_SUBSCRIPTIONS: scenario.subscriptions.map(({ id }) => id).join(','),
    AZURE_CREDENTIAL: 'client-secret',
    AZURE_CLIENT_ID: appId('front'),
    AZURE_CLIENT_SECRET: secret,
    AZURE_WORKER_CREDENTIAL: 'client-secret',
    AZURE_WORKER_CLIENT_ID: appId('worker'),
    AZURE_WORKER_CLIENT_SECRET: secret,
  };
};

await run();
