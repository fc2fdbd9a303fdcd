/** Which calls a fault strikes. All given conditions must hold. */
export interface FaultMatch {
  /** The route's operation, e.g. `ReplicationProtectedItems_UnplannedFailover`. */
  readonly operation?: string;
  readonly method?: string;
  readonly path?: RegExp;
  /** Let so many matching calls pass first. */
  readonly after?: number;
  /** Strike so many calls, then no more; default: every one. */
  readonly times?: number;
}

export type Fault =
  | { readonly kind: 'throttle'; readonly retryAfter?: number }
  | { readonly kind: 'error'; readonly status: number; readonly code: string; readonly message: string }
  /** The service acts, and the caller is told that it failed. */
  | { readonly kind: 'error-after-accepting'; readonly status: number }
  /** The service acts, and the caller hears nothing. */
  | { readonly kind: 'drop-after-accepting' }
  | { readonly kind: 'drop-before-accepting' }
  /** In real milliseconds. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** The operation that the call starts never ends. */
  | { readonly kind: 'stuck' }
  /** The operation that the call starts fails when that much of its time has passed. */
  | { readonly kind: 'fail-at'; readonly percent: number; readonly code: string; readonly message: string };

export interface Faults {
  add(match: FaultMatch, fault: Fault): void;
  /** All resources of the region become unreadable and unwritable. */
  regionDown(region: string): void;
  regionUp(region: string): void;
  clear(): void;
}

/** The call that a fault may strike. */
interface StruckCall {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
}

/** The faults as the wire sees them. */
export interface FaultScript extends Faults {
  /** The fault that strikes this call, if any; counts the call. */
  strike(call: StruckCall): Fault | undefined;
  isDown(region: string): boolean;
}

interface ScriptLine {
  readonly match: FaultMatch;
  readonly fault: Fault;
  seen: number;
}

export function createFaults(): FaultScript {
  let lines: ScriptLine[] = [];
  const down = new Set<string>();

  return {
    add: (match, fault) => void lines.push({ match, fault, seen: 0 }),
    regionDown: (region) => void down.add(regionKey(region)),
    regionUp: (region) => void down.delete(regionKey(region)),
    isDown: (region) => down.size > 0 && down.has(regionKey(region)),
    clear() {
      lines = [];
      down.clear();
    },
    strike: (call) => lines.find((line) => strikes(line, call))?.fault,
  };
}

function strikes(line: ScriptLine, call: StruckCall): boolean {
  const { match } = line;
  if (match.operation !== undefined && match.operation !== call.operation) return false;
  if (match.method !== undefined && match.method.toUpperCase() !== call.method) return false;
  if (match.path !== undefined && call.path.search(match.path) === -1) return false;
  line.seen += 1;
  const first = match.after ?? 0;
  return line.seen > first && line.seen <= first + (match.times ?? Number.POSITIVE_INFINITY);
}

/** `East US` and `eastus` are the same region. */
function regionKey(region: string): string {
  return region.toLowerCase().replaceAll(' ', '');
}
