import type { VirtualNetwork, Vm } from '../../ports/azure/estate.ts';
import type { Target } from '../../ports/names.ts';
import type { Check, Plan } from '../plan.ts';
import type { ProtectionChange } from './change.ts';
import type { Replicated } from './replicated.ts';

export interface UpdateWanted {
  readonly vm: Target;
  readonly name?: string | undefined;
  readonly size?: string | undefined;
  readonly network?: string | undefined;
  readonly subnet?: string | undefined;
  readonly address?: string | undefined;
  readonly resourceGroup?: string | undefined;
  readonly availabilitySet?: string | undefined;
  readonly diskType?: string | undefined;
  readonly addDisks?: readonly string[] | undefined;
  readonly removeDisks?: readonly string[] | undefined;
  readonly updateAgent: boolean;
}

export interface Scene {
  readonly machine: Replicated;
  readonly vm: Vm;
  readonly networks: readonly VirtualNetwork[];
  readonly wanted: UpdateWanted;
}

export interface Part {
  readonly change?: ProtectionChange;
  readonly lines: Plan['lines'];
  readonly checks: readonly Check[];
}

export const none: Part = { lines: [], checks: [] };

export const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
