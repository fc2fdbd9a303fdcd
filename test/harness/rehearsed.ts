import type { Bench } from './bench.ts';

/** How a workflow is rehearsed: what is asked, what Azure must be like for it, and what has to come of it. */
export interface Rehearsed {
  /** As src/workflows/index.ts lists it. */
  readonly workflow: string;
  /** Where a workflow is rehearsed in more than one way. */
  readonly how?: string;
  /** Makes what the line needs. */
  readonly given?: (bench: Bench) => Promise<void>;
  readonly line: string | ((bench: Bench) => Promise<string>);
  /** Of Azure's time, between two turns of the worker. */
  readonly seconds: number;
  readonly turns: number;
  /** Azure's names of the calls that must never be sent again while it is unknown what became of them. */
  readonly once: readonly string[];
  /** Those that do no harm twice, and of which Azure shows nothing to whom their answer did not reach. */
  readonly harmless?: readonly string[];
  /** How it ends; without it, done. */
  readonly outcome?: 'failed';
  /** Expectations of Azure when it is done. */
  readonly proves: (bench: Bench) => Promise<void>;
}
