import type { ArmRequest, ArmResponse } from '../../wire/route.ts';
import type { StateKey } from '../../world/world.ts';
import type { Job } from './jobs/job.ts';

/** What the service remembers beside its resources. */
interface SiteRecoveryState {
  /** Jobs by id in lower case, in the order of their start; a plan's job is found under both of its ids. */
  readonly jobs: Map<string, Job>;
  readonly jobsByVault: Map<string, Job[]>;
  readonly operations: Map<string, AcceptedOperation>;
  /** Which item protects a machine, both ids in lower case. */
  readonly itemsByMachine: Map<string, string>;
  /** Disks on which no partition was ever made. */
  readonly uninitialisedDisks: Set<string>;
  readonly intents: Map<string, Record<string, unknown>>;
  readonly vaultSettings: Map<string, Record<string, unknown>>;
  testFailoverEnds: 'succeeded' | 'suspended';
}

/** What was answered with 202, and can be asked for under its `operationresults`. */
export interface AcceptedOperation {
  readonly job: Job;
  readonly result: (request: ArmRequest) => ArmResponse;
}

export const siteRecoveryState: StateKey<SiteRecoveryState> = {
  name: 'site-recovery',
  make: () => ({
    jobs: new Map(),
    jobsByVault: new Map(),
    operations: new Map(),
    itemsByMachine: new Map(),
    uninitialisedDisks: new Set(),
    intents: new Map(),
    vaultSettings: new Map(),
    testFailoverEnds: 'succeeded',
  }),
};
