import type { Check } from '../plans/plan.ts';
import { counted } from './words.ts';

const words: Readonly<Record<Check['outcome'], string>> = { passed: 'pass', warning: 'warning', block: 'block' };

/** One finding of a script, in a line. */
export const findingWords = ({ outcome, subject, why, fix }: Check): string =>
  `${words[outcome]}  ${subject}: ${why}.${fix ? ` ${fix}` : ''}`.replace('..', '.');

export const findingsVerdict = (machine: string, checks: readonly Check[]): string => {
  const bad = checks.filter(({ outcome }) => outcome !== 'passed').length;
  return bad === 0 ? `Inside ${machine} all is as it should be.` : `Inside ${machine}: ${counted(bad, 'finding')}.`;
};
