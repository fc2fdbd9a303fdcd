import type { Readers } from '../ports/azure/readers.ts';
import type { Writers } from '../ports/azure/writers.ts';

/** What the steps of a workflow work with. */
export interface Tools {
  readonly readers: Readers;
  readonly writers: Writers;
}
