import { evaluate, orderOf, type Row } from './evaluate.ts';
import { numberOf, textOf } from './functions.ts';
import type { Aggregate, Named, Query, Stage } from './syntax.ts';

/** Carries out a query's stages on the rows of its table. */
export function runQuery({ stages }: Query, rows: readonly Row[], now: number): Row[] {
  return stages.reduce((input, stage) => runStage(stage, input, now), [...rows]);
}

function runStage(stage: Stage, rows: Row[], now: number): Row[] {
  switch (stage.kind) {
    case 'where':
      return rows.filter((row) => evaluate(stage.test, row, now) === true);
    case 'project':
      return rows.map((row) => columnsOf(stage.columns, row, now));
    case 'extend':
      return rows.map((row) => extended(stage.columns, row, now));
    case 'distinct':
      return distinct(rows.map((row) => columnsOf(stage.columns, row, now)));
    case 'project-away':
      return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !stage.names.includes(name))));
    case 'summarize':
      return summarize(stage.aggregates, stage.by, rows, now);
    case 'order':
      return ordered(stage.by, rows, now);
    case 'take':
      return rows.slice(0, stage.count);
    case 'count':
      return [{ Count: rows.length }];
  }
}

function columnsOf(columns: readonly Named[], row: Row, now: number): Row {
  return Object.fromEntries(columns.map(({ name, expression }) => [name, evaluate(expression, row, now) ?? null]));
}

/** A column may use those that stand before it. */
function extended(columns: readonly Named[], row: Row, now: number): Row {
  const made: Record<string, unknown> = { ...row };
  for (const column of columns) Object.assign(made, columnsOf([column], made, now));
  return made;
}

function distinct(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}

function ordered(by: Extract<Stage, { kind: 'order' }>['by'], rows: readonly Row[], now: number): Row[] {
  const keyed = rows.map((row) => ({ row, keys: by.map(({ expression }) => evaluate(expression, row, now)) }));
  keyed.sort((one, other) => {
    for (const [index, { descending }] of by.entries()) {
      const order = orderOf(one.keys[index], other.keys[index]);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

function summarize(aggregates: readonly Aggregate[], by: readonly Named[], rows: readonly Row[], now: number): Row[] {
  const groups = new Map<string, { key: Row; rows: Row[] }>();
  for (const row of rows) {
    const key = columnsOf(by, row, now);
    const name = JSON.stringify(key);
    const group = groups.get(name) ?? { key, rows: [] };
    group.rows.push(row);
    groups.set(name, group);
  }
  if (by.length === 0 && groups.size === 0) groups.set('', { key: {}, rows: [] });
  return [...groups.values()].map(({ key, rows: members }) => ({
    ...key,
    ...Object.fromEntries(aggregates.map((aggregate) => [aggregate.name, measured(aggregate, members, now)])),
  }));
}

function measured({ measure, of }: Aggregate, rows: readonly Row[], now: number): unknown {
  if (measure === 'count' || !of) return rows.length;
  const values = rows.map((row) => evaluate(of, row, now));
  const numbers = values.map(numberOf).filter((value) => value !== null);
  switch (measure) {
    case 'countif':
      return values.filter((value) => value === true).length;
    case 'dcount':
      return new Set(values.map(textOf)).size;
    case 'sum':
      return numbers.reduce((sum, value) => sum + value, 0);
    case 'min':
      return [...values].sort(orderOf)[0] ?? null;
    case 'max':
      return [...values].sort(orderOf).at(-1) ?? null;
  }
}
