import { parseArgs } from 'node:util';
import { type Environment, readEnvironment } from '../configuration/environment.ts';
import { shownProblems } from '../policy/problems.ts';
import { CannotStart } from './cannot-start.ts';

export interface Options {
  /** Converse here, whatever else there is to converse by. */
  readonly terminal: boolean;
  readonly only?: 'front' | 'worker';
}

export const readOptions = (): Options => {
  const { values } = parseArgs({
    options: { terminal: { type: 'boolean', default: false }, only: { type: 'string' } },
  });
  const { terminal, only } = values;
  if (only === undefined) return { terminal };
  if (only !== 'front' && only !== 'worker') throw new CannotStart(`--only takes front or worker, not "${only}".`);
  return { terminal, only };
};

export const environmentOrStop = (): Environment => {
  const read = readEnvironment(process.env);
  if ('problems' in read) throw new CannotStart(shownProblems('The environment', read.problems));
  return read.environment;
};
