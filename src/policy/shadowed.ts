import type { ApprovalRule } from './policy.ts';

/** The first rule that fits decides, so a rule whose every case an earlier one takes would never be used. */
export const shadowing = (rule: ApprovalRule, earlier: readonly ApprovalRule[]): ApprovalRule | undefined =>
  earlier.find((each) => takesAll(each.when, rule.when));

type When = ApprovalRule['when'];

const takesAll = (wide: When, narrow: When): boolean =>
  (wide.danger === undefined || wide.danger === narrow.danger) &&
  (wide.duringFreeze === undefined || wide.duringFreeze === narrow.duringFreeze) &&
  (wide.vmsAtLeast === undefined || wide.vmsAtLeast <= (narrow.vmsAtLeast ?? 0)) &&
  (wide.scope === undefined || wide.scope.kind === 'everything' || isSame(wide.scope, narrow.scope));

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
