/** What goes wrong with one call of the bot's. */
interface Fault {
  /** Default: any. */
  readonly method?: 'POST' | 'PUT' | 'GET';
  /** Without one the connection is cut. */
  readonly status?: number;
  readonly code?: string;
  /** It is carried out all the same, and only the answer is not what it should be. */
  readonly accepted?: boolean;
  readonly retryAfter?: number;
}

export interface Faults {
  /** Strikes one call, each. */
  add(...faults: readonly Fault[]): void;
  take(method: string): Fault | undefined;
}

export const createFaults = (): Faults => {
  const waiting: Fault[] = [];
  return {
    add: (...faults) => void waiting.push(...faults),
    take(method) {
      const index = waiting.findIndex((fault) => (fault.method ?? method) === method);
      return index < 0 ? undefined : waiting.splice(index, 1)[0];
    },
  };
};
