import { QueryFailure } from './failure.ts';
import { callFunction, numberOf, textOf } from './functions.ts';
import type { Expression } from './syntax.ts';

export type Row = Readonly<Record<string, unknown>>;

export function evaluate(expression: Expression, row: Row, now: number): unknown {
  const value = (of: Expression) => evaluate(of, row, now);
  switch (expression.kind) {
    case 'value':
      return expression.value;
    case 'column':
      return columnOf(row, expression.name);
    case 'member':
      return memberOf(value(expression.of), value(expression.key));
    case 'call':
      return callFunction(expression.name, expression.given.map(value), now);
    case 'not':
      return value(expression.of) !== true;
    case 'and':
      return value(expression.left) === true && value(expression.right) === true;
    case 'or':
      return value(expression.left) === true || value(expression.right) === true;
    case 'compare':
      return compare(expression.operator, value(expression.left), value(expression.right));
    case 'in':
      return expression.list.some((one) =>
        compare(equalityOf(expression.operator), value(expression.left), value(one)),
      );
  }
}

function columnOf(row: Row, name: string): unknown {
  if (Object.hasOwn(row, name)) return row[name];
  const message = `Failed to resolve column or scalar expression named '${name}'`;
  throw new QueryFailure({ code: 'UnresolvedColumn', message });
}

function memberOf(value: unknown, key: unknown): unknown {
  if (Array.isArray(value) && typeof key === 'number') return value.at(key) ?? null;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const name = textOf(key);
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : null;
}

function equalityOf(operator: string): string {
  return operator === 'in~' ? '=~' : '==';
}

function compare(operator: string, left: unknown, right: unknown): boolean {
  switch (operator) {
    case '==':
      return isEqual(left, right);
    case '!=':
      return !isEqual(left, right);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return isOrdered(operator, left, right);
    case 'contains_cs':
      return textOf(left).includes(textOf(right));
    default:
      return compareWithoutCase(operator, textOf(left).toLowerCase(), textOf(right).toLowerCase());
  }
}

function compareWithoutCase(operator: string, left: string, right: string): boolean {
  switch (operator) {
    case '=~':
      return left === right;
    case '!~':
      return left !== right;
    case 'contains':
      return left.includes(right);
    case 'startswith':
      return left.startsWith(right);
    case 'endswith':
      return left.endsWith(right);
    default:
      return hasTerm(left, right);
  }
}

/** `has` looks for a whole term: what stands between signs. */
function hasTerm(text: string, term: string): boolean {
  const isPartOfTerm = (letter: string | undefined) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
  for (let at = text.indexOf(term); at !== -1; at = text.indexOf(term, at + 1)) {
    if (!isPartOfTerm(text[at - 1]) && !isPartOfTerm(text[at + term.length])) return true;
    if (term === '') return true;
  }
  return false;
}

function isEqual(left: unknown, right: unknown): boolean {
  if (left === null || left === undefined || right === null || right === undefined) return false;
  if (typeof left === 'boolean' || typeof right === 'boolean')
    return textOf(left).toLowerCase() === textOf(right).toLowerCase();
  if (typeof left === 'number' || typeof right === 'number') return numberOf(left) === numberOf(right);
  return textOf(left) === textOf(right);
}

function isOrdered(operator: string, left: unknown, right: unknown): boolean {
  if (left === null || left === undefined || right === null || right === undefined) return false;
  const order = orderOf(left, right);
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

/** Negative where the first comes first; numbers by size, times by time, all else by letters. */
export function orderOf(left: unknown, right: unknown): number {
  if (typeof left === 'number' || typeof right === 'number') return (numberOf(left) ?? 0) - (numberOf(right) ?? 0);
  const [one, other] = [textOf(left), textOf(right)];
  const times = [one, other].map((text) => (/^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN));
  const [first = Number.NaN, second = Number.NaN] = times;
  if (!Number.isNaN(first) && !Number.isNaN(second)) return first - second;
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
