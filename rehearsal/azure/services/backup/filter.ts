import type { ArmRequest } from '../../wire/route.ts';
import { invalidInput } from './errors.ts';
import { parseFilterTime } from './times.ts';

/** The conditions of `$filter=a eq 'x' and b eq 'y'` by name in lower case: all that Azure Backup understands. */
export type Filter = ReadonlyMap<string, string>;

export function filterOf(request: ArmRequest): Filter {
  const text = queryValue(request, '$filter');
  const conditions = new Map<string, string>();
  if (text === undefined || text.trim() === '') return conditions;
  for (const part of text.split(/\s+and\s+/i)) {
    const match = /^\(?\s*([A-Za-z]+)\s+eq\s+'?([^']*?)'?\s*\)?$/i.exec(part.trim());
    if (match === null) throw invalidInput(`The filter '${text}' cannot be read.`);
    conditions.set(`${match[1]}`.toLowerCase(), `${match[2]}`);
  }
  return conditions;
}

/** Whether the filter leaves a value through; a name that it does not mention lets everything pass. */
export function passes(filter: Filter, name: string, value: string): boolean {
  const wanted = filter.get(name.toLowerCase());
  return wanted === undefined || wanted.toLowerCase() === value.toLowerCase();
}

export function timeIn(filter: Filter, name: string): number | undefined {
  const text = filter.get(name.toLowerCase());
  if (text === undefined) return undefined;
  const at = parseFilterTime(text);
  if (at === undefined) throw invalidInput(`The time '${text}' of ${name} cannot be read.`);
  return at;
}

function queryValue(request: ArmRequest, name: string): string | undefined {
  for (const [key, value] of request.query) if (key.toLowerCase() === name) return value;
  return undefined;
}
