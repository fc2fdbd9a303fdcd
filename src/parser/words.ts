/** A word of a line; quotes are taken off. */
export interface Word {
  readonly text: string;
  /** It began with a quote, so a dash in front is part of the text. */
  readonly quoted: boolean;
  /** Where it begins in the line. */
  readonly start: number;
}

interface Words {
  readonly words: readonly Word[];
  /** The beginning of what follows a quote that is never closed. */
  readonly unclosed?: string;
}

const doubleQuotes = '"“”„‟«»';
const singleQuotes = "'‘’‚‛";

/** An apostrophe inside a word is an apostrophe; a quote opens only where a word or a flag's value begins. */
export const wordsOf = (line: string): Words => {
  const words: Word[] = [];
  let at = 0;
  while (at < line.length) {
    if (line[at] === ' ') {
      at += 1;
      continue;
    }
    const word = readWord(line, at);
    if ('unclosed' in word) return { words, unclosed: word.unclosed };
    words.push({ text: word.text, quoted: quotesAt(line, at) !== undefined, start: at });
    at = word.end;
  }
  return { words };
};

const readWord = (line: string, start: number): { text: string; end: number } | { unclosed: string } => {
  const parts: string[] = [];
  let at = start;
  while (at < line.length && line[at] !== ' ') {
    const quotes = at === start || line[at - 1] === '=' ? quotesAt(line, at) : undefined;
    if (!quotes) {
      parts.push(line[at] ?? '');
      at += 1;
      continue;
    }
    const quoted = readQuoted(line, at + 1, quotes);
    if (!quoted) return { unclosed: line.slice(at + 1, at + 31) };
    parts.push(quoted.text);
    at = quoted.end;
  }
  return { text: parts.join(''), end: at };
};

const quotesAt = (line: string, at: number): string | undefined => {
  const character = line[at] ?? '';
  if (doubleQuotes.includes(character)) return doubleQuotes;
  return singleQuotes.includes(character) ? singleQuotes : undefined;
};

/** A quote inside closes only where the word ends, so that `"the "big" one"` and `'it's down'` are read as meant. */
const readQuoted = (line: string, start: number, quotes: string): { text: string; end: number } | undefined => {
  for (let at = start; at < line.length; at += 1) {
    const closes = quotes.includes(line[at] ?? '') && (at + 1 === line.length || line[at + 1] === ' ');
    if (closes) return { text: line.slice(start, at), end: at + 1 };
  }
  return undefined;
};

/** A value as it must be typed to be read back as one word. */
export const quoted = (value: string): string => {
  if (plain.test(value)) return value;
  if (!/["“”„‟«»] /u.test(value)) return `"${value}"`;
  return /['‘’‚‛] /u.test(value) ? `"${value.replace(/["“”„‟«»]/gu, "'")}"` : `'${value}'`;
};

/** Begins like neither a quote nor a flag, and has no quote where the value of a flag would begin. */
const plain = /^(?!.*=["“”„‟«»'‘’‚‛])[^\s"“”„‟«»'‘’‚‛—–‒―−-][^\s]*$/u;

/** Words as they must be typed to be read back, flags left as flags. */
export const retyped = (words: readonly Word[]): string => words.map(retypedWord).join(' ');

/** `--reason="power loss"` is one word that has a space in it. */
const retypedWord = ({ text, quoted: wasQuoted }: Word): string => {
  if (wasQuoted) return quoted(text);
  const at = text.indexOf('=') + 1;
  return text.includes(' ') ? `${text.slice(0, at)}${quoted(text.slice(at))}` : text;
};
