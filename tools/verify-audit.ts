/**
 * Checks an exported audit log without the bot: that nothing was changed, removed or reordered, and, by signed heads,
 * that nothing is missing at its end.
 * Usage: npm run verify -- <file with lines of JSON> [--heads <file with heads>] [--key <public key, PEM>]
 */
import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readEvidence, verifyEvidence } from '../src/audit/verify-export.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { heads: { type: 'string' }, key: { type: 'string' } },
});
const [file] = positionals;

const say = (line: string) => process.stdout.write(`${line}\n`);

const verify = async (path: string): Promise<boolean> => {
  const { records, heads } = readEvidence(readFileSync(path, 'utf8'));
  const kept = values.heads ? readEvidence(readFileSync(values.heads, 'utf8')).heads : [];
  const key = values.key ? createPublicKey(readFileSync(values.key)) : undefined;
  const found = await verifyEvidence(records, [...heads, ...kept], key);
  if (found.kind === 'broken') {
    say(`BROKEN at record ${found.number}: ${found.why}.`);
    return false;
  }
  say(`Sound: ${found.records} records, up to ${found.hash}.`);
  if (found.heads === 0) say('No signed head was given, so a missing end would not show: give one with --heads.');
  else say(`It agrees with ${found.heads} signed head${found.heads === 1 ? '' : 's'}.`);
  if (!key && found.heads > 0) say('No signature was checked: give the public key (audit-key.pub) with --key.');
  return true;
};

if (file === undefined) {
  say('Usage: npm run verify -- <file> [--heads <file>] [--key <public key>]');
  process.exitCode = 2;
} else if (!(await verify(file))) process.exitCode = 1;
