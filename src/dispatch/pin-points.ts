import { isTarget } from '../definitions/argument.ts';
import type { FormValues } from '../ports/chat.ts';
import { preciseName } from '../views/not-understood.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * What was typed, each point with its machine before it: a point alone is found only by whoever has listed it, and the
 * plan is made again by a worker that has listed nothing.
 */
export const pinPoints = (typed: FormValues, values: Values): FormValues =>
  Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, pinned(text, values[name])]));

const pinned = (text: FormValues[string], value: unknown): FormValues[string] =>
  isTarget(value) && value.kind === 'point' ? preciseName(value.name, value.where) : text;
