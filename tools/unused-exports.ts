/**
 * Lists every export that nothing imports, and every one that only tests import. One line each; ends with 1 if any.
 * Usage: tsx tools/unused-exports.ts [folder of a tsconfig.json]
 */
import { join, relative, resolve, sep } from 'node:path';
import { analyzeTsConfig } from 'ts-unused-exports';
import ts from 'typescript';
import { overlookedImports, type SeenImport } from './overlooked-imports.ts';

/** Found and started by Node, a tool, or somebody who embeds the rehearsal world: their exports need no importer here. */
const entries = [
  /^src\/main\.ts$/,
  /^rehearsal\/start\.ts$/,
  /^rehearsal\/(.+\/)?main\.ts$/,
  /^rehearsal\/([^/]+\/)?index\.ts$/,
  /^rehearsal\/azure\/services\/[^/]+\/provision\.ts$/,
  /^(tools|bench)\/[^/]+\.ts$/,
  /^test\/setup\/[^/]+\.ts$/,
  /^[^/]+\.config\.ts$/,
  // Taken by the page's half in the browser, which has a tsconfig.json of its own.
  /^rehearsal\/page\/(deed-shapes|seen)\.ts$/,
];

interface Export {
  readonly file: string;
  readonly name: string;
}

const root = resolve(process.argv[2] ?? '.');
const config = join(root, 'tsconfig.json');
const testFolder = join(root, 'test') + sep;
const inProject = (file: string) => relative(root, file).split(sep).join('/');

/** What ts-unused-exports overlooks is counted beside it. */
const taken = sourceFiles().flatMap((path) => overlookedImports(path).map((each) => ({ ...each, from: path })));

function sourceFiles(): readonly string[] {
  return ts.parseJsonConfigFileContent(ts.readConfigFile(config, ts.sys.readFile).config, ts.sys, root).fileNames;
}

function unused(options: readonly string[], seen: readonly SeenImport[]): readonly Export[] {
  const { unusedExports } = analyzeTsConfig(config, [...options]);
  const found = Object.entries(unusedExports).flatMap(([path, names]) =>
    names.map(({ exportName }) => ({ file: resolve(path), name: exportName })),
  );
  const isTaken = ({ file, name }: Export) =>
    seen.some((each) => each.file === file && (each.names?.includes(name) ?? true));
  const isEntry = ({ file }: Export) => entries.some((entry) => entry.test(inProject(file)));
  return found.filter((each) => !isTaken(each) && !isEntry(each));
}

const shown = ({ file, name }: Export) => `${inProject(file)}: ${name}`;

const byNobody = unused([], taken).map(shown);
const withoutTests = taken.filter(({ from }) => !from.startsWith(testFolder));
const byNobodyButTests = unused([`--ignoreFiles=^${testFolder}`], withoutTests).map(shown);
const lines = [
  ...byNobody.map((each) => `${each} is exported, and nothing imports it`),
  ...byNobodyButTests.filter((each) => !byNobody.includes(each)).map((each) => `${each} is exported for tests alone`),
].sort();

process.stdout.write(lines.map((line) => `${line}\n`).join(''));
if (lines.length > 0) process.exitCode = 1;
