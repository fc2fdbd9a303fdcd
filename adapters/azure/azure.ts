import type { BackupReader, BackupWriter } from '../../src/ports/azure/backup.ts';
import type { CopiesReader, CopiesWriter } from '../../src/ports/azure/copies.ts';
import type { EstateReader } from '../../src/ports/azure/estate.ts';
import type { MachineWriter } from '../../src/ports/azure/machines.ts';
import type { PlacesReader, PlacesWriter } from '../../src/ports/azure/places.ts';
import type { RecoveryReader, RecoveryWriter } from '../../src/ports/azure/recovery.ts';
import type { RightsReader } from '../../src/ports/azure/rights.ts';
import type { RoleReader } from '../../src/ports/azure/roles.ts';
import { createBackupReader } from './backup/reader.ts';
import { createBackupWriter } from './backup/writer.ts';
import { createCopiesReader } from './copies/reader.ts';
import { createCopiesWriter } from './copies/writer.ts';
import { inBackground } from './core/call.ts';
import { type CoreOptions, createCore } from './core/core.ts';
import type { Figures } from './core/pace.ts';
import { createEstateReader } from './estate/reader.ts';
import { createMachineWriter } from './machines/writer.ts';
import { createPlacesReader } from './places/reader.ts';
import { createPlacesWriter } from './places/writer.ts';
import { createRecoveryReader } from './recovery/reader.ts';
import { createRecoveryWriter } from './recovery/writer.ts';
import { createRoleReader } from './roles/reader.ts';
import { createRightsReader } from './roles/rights.ts';

export interface Azure {
  readonly readers: {
    readonly estate: EstateReader;
    readonly places: PlacesReader;
    readonly copies: CopiesReader;
    readonly recovery: RecoveryReader;
    readonly backup: BackupReader;
    readonly rights: RightsReader;
  };
  /** For decisions, and not for commands. */
  readonly roles: RoleReader;
  /** For the worker's steps alone; Azure would refuse the front's identity. */
  readonly writers: {
    readonly places: PlacesWriter;
    readonly machines: MachineWriter;
    readonly copies: CopiesWriter;
    readonly recovery: RecoveryWriter;
    readonly backup: BackupWriter;
  };
  /** Readings inside make room for those that somebody waits for. */
  inBackground<Result>(act: () => Promise<Result>): Promise<Result>;
  /** The Entra object id of the identity. */
  principal(): Promise<string>;
  /** What is left of Azure's limits, for metrics. */
  figures(): Figures;
}

/** Connects with one identity. Nothing is loaded or sent before it is needed. */
export const connectAzure = (options: CoreOptions): Azure => {
  const core = createCore(options);
  const places = createPlacesReader(core);
  const estate = createEstateReader(core);
  const roles = createRoleReader(core);
  return {
    readers: {
      estate,
      places,
      copies: createCopiesReader(core),
      recovery: createRecoveryReader({ core, vaults: places.vaults, regions: estate.regions }),
      backup: createBackupReader({ core, vaults: places.vaults, regions: estate.regions }),
      rights: createRightsReader({ core, roles }),
    },
    roles,
    writers: {
      places: createPlacesWriter(core),
      machines: createMachineWriter(core),
      copies: createCopiesWriter(core),
      recovery: createRecoveryWriter(core),
      backup: createBackupWriter(core),
    },
    inBackground,
    principal: core.principal,
    figures: core.figures,
  };
};
