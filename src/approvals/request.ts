import type { Plan } from '../plans/plan.ts';
import type { Area, Danger, Level, SpecialGrant } from '../policy/policy.ts';
import type { ChannelRef, FormValues, MessageRef } from '../ports/chat.ts';
import type { Target } from '../ports/names.ts';

/** A change that somebody asked for, as it is kept until it is decided and after. Times are Redis' own. */
export interface ChangeRequest {
  /** `DR-1042`. */
  readonly id: string;
  /** Raised by every change of this record; whoever writes says which one they saw. */
  readonly version: number;
  /** Raised when the plan was made anew; a click carries the revision that its card showed. */
  readonly revision: number;
  /** How the plan of this revision differs from the one before, in words. */
  readonly changes?: readonly string[];
  readonly command: string;
  readonly line: string;
  /** What was typed: the worker makes the plan again from it. */
  readonly typed: FormValues;
  readonly asker: Voice & {
    /** Known by a link that they made themselves: somebody else has to agree, whatever the rule says. */
    readonly byOwnLink?: true;
  };
  readonly reason?: string;
  readonly plan: Plan;
  /** SHA-256 of decisive facts and bounds, hexadecimal; people see its first four letters. */
  readonly digest: string;
  readonly danger: Exclude<Danger, 'none'>;
  readonly targets: readonly Target[];
  readonly rule: AppliedRule;
  readonly policyVersion: string;
  readonly openedAt: number;
  readonly expiresAt: number;
  readonly approvals: readonly (Voice & { readonly at: number })[];
  readonly state: RequestState;
  readonly breakGlass?: BreakGlass | undefined;
  /** When its fallback approvers were asked: from then on they count too. */
  readonly escalatedAt?: number;
  /** When its card was told to say that the end is near. */
  readonly lastCallAt?: number;
  /** Who looked at it afterwards, where somebody had started it alone. */
  readonly review?: Review;
  /** Where it was asked: progress goes there. */
  readonly channel: ChannelRef;
  /** Every copy of its card. */
  readonly cards: readonly MessageRef[];
}

/** A person by the account they used. */
export interface Voice {
  readonly person: string;
  readonly name: string;
  /** `slack T1/U1`. */
  readonly account: string;
}

type RequestState =
  | { readonly kind: 'open' }
  /** The journal says so: nothing can be taken back any more. */
  | { readonly kind: 'started'; readonly at: number; readonly operation: string }
  | { readonly kind: 'denied'; readonly at: number; readonly by: Voice; readonly reason: string }
  | { readonly kind: 'withdrawn'; readonly at: number; readonly by: Voice }
  | { readonly kind: 'expired'; readonly at: number }
  /** Not by a person: the policy changed, or the store was replaced. */
  | { readonly kind: 'voided'; readonly at: number; readonly why: string };

export interface AppliedRule {
  /** How an answer names it. */
  readonly rule: string;
  readonly quorum: number;
  readonly approvers: { readonly level: Level; readonly area: Area } | { readonly grant: SpecialGrant };
  readonly lifetimeSeconds: number;
  readonly reasonRequired: boolean;
  /** What has to be typed to approve, where it has to be. */
  readonly typeTarget?: string;
  readonly escalate?: { readonly afterSeconds: number; readonly to: string; readonly people: readonly string[] };
  readonly breakGlass: boolean;
}

/** One person alone, in an emergency. */
export interface BreakGlass {
  readonly by: Voice;
  readonly incident: string;
  readonly reason: string;
  /** From then on approvers have a while to abort; see `timetable.ts`. */
  readonly at: number;
}

interface Review {
  readonly by: Voice;
  readonly note: string;
  readonly at: number;
}

/** Agreed to by enough people, and not started yet. */
export const isComplete = ({ state, approvals, rule }: ChangeRequest): boolean =>
  state.kind === 'open' && approvals.length >= rule.quorum;
