import type { StateKey, World } from '../../world/world.ts';

export type Power = 'running' | 'stopped' | 'deallocated' | 'starting' | 'stopping' | 'deallocating';

/** What is true of a machine and not among its properties. */
export interface MachineFacts {
  power: Power;
  agent: 'ready' | 'not-ready';
  revision: number;
  /** Of its power, for the instance view. */
  changedAt: number;
  scriptRunning: boolean;
}

/** Data on its way to another region. How far it is follows from the clock alone. */
export interface Copy {
  readonly sourceId: string;
  readonly startedAt: number;
  /** Until all data are there, if nothing gets in the way. */
  readonly seconds: number;
  /** How often Azure renews the percentage that it shows. */
  readonly refreshSeconds: number;
  readonly trouble?: CopyTrouble;
  /** The source was deleted on the way. */
  brokenAt?: number;
}

/** Makes the next copy of a source go wrong; used up by that copy. */
export interface CopyTrouble {
  /** A restore point or a snapshot. */
  readonly sourceId: string;
  readonly kind: 'fail' | 'stall';
  readonly atPercent: number;
}

export interface SkuRestriction {
  readonly subscriptionId: string;
  readonly location: string;
  /** `Standard_D4s_v5`, ... */
  readonly size: string;
  /** Restricted in these zones only; default: everywhere in the region. */
  readonly zones?: readonly string[];
  readonly reason?: 'NotAvailableForSubscription' | 'QuotaId';
}

/** What a script that `runCommand` sends to a machine prints. */
export interface ScriptAnswer {
  /** Default: every machine. */
  readonly vmId?: string;
  /** Some text of the script. */
  readonly contains: string;
  readonly stdout: string;
  readonly stderr?: string;
}

interface ComputeState {
  readonly machines: Map<string, MachineFacts>;
  /** Disks that were restored from data which had not all arrived: present, and useless. */
  readonly unsoundDisks: Set<string>;
  /** By the id of the snapshot or disk restore point that is being filled. */
  readonly copies: Map<string, Copy>;
  readonly copyTroubles: CopyTrouble[];
  /** Open shared access to disks, snapshots and disk restore points, and until when. */
  readonly grants: Map<string, number>;
  readonly quotas: Map<string, number>;
  readonly skuRestrictions: SkuRestriction[];
  readonly scriptAnswers: ScriptAnswer[];
  /** Moments at which something limited by the hour was done. */
  readonly spent: Map<string, number[]>;
  /** Incremental snapshots of one disk in one region are of one family. */
  readonly families: Map<string, string>;
}

/** Compute's own state; maps by resource have the ids in lower case. */
export const computeState: StateKey<ComputeState> = {
  name: 'compute',
  make: () => ({
    machines: new Map(),
    unsoundDisks: new Set(),
    copies: new Map(),
    copyTroubles: [],
    grants: new Map(),
    quotas: new Map(),
    skuRestrictions: [],
    scriptAnswers: [],
    spent: new Map(),
    families: new Map(),
  }),
};

export function machineFacts(world: World, vmId: string): MachineFacts {
  const machines = world.state(computeState).machines;
  const key = vmId.toLowerCase();
  const known = machines.get(key);
  if (known !== undefined) return known;
  const made: MachineFacts = {
    power: 'running',
    agent: 'ready',
    revision: 1,
    changedAt: world.clock.now(),
    scriptRunning: false,
  };
  machines.set(key, made);
  return made;
}

/** Whether shared access to the disk, snapshot or disk restore point is open now. */
export function hasOpenAccess(world: World, id: string): boolean {
  const until = world.state(computeState).grants.get(id.toLowerCase());
  return until !== undefined && until > world.clock.now();
}

/** The family id for a key, the same each time it is asked for. */
export function familyOf(world: World, key: string): string {
  const families = world.state(computeState).families;
  const known = families.get(key);
  if (known !== undefined) return known;
  const made = world.guid();
  families.set(key, made);
  return made;
}
