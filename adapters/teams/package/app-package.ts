import { strToU8, zipSync } from 'fflate';
import { colorIcon, outlineIcon } from './icons.ts';

/** The file that an administrator uploads. Nothing in it depends on when it is made. */
export const appPackage = (manifest: Readonly<Record<string, unknown>>): Uint8Array =>
  zipSync(
    {
      'manifest.json': strToU8(`${JSON.stringify(manifest, null, 2)}\n`),
      'color.png': colorIcon(),
      'outline.png': outlineIcon(),
    },
    { mtime: '1980-01-02T00:00:00Z' },
  );
