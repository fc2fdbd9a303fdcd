import type { NextLine } from '../../operations/workflow.ts';

/** Where what was made can be seen. */
export const snapshotsOf = (machine: string | undefined): readonly NextLine[] =>
  machine === undefined ? [] : [{ label: `Show snapshots of ${machine}`, line: `snapshot list ${machine}` }];
