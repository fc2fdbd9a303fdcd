import { ArmError } from '../../wire/errors.ts';
import type { Row } from './kql/evaluate.ts';

interface Options {
  readonly top: number;
  readonly skip: number;
  readonly skipToken: string | undefined;
  readonly format: 'table' | 'objectArray';
}

/** The part of the result that is asked for. Only rows with an id can be read on from a token. */
export function resultOf(rows: readonly Row[], { top, skip, skipToken, format }: Options): Record<string, unknown> {
  const from = skipToken === undefined ? skip : offsetOf(skipToken);
  const shown = rows.slice(from, from + top);
  const isMore = from + shown.length < rows.length;
  const canGoOn = rows[0] !== undefined && Object.hasOwn(rows[0], 'id');
  return {
    totalRecords: rows.length,
    count: shown.length,
    data: format === 'table' ? tableOf(shown) : shown,
    facets: [],
    resultTruncated: isMore && !canGoOn ? 'true' : 'false',
    ...(isMore && canGoOn ? { $skipToken: tokenOf(from + shown.length) } : {}),
  };
}

function tokenOf(offset: number): string {
  return Buffer.from(JSON.stringify({ from: offset })).toString('base64');
}

function offsetOf(token: string): number {
  const from = /^\{"from":(\d{1,9})\}$/.exec(Buffer.from(token, 'base64').toString())?.[1];
  if (from !== undefined) return Number(from);
  const details = [{ code: 'InvalidSkipToken', message: 'The skip token is invalid.' }];
  throw new ArmError(400, 'BadRequest', 'Please provide a skip token that Resource Graph gave.', { details });
}

function tableOf(rows: readonly Row[]): { columns: unknown[]; rows: unknown[][] } {
  const names = Object.keys(rows[0] ?? {});
  const columns = names.map((name) => ({ name, type: typeOf(rows.find((row) => row[name] !== null)?.[name]) }));
  return { columns, rows: rows.map((row) => names.map((name) => row[name])) };
}

function typeOf(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'object' && value !== null ? 'object' : 'string';
}
