import type { z } from 'zod';
import type { NameKind, Target } from '../ports/names.ts';

/** What may stand in one place of a command, and how it is read from text. */
export interface Kind<Value> {
  /** Completes "I need ...", e.g. `a duration such as 4h or 30m`. */
  readonly expects: string;
  readonly input: 'text' | 'long-text' | 'toggle' | 'rest';
  readonly schema: z.ZodType<unknown, string>;
  readonly choices?: readonly string[];
  /** The text is a name: the dispatcher resolves it to a Target before the command sees it. */
  readonly names?: readonly NameKind[];
  readonly many: boolean;
  /** Never set: carries the type alone. */
  readonly value?: Value;
}

export interface Argument<Value> {
  readonly kind: Kind<unknown>;
  /** Positional arguments are typed in order; every argument can be given as `--name`. */
  readonly positional: boolean;
  readonly required: boolean;
  /** As somebody would type it. */
  readonly fallback?: string;
  readonly help: string;
  readonly example: string;
  readonly value?: Value;
}

export type Arguments = Readonly<Record<string, Argument<unknown>>>;

export type Values<Args extends Arguments> = {
  readonly [Name in keyof Args]: Args[Name] extends Argument<infer Value> ? Value : never;
};

interface Words {
  readonly help: string;
  readonly example: string;
}

/** A positional argument. */
export function arg<Value>(kind: Kind<Value>, words: Words & { readonly optional: true }): Argument<Value | undefined>;
export function arg<Value>(kind: Kind<Value>, words: Words): Argument<Value>;
export function arg<Value>(kind: Kind<Value>, words: Words & { readonly optional?: boolean }): Argument<unknown> {
  return { kind, positional: true, required: !words.optional, help: words.help, example: words.example };
}

/** An argument given by its name: `--point latest`. */
export function flag(kind: Kind<boolean>, words: { readonly help: string }): Argument<boolean>;
export function flag<Value>(kind: Kind<Value>, words: Words & { readonly required: true }): Argument<Value>;
export function flag<Value>(kind: Kind<Value>, words: Words & { readonly fallback: string }): Argument<Value>;
export function flag<Value>(kind: Kind<Value>, words: Words): Argument<Value | undefined>;
export function flag(
  kind: Kind<unknown>,
  words: { help: string; example?: string; required?: boolean; fallback?: string },
): Argument<unknown> {
  const { help, example = '', required = false, fallback } = words;
  return { kind, positional: false, required, help, example, ...(fallback !== undefined && { fallback }) };
}

/** The same, several times: the value is a list. */
export const many = <Value>(kind: Kind<Value>): Kind<readonly Value[]> => ({
  expects: `${kind.expects}, one or more`,
  input: kind.input,
  schema: kind.schema,
  many: true,
  ...(kind.choices && { choices: kind.choices }),
  ...(kind.names && { names: kind.names }),
});

/** Narrows what a resolved named value is known to be. */
export const isTarget = (value: unknown): value is Target =>
  typeof value === 'object' && value !== null && 'resources' in value && 'kind' in value;
