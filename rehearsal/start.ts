import { mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { scenarioNamed, scenarioNames } from './azure/scenarios/by-name.ts';
import { type StartedWorld, startWorld } from './azure/start-world.ts';
import { startBot } from './bot.ts';
import { rehearseChats } from './page/start.ts';
import { levels, rehearsalPolicy } from './policy.ts';

const usage = `Usage: npm start -- [options]

  --chats            Slack and Teams on one page in the browser, with four people; without it, you in the terminal
  --port <n>         where the page is, with --chats (default: any free one)
  --as <level>       in the terminal: ${levels.join(', ')} (default contributor)
  --scenario <name>  ${scenarioNames.join(', ')} (default contoso)
  --speed <n>        seconds of the rehearsal for each real second (default 1; the bot's own clock stays as it is)
`;

const { values } = parseArgs({
  options: {
    chats: { type: 'boolean', default: false },
    port: { type: 'string', default: '0' },
    as: { type: 'string', default: 'contributor' },
    scenario: { type: 'string', default: 'contoso' },
    speed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});

/** The lines that make an outage, from another terminal. */
const outageWords = ({ azure, certificateFile }: StartedWorld): string => {
  const door = `curl --cacert ${relative('.', certificateFile)} ${azure.url}/_rehearsal/region`;
  return `To take a region down, in another terminal here (up brings it back):
  ${door}/down -d '{"region":"eastus"}'
`;
};

/** Plays Azure on this machine, and starts the production bot against it. */
const run = async (): Promise<void> => {
  const level = levels.find((each) => each === values.as);
  const [speed, port] = [Number(values.speed), Number(values.port)];
  const isPort = Number.isInteger(port) && port >= 0 && port < 65_536;
  if (values.help || !level || !(speed > 0) || !isPort) return void process.stdout.write(usage);
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
  process.stdout.write(outageWords(world));
  const { bot, close } = values.chats
    ? await rehearseChats(world, folder, port)
    : {
        bot: startBot({
          world,
          folder,
          policy: rehearsalPolicy(world.scenario, userInfo().username, level),
          arguments: ['--terminal'],
          variables: {},
        }),
        close: async () => {},
      };
  const leave = () =>
    void Promise.all([close(), world.azure.close(), world.entra.close()]).then(() => process.exit(bot.exitCode ?? 1));
  if (bot.exitCode === null && bot.signalCode === null) bot.once('exit', leave);
  else leave();
};

await run();
