import type { Argument, Arguments } from '../definitions/argument.ts';
import type { FormValues } from '../ports/chat.ts';
import { similarTo } from './similar.ts';
import type { Word } from './words.ts';

/** What is wrong with a line, and with which argument, where it is one's. */
export interface Fault {
  readonly argument?: string;
  readonly text: string;
}

/** Texts by argument, not yet understood. */
interface Typed {
  readonly values: FormValues;
  readonly faults: readonly Fault[];
}

/** Sorts the words after a command's name into its arguments. */
export const readArguments = (args: Arguments, words: readonly Word[], line: string): Typed => {
  const reading = new Reading(args);
  let at = 0;
  let flagsEnded = false;
  while (at < words.length) {
    const word = words[at] as Word;
    at += 1;
    const flag = flagsEnded || word.quoted ? undefined : asFlag(word.text);
    if (flag === 'end') flagsEnded = true;
    else if (flag) at += reading.flag(flag, words[at]);
    else if (reading.positional(word.text, line.slice(word.start)) === 'took the rest') break;
  }
  return reading.result();
};

interface Flag {
  readonly name: string;
  readonly value?: string;
}

/** `--flag`, and what phones and habits make of it. */
const flagStart = /^(?:--(?=\S)|[-—–‒―−](?=\p{L}))/u;

const asFlag = (text: string): Flag | 'end' | undefined => {
  if (text === '--') return 'end';
  if (!flagStart.test(text)) return undefined;
  const [name = '', ...value] = text.replace(flagStart, '').split('=');
  return { name, ...(value.length > 0 && { value: value.join('=') }) };
};

class Reading {
  readonly #args: Arguments;
  readonly #positional: string[];
  readonly #texts = new Map<string, string[]>();
  readonly #faults: Fault[] = [];

  constructor(args: Arguments) {
    this.#args = args;
    this.#positional = Object.keys(args).filter((name) => args[name]?.positional);
  }

  positional(text: string, restOfLine: string): 'took a word' | 'took the rest' {
    const name = this.#positional.find((each) => this.#args[each]?.kind.many || !this.#texts.has(each));
    if (name === undefined) {
      this.#faults.push({ text: `I do not know what "${shorten(text)}" is for.` });
      return 'took a word';
    }
    const rest = this.#args[name]?.kind.input === 'rest';
    this.#take(name, rest ? restOfLine : text);
    return rest ? 'took the rest' : 'took a word';
  }

  /** Answers how many of the following words it used up. */
  flag(flag: Flag, next: Word | undefined): 0 | 1 {
    const name = this.#nameOf(flag.name);
    if (name === undefined) return 0;
    if (this.#args[name]?.kind.input === 'toggle') {
      this.#take(name, flag.value ?? 'true');
      return 0;
    }
    if (flag.value !== undefined) {
      this.#take(name, flag.value);
      return 0;
    }
    if (next === undefined || (!next.quoted && asFlag(next.text) !== undefined)) {
      this.#faults.push({ argument: name, text: `--${name} needs ${this.#args[name]?.kind.expects} after it.` });
      return 0;
    }
    this.#take(name, next.text);
    return 1;
  }

  result(): Typed {
    const values = [...this.#texts].map(([name, texts]) => [name, this.#args[name]?.kind.many ? texts : texts[0]]);
    return { values: Object.fromEntries(values), faults: this.#faults };
  }

  #take(name: string, text: string): void {
    const before = this.#texts.get(name);
    const argument = this.#args[name] as Argument<unknown>;
    if (!before) this.#texts.set(name, [text]);
    else if (argument.kind.many) before.push(text);
    else this.#faults.push({ argument: name, text: `--${name} is given twice.` });
  }

  #nameOf(typed: string): string | undefined {
    const lower = typed.toLowerCase();
    const names = Object.keys(this.#args).map((name) => ({ name, asTyped: flagName(name) }));
    const exact = names.find((each) => each.asTyped === lower);
    if (exact) return exact.name;
    const begun = names.filter((each) => each.asTyped.startsWith(lower));
    if (begun.length === 1) return begun[0]?.name;
    const meant =
      begun.length > 1
        ? begun.map((each) => each.asTyped)
        : similarTo(
            lower,
            names.map((each) => each.asTyped),
          );
    const hint = meant.length > 0 ? ` Did you mean ${meant.map((name) => `--${name}`).join(' or ')}?` : '';
    this.#faults.push({ text: `There is no --${shorten(typed)} here.${hint}` });
    return undefined;
  }
}

/** `excludeDisk` in a definition is typed `--exclude-disk`. */
export const flagName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}...` : text);
