import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { scenarioNamed, scenarioNames } from './scenarios/by-name.ts';
import { startWorld } from './start-world.ts';
import { welcome } from './welcome.ts';

const USAGE = `Usage: npm run rehearsal:azure -- [options]

  --port <n>        where Azure Resource Manager answers (default 8443; 0: any free port)
  --entra-port <n>  where tokens are given (default: the next port)
  --scenario <name> ${scenarioNames.join(', ')} (default contoso)
  --machines <n>    how many machines the scenario 'generated' has (default 100)
  --speed <n>       world seconds for each real second (default 1)
  --record <file>   append the traffic to a file, one JSON object a line
  --no-limits       leave Azure's request limits out
  --folder <path>   where the certificate authority is kept (default .lifeboat/rehearsal)
`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8443' },
    'entra-port': { type: 'string' },
    scenario: { type: 'string', default: 'contoso' },
    machines: { type: 'string', default: '100' },
    speed: { type: 'string', default: '1' },
    record: { type: 'string' },
    'no-limits': { type: 'boolean', default: false },
    folder: { type: 'string', default: '.lifeboat/rehearsal' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(USAGE);
else await run();

async function run(): Promise<void> {
  const port = wholeNumber(values.port, 'port');
  const world = await startWorld({
    scenario: scenarioNamed(values.scenario, wholeNumber(values.machines, 'machines')),
    speed: positiveNumber(values.speed, 'speed'),
    folder: resolve(values.folder),
    port,
    entraPort: wholeNumber(values['entra-port'] ?? String(port === 0 ? 0 : port + 1), 'entra-port'),
    limits: values['no-limits'] ? 'off' : 'azure',
    record: values.record,
  });
  process.stdout.write(welcome(world));
  process.once('SIGINT', () => void Promise.all([world.azure.close(), world.entra.close()]));
}

function wholeNumber(text: string, option: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new Error(`--${option} must be a whole number, not '${text}'`);
}

function positiveNumber(text: string, option: string): number {
  const number = Number(text);
  if (number > 0 && number <= 100_000) return number;
  throw new Error(`--${option} must be a number from 0 to 100000, not '${text}'`);
}
