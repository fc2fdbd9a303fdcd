import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

const PROGRAMS = ['redis-server', 'valkey-server'];

/** The first Redis or Valkey server in the folders of a PATH. Relative entries are passed over: they are no fixed place. */
export function findServerProgram(path: string): string | undefined {
  const folders = path.split(delimiter).filter(isAbsolute);
  return PROGRAMS.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
