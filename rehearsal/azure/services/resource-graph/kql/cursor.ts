import { parserFailure, type QueryFailure } from './failure.ts';
import { type Token, tokenize } from './tokens.ts';

// Chains of conditions are evaluated one inside the other.
const tooLong = 5000;

/** Where the parser stands in a query. */
export class Cursor {
  readonly #query: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(query: string) {
    this.#query = query;
    this.#tokens = tokenize(query);
    const excess = this.#tokens[tooLong];
    if (excess) throw parserFailure(query, excess.at, excess.text);
  }

  get current(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '<EOF>', at: this.#query.length };
  }

  next(): Token {
    const token = this.current;
    this.#at += 1;
    return token;
  }

  /** Whether the current token is one of these words or signs; words in any letter case. */
  is(...texts: string[]): boolean {
    const { kind, text } = this.current;
    return kind !== 'text' && texts.includes(text.toLowerCase());
  }

  take(...texts: string[]): boolean {
    if (!this.is(...texts)) return false;
    this.#at += 1;
    return true;
  }

  expect(text: string): void {
    if (!this.take(text)) throw this.failure(text);
  }

  name(): string {
    if (this.current.kind !== 'name') throw this.failure('<Identifier>');
    return this.next().text;
  }

  failure(expected?: string): QueryFailure {
    return parserFailure(this.#query, this.current.at, this.current.text, expected);
  }

  /** Runs a rule that may contain itself; refuses queries that are nested without end. */
  nested<Result>(rule: () => Result): Result {
    this.#depth += 1;
    if (this.#depth > 60) throw this.failure();
    const result = rule();
    this.#depth -= 1;
    return result;
  }

  /** One or more, with commas between. */
  list<Item>(item: () => Item): Item[] {
    const items = [item()];
    while (this.take(',')) items.push(item());
    return items;
  }
}
