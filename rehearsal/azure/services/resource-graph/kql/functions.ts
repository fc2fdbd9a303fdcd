type Fn = (given: readonly unknown[], now: number) => unknown;

const functions: ReadonlyMap<string, Fn> = new Map<string, Fn>([
  ['tolower', ([value]) => textOf(value).toLowerCase()],
  ['toupper', ([value]) => textOf(value).toUpperCase()],
  ['tostring', ([value]) => textOf(value)],
  ['toint', ([value]) => numberOf(value)],
  ['tolong', ([value]) => numberOf(value)],
  ['todouble', ([value]) => numberOf(value)],
  ['tobool', ([value]) => value === true || textOf(value).toLowerCase() === 'true'],
  ['todatetime', ([value]) => (Number.isNaN(Date.parse(textOf(value))) ? null : new Date(textOf(value)).toISOString())],
  ['isnull', ([value]) => value === null || value === undefined],
  ['isnotnull', ([value]) => value !== null && value !== undefined],
  ['isempty', ([value]) => textOf(value) === ''],
  ['isnotempty', ([value]) => textOf(value) !== ''],
  ['strcat', (given) => given.map(textOf).join('')],
  ['strlen', ([value]) => textOf(value).length],
  ['split', ([value, mark]) => textOf(value).split(textOf(mark))],
  ['array_length', ([value]) => (Array.isArray(value) ? value.length : null)],
  ['iff', ([test, then, otherwise]) => (test === true ? then : otherwise)],
  ['iif', ([test, then, otherwise]) => (test === true ? then : otherwise)],
  ['coalesce', (given) => given.find((value) => value !== null && value !== undefined && value !== '') ?? null],
  ['now', (_, now) => new Date(now).toISOString()],
  ['ago', ([span], now) => new Date(now - (numberOf(span) ?? 0)).toISOString()],
]);

export function isFunction(name: string): boolean {
  return functions.has(name);
}

export function callFunction(name: string, given: readonly unknown[], now: number): unknown {
  return functions.get(name)?.(given, now) ?? null;
}

/** A value as text; nothing is the empty text, and an object is its JSON. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function numberOf(value: unknown): number | null {
  const number = typeof value === 'number' ? value : Number.parseFloat(textOf(value));
  return Number.isNaN(number) ? null : number;
}
