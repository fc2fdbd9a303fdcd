import type { BackupWriter } from './backup.ts';
import type { CopiesWriter } from './copies.ts';
import type { MachineWriter } from './machines.ts';
import type { PlacesWriter } from './places.ts';
import type { RecoveryWriter } from './recovery.ts';

/** All that a workflow's step may do. Commands never hold one. */
export interface Writers {
  readonly recovery: RecoveryWriter;
  readonly backup: BackupWriter;
  readonly copies: CopiesWriter;
  readonly places: PlacesWriter;
  readonly machines: MachineWriter;
}
