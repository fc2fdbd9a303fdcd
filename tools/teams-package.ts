/** Writes the app package for Microsoft Teams. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { appPackage } from '../adapters/teams/package/app-package.ts';
import { manifestOf } from '../adapters/teams/package/manifest.ts';
import { commands } from '../commands/index.ts';
import { createCatalog } from '../src/catalog/catalog.ts';

const usage = `Usage: npm run teams:package -- --website <https address> [options]

  --app-id <id>      the bot's app id (default: TEAMS_APP_ID)
  --website <url>    where its people find out more about it
  --privacy <url>    your privacy statement (default: the website)
  --terms <url>      your terms of use (default: the website)
  --developer <name> who runs it (default: Lifeboat)
  --targeted         offer answers to one person inside channels (TEAMS_TARGETED_MESSAGES=on)
  --out <file>       default: lifeboat-teams.zip
`;

const { values } = parseArgs({
  options: {
    'app-id': { type: 'string', default: process.env.TEAMS_APP_ID ?? '' },
    website: { type: 'string', default: '' },
    privacy: { type: 'string' },
    terms: { type: 'string' },
    developer: { type: 'string', default: 'Lifeboat' },
    targeted: { type: 'boolean', default: false },
    out: { type: 'string', default: 'lifeboat-teams.zip' },
  },
});

const { website, privacy = website, terms = website, developer, targeted, out } = values;
const isComplete = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu.test(values['app-id']);
if (!isComplete || ![website, privacy, terms].every((url) => url.startsWith('https://'))) {
  process.stderr.write(usage);
  process.exit(1);
}
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const manifest = manifestOf(createCatalog(commands), {
  appId: values['app-id'],
  version,
  developer,
  website,
  privacy,
  terms,
  targetedMessages: targeted,
});
writeFileSync(out, appPackage(manifest));
process.stdout.write(`${out} is ready to be uploaded in the Teams admin centre.\n`);
