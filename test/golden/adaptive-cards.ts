import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

type AdaptiveCards = typeof import('adaptivecards');

/** Microsoft's own parser. Node cannot load the package as it is, so it is bundled first. */
export const loadAdaptiveCards = async (): Promise<(card: unknown) => readonly string[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'adaptivecards-'));
  const outfile = join(folder, 'adaptivecards.cjs');
  const { outputFiles } = await build({
    entryPoints: ['adaptivecards'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
    logLevel: 'silent',
  });
  writeFileSync(outfile, outputFiles[0]?.contents ?? '');
  const { AdaptiveCard, SerializationContext, Versions } = createRequire(import.meta.url)(outfile) as AdaptiveCards;
  rmSync(folder, { recursive: true });
  return (content) => {
    const card = new AdaptiveCard();
    const context = new SerializationContext(Versions.v1_5);
    card.parse(content, context);
    const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
    const failures = card.validateProperties().validationEvents.map(({ message }) => message);
    return [...events, ...failures];
  };
};
