import { Cursor } from './cursor.ts';
import { parseExpression } from './parse-expression.ts';
import type { Aggregate, Expression, Named, Query, Stage } from './syntax.ts';

/** Reads a query of the part of KQL that the rehearsal knows; throws Resource Graph's refusal for all else. */
export function parseQuery(text: string): Query {
  const cursor = new Cursor(text);
  const table = cursor.name();
  const stages: Stage[] = [];
  while (cursor.take('|')) stages.push(parseStage(cursor));
  if (cursor.current.kind !== 'end') throw cursor.failure('|');
  return { table, stages };
}

function parseStage(cursor: Cursor): Stage {
  const failure = cursor.failure();
  const operator = cursor.name().toLowerCase();
  switch (operator) {
    case 'where':
      return { kind: 'where', test: parseExpression(cursor) };
    case 'project':
    case 'extend':
    case 'distinct':
      return { kind: operator, columns: cursor.list(() => parseNamed(cursor)) };
    case 'project-away':
      return { kind: operator, names: cursor.list(() => cursor.name()) };
    case 'summarize':
      return parseSummarize(cursor);
    case 'order':
    case 'sort':
      cursor.expect('by');
      return { kind: 'order', by: cursor.list(() => parseOrder(cursor)) };
    case 'take':
    case 'limit':
      return { kind: 'take', count: parseCount(cursor) };
    case 'count':
      return { kind: 'count' };
    default:
      throw failure;
  }
}

function parseCount(cursor: Cursor): number {
  if (cursor.current.kind !== 'number') throw cursor.failure('<Number>');
  return Math.floor(Number(cursor.next().text));
}

function parseOrder(cursor: Cursor): { expression: Expression; descending: boolean } {
  const expression = parseExpression(cursor);
  // Without a word the order is descending.
  const descending = !cursor.take('asc');
  if (descending) cursor.take('desc');
  return { expression, descending };
}

/** `name = expression`, or an expression that gives the name itself. */
function parseNamed(cursor: Cursor): Named {
  const expression = parseExpression(cursor);
  if (!cursor.take('=')) return { name: impliedName(expression), expression };
  if (expression.kind !== 'column') throw cursor.failure();
  return { name: expression.name, expression: parseExpression(cursor) };
}

function impliedName(expression: Expression): string {
  switch (expression.kind) {
    case 'column':
      return expression.name;
    case 'member': {
      const key = expression.key.kind === 'value' ? String(expression.key.value) : 'Column1';
      return `${impliedName(expression.of)}_${key}`;
    }
    case 'call':
      return expression.given[0] ? impliedName(expression.given[0]) : 'Column1';
    default:
      return 'Column1';
  }
}

function parseSummarize(cursor: Cursor): Stage {
  const aggregates = cursor.is('by') ? [] : cursor.list(() => parseAggregate(cursor));
  const by = cursor.take('by') ? cursor.list(() => parseNamed(cursor)) : [];
  return { kind: 'summarize', aggregates, by };
}

const measures = ['count', 'countif', 'dcount', 'sum', 'min', 'max'] as const;

function parseAggregate(cursor: Cursor): Aggregate {
  const first = cursor.name();
  const isNamed = cursor.take('=');
  const written = (isNamed ? cursor.name() : first).toLowerCase();
  const measure = measures.find((known) => known === written);
  if (!measure) throw cursor.failure();
  cursor.expect('(');
  const of = cursor.is(')') ? undefined : parseExpression(cursor);
  cursor.expect(')');
  if ((of === undefined) !== (measure === 'count')) throw cursor.failure();
  const name = isNamed ? first : `${measure}_${of ? impliedName(of) : ''}`;
  return { name, measure, ...(of ? { of } : {}) };
}
