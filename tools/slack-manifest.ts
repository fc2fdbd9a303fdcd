/** Prints the manifest of the Slack app, made from the commands that there are. */
import { parseArgs } from 'node:util';
import { manifestFor } from '../adapters/slack/manifest/manifest.ts';
import { commands } from '../commands/index.ts';
import { createCatalog } from '../src/catalog/catalog.ts';

const usage = `Usage: npm run slack:manifest -- [options]

  --request-url <url>  where Slack reaches the bot, ending in /slack/events; without it the app uses Socket Mode
  --command <command>  the slash command (default /dr)
  --name <name>        the name of the app (default Lifeboat)
`;

const { values } = parseArgs({
  options: {
    'request-url': { type: 'string' },
    command: { type: 'string', default: '/dr' },
    name: { type: 'string', default: 'Lifeboat' },
    help: { type: 'boolean', default: false },
  },
});

const { 'request-url': requestUrl, command, name } = values;
const manifest = manifestFor(createCatalog(commands), { name, command, requestUrl });
process.stdout.write(values.help ? usage : `${JSON.stringify(manifest, null, 2)}\n`);
