import { similarTo } from '../parser/similar.ts';

/** Where in the file: mapping keys and list indexes from the top. */
export type Path = readonly PropertyKey[];

const longest = 60;

/** What somebody wrote, short, on one line, and never a secret that was put in the wrong place. */
export const shownValue = (path: Path, value: unknown): string => {
  if (value === undefined) return '(missing)';
  if (Array.isArray(value)) return value.length === 0 ? '(an empty list)' : '(a list)';
  if (typeof value === 'object' && value !== null) return '(a mapping)';
  const text = String(value);
  if (soundsSecret.test(path.map(String).join('.')) || looksSecret.test(text.slice(0, 1000))) return '(not shown)';
  return oneLine(text) || '(empty)';
};

/** `grants[2].level`; a key that is no plain word is quoted. */
export const shownPath = (path: Path): string =>
  path.reduce<string>((start, part) => {
    if (typeof part === 'number') return `${start}[${part}]`;
    const key = oneLine(String(part));
    if (!/^[\w.@-]+$/u.test(key)) return `${start}["${key}"]`;
    return start ? `${start}.${key}` : key;
  }, '') || 'the file';

/** `; did you mean operator?`, or nothing. */
export const meant = (typed: unknown, known: Iterable<string>): string => {
  if (typeof typed !== 'string') return '';
  const [best] = similarTo(typed, nearest(typed, [...known]), 1);
  return best ? `; did you mean ${best}?` : '';
};

/** Of many names only those that look alike at once are compared: a file full of mistakes must not take minutes. */
const nearest = (typed: string, known: readonly string[]): readonly string[] => {
  if (known.length <= comparedAtMost) return known;
  const alike = known.filter((each) => each[0] === typed[0] && Math.abs(each.length - typed.length) < 3);
  return alike.slice(0, comparedAtMost / 4);
};

const comparedAtMost = 60;

const oneLine = (text: string): string => {
  // Cut before it is cleaned: a megabyte on one line costs no more than its beginning.
  const clean = text
    .slice(0, longest * 4)
    .replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return clean.length > longest || text.length > longest * 4 ? `${clean.slice(0, longest)}...` : clean;
};

const soundsSecret =
  /secret|token|passw|credential|(?:api|private|account|access|signing)[-_. ]?key|connection[-_]?string/iu;
/** Slack's and Entra's secrets, keys and signatures of storage, web tokens, passwords inside addresses. */
const looksSecret =
  /xox[a-z]-|xapp-|\dQ~|AccountKey=|SharedAccess|[?&]sig=|-----BEGIN|eyJ[\w-]{8,}\.|:\/\/[^/\s]{0,200}:[^/\s]{0,200}@/u;
