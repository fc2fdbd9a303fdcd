import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startEntra } from '../entra/index.ts';
import { createEntra } from '../entra/tokens.ts';
import { startRehearsalAzure } from './index.ts';
import { scenarioNamed, scenarioNames } from './scenarios/by-name.ts';
import { welcome } from './welcome.ts';
import { openAuthority } from './wire/certificate.ts';
import { principalOf } from './world/scenario.ts';

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
  const scenario = scenarioNamed(values.scenario, wholeNumber(values.machines, 'machines'));
  const folder = resolve(values.folder);
  const authority = await openAuthority(folder);
  const principals = scenario.principals.map((principal) => principalOf(scenario, principal));
  const secret = keptSecret(folder);
  const entra = await startEntra({
    entra: await createEntra({ tenantId: scenario.tenantId, principals }),
    authority,
    port: wholeNumber(values['entra-port'] ?? String(port === 0 ? 0 : port + 1), 'entra-port'),
    applications: principals.flatMap(({ appId }) => (appId === undefined ? [] : [{ appId, secrets: [secret] }])),
    identities: principals.map(({ name }) => ({ principal: name })),
  });
  const azure = await startRehearsalAzure({
    scenario,
    clock: positiveNumber(values.speed, 'speed'),
    port,
    authority,
    tokens: entra.tokens,
    limits: values['no-limits'] ? 'off' : 'azure',
    record: values.record,
    onBug: (bug) => process.stderr.write(`${bug}\n`),
  });
  process.stdout.write(welcome({ azure, entra, scenario, secret, certificateFile: authority.certificateFile }));
  process.once('SIGINT', () => void Promise.all([azure.close(), entra.close()]));
}

/** The apps' client secret outlives the process, so that a client once set up goes on working. */
function keptSecret(folder: string): string {
  const file = join(folder, 'client-secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
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
