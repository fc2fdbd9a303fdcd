import type { Voice } from '../approvals/request.ts';
import type { AzureProblem } from '../errors/azure.ts';
import type { OperationStanding, OperationToken, Reconciled, Sending } from '../ports/azure/write.ts';

/** How an approved change is carried out. Its steps are made from the worker's own plan, never from stored bodies. */
export interface Workflow<Order, Tools> {
  readonly name: string;
  /** Raised when running operations could not go on with the new steps. */
  readonly version: number;
  /** From what a plan or a sealed journal holds; throws where it is none of this workflow's. */
  readOrder(order: unknown): Order;
  /** Made anew at every turn: the same names from the same order, whatever has happened since. */
  steps(order: Order, running: Running): readonly Step<Tools>[];
  /** What came of it, and what to do next: said at its end, however it ended. */
  closing?(order: Order, running: Running): Closing;
}

export interface Closing {
  /** What is so when all of it is done; without it, that it is done. */
  readonly done?: string;
  readonly sentences: readonly string[];
  /** Offered where the bot knows the command. */
  readonly next: readonly NextLine[];
}

export interface NextLine {
  readonly label: string;
  readonly line: string;
  /** Arguments that the button asks for before. */
  readonly asks?: readonly string[];
}

type WordOfProblem = 'code' | 'message' | 'possibleCauses' | 'recommendedAction' | 'explanation' | 'leftBehind';

/** The operation that steps are made for. */
export interface Running {
  /** Names of what is created derive from it, so that creating it twice is creating it once. */
  readonly id: string;
  readonly startedAt: Date;
  readonly asker: Voice;
  readonly approvers: readonly Voice[];
  /** What a finished step has left, e.g. the id of what Azure made. */
  evidenceOf(step: string): string | undefined;
  /** Why a step has failed, in Azure's words. */
  problemOf(step: string): Pick<AzureProblem, WordOfProblem> | undefined;
}

/** look, record the intent, act, record Azure's token, follow. Recovery after a crash is the same path. */
export interface Step<Tools> {
  readonly name: string;
  readonly title: string;
  /** Must not be repeated: sent at most once, and asked about when its outcome is unknown. */
  readonly dangerous: boolean;
  /**
   * Whose step it is, in a batch: a machine's name. The steps of one lane are taken in order, lanes go on side by side,
   * and one that fails holds only its own. Without it, the operation's single lane.
   */
  readonly lane?: string;
  /** Nothing of a stage begins before all of the lower ones are done. Without it, 0. */
  readonly stage?: number;
  /** Is it done or under way already? */
  look(tools: Tools): Promise<Look>;
  act(tools: Tools, sending: Sending): Promise<OperationToken>;
  standing(tools: Tools, token: OperationToken): Promise<StepStanding>;
  /** What became of a call that nobody heard the answer to. */
  reconcile(tools: Tools, sent: { readonly requestId: string; readonly sentAt: Date }): Promise<Reconciled>;
}

export type StepStanding = OperationStanding & { readonly parts?: readonly Part[] };

/** Of one call, what Azure does side by side or one after the other: a group, a machine, an action by hand. */
export interface Part {
  readonly title: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'skipped' | 'unknown';
  readonly detail?: string;
}

export type Look =
  | { readonly kind: 'to-do' }
  /** Azure would refuse it now, and will not later: a limit by the hour, one copy at a time. */
  | { readonly kind: 'not-yet'; readonly why: string; readonly askAgainInSeconds: number }
  | { readonly kind: 'under-way'; readonly token: OperationToken }
  | { readonly kind: 'done'; readonly evidence: string };
