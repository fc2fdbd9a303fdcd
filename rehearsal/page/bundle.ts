import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

interface Asset {
  readonly type: string;
  readonly body: string;
}

const at = (name: string): string => fileURLToPath(new URL(`browser/${name}`, import.meta.url));

/** Everything that the browser loads, by path: it asks nobody else for anything. */
export const bundlePage = async (): Promise<ReadonlyMap<string, Asset>> => {
  const { outputFiles } = await build({
    entryPoints: [at('main.ts')],
    tsconfig: at('tsconfig.json'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    write: false,
    logLevel: 'silent',
  });
  const text = 'utf8';
  return new Map([
    ['/', { type: 'text/html; charset=utf-8', body: readFileSync(at('index.html'), text) }],
    ['/page.css', { type: 'text/css; charset=utf-8', body: readFileSync(at('page.css'), text) }],
    ['/page.js', { type: 'text/javascript; charset=utf-8', body: outputFiles[0]?.text ?? '' }],
  ]);
};
