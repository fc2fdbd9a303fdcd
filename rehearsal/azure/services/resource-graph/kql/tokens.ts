import { parserFailure } from './failure.ts';

export interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'timespan' | 'sign' | 'end';
  readonly text: string;
  /** Contents of a text without its quotes; milliseconds of a timespan. */
  readonly value?: string | number;
  readonly at: number;
}

const shapes: readonly (readonly [Token['kind'] | 'space', RegExp])[] = [
  ['space', /(?:\s+|\/\/[^\n]*)+/y],
  ['text', /@?(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")/y],
  ['timespan', /\d+(?:\.\d+)?(?:d|h|m|s)\b/y],
  ['number', /\d+(?:\.\d+)?/y],
  ['name', /[A-Za-z_$][\w$]*(?:-(?:away|reorder|rename|keep|expand)\b)?/y],
  ['sign', /!=|==|=~|!~|<=|>=|[|(),.[\]=<>!~*+-]/y],
];

const unit: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 };

export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    const token = tokenAt(query, at);
    if (token.kind !== 'space') tokens.push({ ...token, kind: token.kind, at });
    at += token.text.length;
  }
  tokens.push({ kind: 'end', text: '<EOF>', at: query.length });
  return tokens;
}

function tokenAt(query: string, at: number): { kind: Token['kind'] | 'space'; text: string; value?: string | number } {
  for (const [kind, shape] of shapes) {
    shape.lastIndex = at;
    const text = shape.exec(query)?.[0];
    if (text === undefined) continue;
    if (kind === 'text') return { kind, text, value: unquoted(text) };
    if (kind === 'timespan') return { kind, text, value: Number.parseFloat(text) * (unit[text.slice(-1)] ?? 0) };
    return { kind, text };
  }
  throw parserFailure(query, at, query[at] ?? '');
}

function unquoted(text: string): string {
  if (text.startsWith('@')) return text.slice(2, -1);
  const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
  return text.slice(1, -1).replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter);
}
