import type { Reading } from './reading.ts';

/** One role that somebody holds, themselves or through a group. */
export interface RoleAssignment {
  /** The role definition's own id, without its path, lower case: names of roles can be chosen freely. */
  readonly roleId: string;
  /** Where it was given: a management group, subscription, resource group or resource; `/` is the whole tenant. */
  readonly scope: string;
  /** The subscription in whose list it stood. */
  readonly subscription: string;
  readonly throughGroup: boolean;
  /** It holds only under a condition, which nobody but Azure can judge. */
  readonly conditional: boolean;
}

export interface RoleReader {
  /** Of an Entra object id, groups included, in every subscription that is known. */
  assignments(objectId: string): Promise<Reading<readonly RoleAssignment[]>>;
}
