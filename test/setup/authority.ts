import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAuthority } from '../../rehearsal/azure/wire/certificate.ts';

/** Workers read NODE_EXTRA_CA_CERTS once, when they start: so the authority must exist before they are forked. */
export async function setup(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-authority-'));
  const { certificateFile } = await openAuthority(folder);
  process.env.NODE_EXTRA_CA_CERTS = certificateFile;
  process.env.REHEARSAL_AUTHORITY = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
