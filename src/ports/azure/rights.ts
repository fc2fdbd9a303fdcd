import type { Reading } from './reading.ts';

/** A role that an identity holds, with what it allows there. */
export interface HeldRole {
  readonly name: string;
  /** Where it was given: a management group, subscription, resource group or resource; `/` is the whole tenant. */
  readonly scope: string;
  /** The subscription in whose list it stood. */
  readonly subscription: string;
  /** `*` stands for anything, slashes included. */
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

/** What an identity of the bot may do in Azure, as the other one can see it. */
export interface RightsReader {
  /** Of an Entra object id, groups included. What holds only under a condition is left out: nobody can judge it. */
  rolesOf(objectId: string): Promise<Reading<readonly HeldRole[]>>;
}
