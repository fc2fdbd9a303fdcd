import type { Target } from '../../ports/names.ts';

/** What a person may say of a protection; what is left out follows from what is there, as in Azure's portal. */
export interface ProtectWanted {
  readonly vms: readonly Target[];
  readonly to?: Target | undefined;
  readonly vault?: Target | undefined;
  /** Names, or whole ids. */
  readonly resourceGroup?: string | undefined;
  readonly network?: string | undefined;
  readonly subnet?: string | undefined;
  readonly cache?: string | undefined;
  readonly availabilitySet?: string | undefined;
  readonly policy?: string | undefined;
  readonly encryptionSet?: string | undefined;
  readonly diskType?: string | undefined;
  readonly retentionMinutes?: number | undefined;
  readonly appConsistentEveryMinutes?: number | undefined;
  /** Machines of one group share their recovery points. */
  readonly group?: string | undefined;
  readonly excludeDisks?: readonly string[] | undefined;
}
