import type { BackupReader } from './backup.ts';
import type { CopiesReader } from './copies.ts';
import type { EstateReader } from './estate.ts';
import type { PlacesReader } from './places.ts';
import type { RecoveryReader } from './recovery.ts';
import type { RightsReader } from './rights.ts';

/** All that a command may look at. Writers are for workflow steps alone. */
export interface Readers {
  readonly recovery: RecoveryReader;
  readonly backup: BackupReader;
  readonly copies: CopiesReader;
  readonly places: PlacesReader;
  readonly estate: EstateReader;
  readonly rights: RightsReader;
}
