import type { Freshness, Gaps } from '../ports/azure/reading.ts';
import type { NameKind, Target } from '../ports/names.ts';

/** What has a name somewhere outside, e.g. in Azure. */
export interface NameSource {
  read(kinds: readonly NameKind[], how: Freshness): Promise<Found>;
  /** The recovery points of one machine; where one is named, at least that one. */
  pointsOf(machine: Target, named?: string): Promise<Found>;
}

export interface Found {
  readonly targets: readonly Target[];
  /** Why there may be more, one sentence each. */
  readonly missing: Gaps;
}
