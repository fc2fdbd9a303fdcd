/** A moment as Compute writes it: seven digits after the point, and an offset for the Z. */
export function computeTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '0000+00:00');
}

export function millisecondsOf(time: string): number {
  return Date.parse(time);
}
