import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

const program = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const config = resolve('.dependency-cruiser.js');

export interface Cruise {
  readonly violations: readonly Violation[];
  readonly totalCruised: number;
  readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
}

export interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

/** What the project's own import rules say of the folders of a tree. */
export async function cruise(root: string, folders: readonly string[]): Promise<Cruise> {
  const args = [program, '--config', config, '--output-type', 'json', ...folders];
  const output = await new Promise<string>((done, fail) => {
    const options = { cwd: root, maxBuffer: 64 * 1024 * 1024 };
    // A cruise that finds violations ends with their number; its output is complete all the same.
    execFile(process.execPath, args, options, (error, stdout) => (stdout === '' && error ? fail(error) : done(stdout)));
  });
  return (JSON.parse(output) as { readonly summary: Cruise }).summary;
}
