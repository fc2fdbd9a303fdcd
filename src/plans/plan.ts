import type { AppliedRule } from '../approvals/request.ts';
import type { Danger } from '../policy/policy.ts';
import type { LockKind } from '../ports/approvals.ts';
import type { Target } from '../ports/names.ts';

/** What a change would do: shown, authorized and approved as a whole, before anything is written. */
export interface Plan {
  /** A verb and its object, e.g. `fail over payments (4 VMs), East US -> West US 2`. */
  readonly title: string;
  /** What will happen, in order. */
  readonly lines: readonly PlanLine[];
  /** What is lost, what stops, what cannot be undone: one sentence each. */
  readonly consequences: readonly string[];
  /** What nothing here brings back, once it is done. */
  readonly notUndone?: string;
  /** What a drill of it has shown, in one sentence. */
  readonly proven?: string;
  /** How long it may take, where its application has an objective. */
  readonly objectiveSeconds?: number;
  readonly checks: readonly Check[];
  readonly facts: PlanFacts;
  readonly writes: readonly Write[];
  /** How many machines it touches; approval rules ask. */
  readonly vms: number;
  /** Where it is more than its command's own: what going on with another operation is, for example. */
  readonly danger?: Exclude<Danger, 'none'>;
  /** What it is about where the line alone cannot say: another operation, and who has to approve what that does. */
  readonly about?: { readonly access: AppliedRule['approvers']; readonly targets: readonly Target[] };
  readonly work: Work;
}

/** How it will be carried out. */
interface Work {
  readonly workflow: string;
  /** What the workflow makes its steps from. */
  readonly order: unknown;
  /** Held from the start to the end of the operation. */
  readonly locks: readonly { readonly machine: string; readonly kind: LockKind }[];
}

export interface PlanLine {
  readonly title: string;
  readonly detail: string;
  /** Something about this line that a person should see before agreeing. */
  readonly warning?: string;
}

export interface Check {
  readonly outcome: 'passed' | 'warning' | 'block';
  readonly subject: string;
  readonly why: string;
  /** What to do, or what to type. */
  readonly fix?: string;
  /** What can be typed instead; offered as a button. */
  readonly instead?: string;
}

/** The digest covers decisive facts and the limits of bounded ones, never what is merely shown. */
export interface PlanFacts {
  readonly decisive: Readonly<Record<string, string | readonly string[]>>;
  readonly bounded: Readonly<Record<string, Bound>>;
  readonly shown: Readonly<Record<string, string>>;
}

interface Bound {
  readonly now: number;
  /** Approval holds up to this. */
  readonly most: number;
  readonly unit: string;
}

/** One call to Azure that changes, attaches or reveals something. */
export interface Write {
  /** Azure's name of the action, e.g. `Microsoft.Compute/disks/write`. */
  readonly action: string;
  /** The resource's id. */
  readonly resource: string;
  /**
   * The machine that the resource is a part of, for what Azure keeps for it (its replicated item, its restore points).
   * Never for a place that the person chose.
   */
  readonly of?: string;
  readonly call: { readonly method: 'PUT' | 'POST' | 'PATCH' | 'DELETE'; readonly body?: unknown };
  /** The same as a line for the az command, a way out when the bot is gone. */
  readonly az?: string;
}
