import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { appPackage } from '../../../adapters/teams/package/app-package.ts';
import { manifestOf } from '../../../adapters/teams/package/manifest.ts';
import { commands } from '../../../commands/index.ts';
import { createCatalog } from '../../../src/catalog/catalog.ts';

const catalog = createCatalog(commands);
const app = {
  appId: '5b0f3c1e-7c46-4a8e-9d2f-1b6c8e4a2f02',
  version: '1.2.3',
  developer: 'Contoso',
  website: 'https://dr.example.com',
  privacy: 'https://dr.example.com/privacy',
  terms: 'https://dr.example.com/terms',
};

/** The schemas are of a draft that the validator no longer names, and its rules are the same here. */
const problemsOf = (manifest: Readonly<Record<string, unknown>>): unknown => {
  const folder = '../../../node_modules/@microsoft/app-manifest/build/json-schemas/teams';
  const url = new URL(`${folder}/v${manifest.manifestVersion}/MicrosoftTeams.schema.json`, import.meta.url);
  const { $schema, id, ...schema } = JSON.parse(readFileSync(url, 'utf8'));
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  return validate(manifest) ? [] : validate.errors;
};

test.each([false, true])("the manifest is one of Microsoft's schema, with whispering %s", (targetedMessages) => {
  const manifest = manifestOf(catalog, { ...app, targetedMessages });

  expect(problemsOf(manifest)).toEqual([]);
  expect(problemsOf({ ...manifest, unknown: true })).not.toEqual([]);
});

test('the bot is offered everywhere, with one command of every topic that fits, and help at the end', () => {
  const many = createCatalog([
    ...commands,
    ...Array.from({ length: 40 }, (_, at) => ({ ...(commands[0] as (typeof commands)[number]), name: `more-${at}` })),
  ]);

  const { bots } = manifestOf(many, { ...app, targetedMessages: false }) as {
    bots: [{ scopes: string[]; commandLists: [{ commands: { title: string }[] }] }];
  };

  const titles = bots[0].commandLists[0].commands.map(({ title }) => title);
  expect(bots[0].scopes).toEqual(['personal', 'team', 'groupChat']);
  expect(titles).toHaveLength(12);
  expect(titles).toEqual(expect.arrayContaining(['status', 'protect', 'drill', 'failover', 'approvals']));
  expect(titles.at(-1)).toBe('help');
});

test('the package holds the manifest and both icons, in their sizes', () => {
  const files = unzipSync(appPackage(manifestOf(catalog, { ...app, targetedMessages: false })));

  expect(Object.keys(files).toSorted()).toEqual(['color.png', 'manifest.json', 'outline.png']);
  expect(JSON.parse(strFromU8(files['manifest.json'] as Uint8Array))).toMatchObject({
    id: app.appId,
    version: '1.2.3',
  });
  expect([sizeOf(files['color.png']), sizeOf(files['outline.png'])]).toEqual([192, 32]);
  const outline = pixelsOf(files['outline.png'], 32);
  expect(new Set(outline.filter(([, , , alpha]) => alpha > 0).map(([r, g, b]) => `${r} ${g} ${b}`))).toEqual(
    new Set(['255 255 255']),
  );
  expect(outline[0]?.[3]).toBe(0);
});

const sizeOf = (png: Uint8Array | undefined): number => Buffer.from(png ?? []).readUInt32BE(16);

const pixelsOf = (
  png: Uint8Array | undefined,
  size: number,
): readonly (readonly [number, number, number, number])[] => {
  const file = Buffer.from(png ?? []);
  const start = file.indexOf('IDAT') + 4;
  const data = inflateSync(file.subarray(start, start + file.readUInt32BE(start - 8)));
  return Array.from({ length: size * size }, (_, at) => {
    const from = Math.floor(at / size) * (size * 4 + 1) + 1 + (at % size) * 4;
    return [...data.subarray(from, from + 4)] as unknown as readonly [number, number, number, number];
  });
};
