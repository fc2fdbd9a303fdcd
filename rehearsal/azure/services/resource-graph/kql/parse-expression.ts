import type { Cursor } from './cursor.ts';
import { isFunction } from './functions.ts';
import type { Expression } from './syntax.ts';

const words = ['contains', 'contains_cs', 'has', 'has_cs', 'startswith', 'endswith'];
const comparisons = ['==', '!=', '=~', '!~', '<', '<=', '>', '>=', ...words];

export function parseExpression(cursor: Cursor): Expression {
  return cursor.nested(() => parseOr(cursor));
}

function parseOr(cursor: Cursor): Expression {
  let left = parseAnd(cursor);
  while (cursor.take('or')) left = { kind: 'or', left, right: parseAnd(cursor) };
  return left;
}

function parseAnd(cursor: Cursor): Expression {
  let left = parseComparison(cursor);
  while (cursor.take('and')) left = { kind: 'and', left, right: parseComparison(cursor) };
  return left;
}

function parseComparison(cursor: Cursor): Expression {
  const left = parsePostfix(cursor);
  const isNegated = cursor.take('!');
  if (cursor.is('in')) return parseIn(cursor, left, isNegated);
  if (isNegated ? !cursor.is(...words) : !cursor.is(...comparisons)) {
    if (isNegated) throw cursor.failure();
    return left;
  }
  const operator = cursor.next().text.toLowerCase();
  const compared: Expression = { kind: 'compare', operator, left, right: parsePostfix(cursor) };
  return isNegated ? { kind: 'not', of: compared } : compared;
}

function parseIn(cursor: Cursor, left: Expression, isNegated: boolean): Expression {
  cursor.expect('in');
  const operator = cursor.take('~') ? 'in~' : 'in';
  cursor.expect('(');
  const list = cursor.list(() => parseExpression(cursor));
  cursor.expect(')');
  const found: Expression = { kind: 'in', operator, left, list };
  return isNegated ? { kind: 'not', of: found } : found;
}

/** A value and the properties of it that are asked for: `properties.a['b'][0]`. */
function parsePostfix(cursor: Cursor): Expression {
  let expression = parsePrimary(cursor);
  for (;;) {
    if (cursor.take('.')) {
      expression = { kind: 'member', of: expression, key: { kind: 'value', value: cursor.name() } };
    } else if (cursor.take('[')) {
      const key = parseExpression(cursor);
      cursor.expect(']');
      expression = { kind: 'member', of: expression, key };
    } else {
      return expression;
    }
  }
}

const constants: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function parsePrimary(cursor: Cursor): Expression {
  const { kind, text, value } = cursor.current;
  if (kind === 'text' || kind === 'timespan') return { kind: 'value', value: cursor.next() && value };
  if (kind === 'number') return { kind: 'value', value: Number(cursor.next().text) };
  if (cursor.take('-')) return { kind: 'value', value: -Number(cursor.next().text) };
  if (cursor.take('(')) {
    const inner = parseExpression(cursor);
    cursor.expect(')');
    return inner;
  }
  if (kind !== 'name') throw cursor.failure();
  const lower = text.toLowerCase();
  if (constants.has(lower)) return { kind: 'value', value: cursor.next() && constants.get(lower) };
  cursor.next();
  return cursor.is('(') ? parseCall(cursor, lower) : { kind: 'column', name: text };
}

function parseCall(cursor: Cursor, name: string): Expression {
  if (name !== 'not' && !isFunction(name)) throw cursor.failure();
  cursor.expect('(');
  const given = cursor.is(')') ? [] : cursor.list(() => parseExpression(cursor));
  cursor.expect(')');
  const [only] = given;
  return name === 'not' && only ? { kind: 'not', of: only } : { kind: 'call', name, given };
}
