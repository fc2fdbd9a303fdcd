import type { Readers } from '../ports/azure/readers.ts';
import type { Writers } from '../ports/azure/writers.ts';
import type { Journal } from '../ports/journal.ts';
import type { Kept } from '../ports/kept.ts';

/** What the steps of a workflow work with. */
export interface Tools {
  readonly readers: Readers;
  readonly writers: Writers;
  /** For what goes on with another operation. */
  readonly journal: Pick<Journal, 'read' | 'append'>;
  readonly kept: Kept;
}
