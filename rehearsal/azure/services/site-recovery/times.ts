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
