const TICKS_AT_EPOCH = 621_355_968_000_000_000n;

/** A moment as the service writes it: seven digits after the point. */
export function fineTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '0000Z');
}

/** Ends of jobs come in whole seconds. */
export function wholeSecond(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

export function operationEnd(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}.0000000Z`;
}

/** What a task's start or end says as long as there is none. */
export const NO_TIME = '0001-01-01T00:00:00';

/** .NET ticks: the `t` of a polling address. */
export function ticksOf(milliseconds: number): string {
  return String(TICKS_AT_EPOCH + BigInt(milliseconds) * 10_000n);
}
