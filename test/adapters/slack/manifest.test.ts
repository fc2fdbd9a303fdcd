import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { manifestFor } from '../../../adapters/slack/manifest/manifest.ts';
import { scopeDifference, scopesAsked } from '../../../adapters/slack/manifest/scopes.ts';
import { commands } from '../../../commands/index.ts';
import { createCatalog } from '../../../src/catalog/catalog.ts';
import { startSlackWith } from './slack-stage.ts';

const schema = new URL(
  '../../../../shared/chat/samples/slack-manifest-schema/manifest.schema.1.0.0.json',
  import.meta.url,
);

const overHttp = { name: 'Lifeboat', command: '/dr', requestUrl: 'https://lifeboat.example.com/slack/events' };
const bySocket = { name: 'Lifeboat', command: '/dr' };
const catalog = createCatalog(commands);

test.runIf(existsSync(schema)).each([
  ['over HTTP', overHttp],
  ['by Socket Mode', bySocket],
])('the manifest %s is one by Slack\u2019s own schema', (_how, options) => {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const isManifest = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));

  isManifest(manifestFor(catalog, options));

  expect(isManifest.errors).toBeNull();
  expect(isManifest({ ...manifestFor(catalog, options), colour: 'blue' })).toBe(false);
});

test('it names what every command begins with, and every address is the same one', () => {
  const manifest = manifestFor(catalog, overHttp);
  const hint = manifest.features.slash_commands[0]?.usage_hint ?? '';

  const named = hint.split(', ');

  expect(commands.map(({ name }) => name.split(' ')[0] ?? '').filter((word) => !named.includes(word))).toEqual([]);
  expect(JSON.stringify(manifest).match(/https:[^"]+/gu)).toEqual(Array(4).fill(overHttp.requestUrl));
});

test('by Socket Mode it has no address', () => {
  const manifest = manifestFor(catalog, bySocket);

  expect(manifest.settings.socket_mode_enabled).toBe(true);
  expect(JSON.stringify(manifest)).not.toContain('https:');
});

/** Which scope each method or event that the adapter uses needs. */
const uses: Readonly<Record<string, readonly string[]>> = {
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'auth.test': [],
  app_mention: ['app_mentions:read'],
  app_home_opened: [],
  message: ['im:history'],
};

test('it asks for the scopes that are used, and for no others', () => {
  const source = sourcesIn('adapters/slack')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const methods = [...source.matchAll(/(?:say|repeat|pages)\('([a-z]+\.[a-zA-Z]+)'/gu)].map(
    ([, method]) => method ?? '',
  );
  const events = [...source.matchAll(/app\.event\('(\w+)'/gu)].map(([, event]) => event ?? '');
  const needed = [...methods, ...events].flatMap((each) => uses[each] ?? [`unknown: ${each}`]);

  expect([...new Set([...needed, 'commands'])].sort()).toEqual([...scopesAsked].sort());
});

test('an installed app that differs is told of when the bot starts', async () => {
  const scopes = [...scopesAsked.filter((scope) => scope !== 'users:read'), 'files:write'];
  const { problems } = await startSlackWith(
    {
      receive: async () => ({ kind: 'nothing' }),
      formFor: () => undefined,
      check: () => undefined,
      suggest: () => [],
    },
    { slack: { app: { scopes } } },
  );

  expect(problems.map(({ error }) => String(error))).toEqual([
    'Error: it lacks users:read; it has files:write, which I do not use',
  ]);
  expect(scopeDifference(scopesAsked)).toBeUndefined();
});

const sourcesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
