import type { OperationStanding, OperationToken, Reconciled, Sending } from '../ports/azure/write.ts';

/** How an approved change is carried out. Its steps are made from the worker's own plan, never from stored bodies. */
export interface Workflow<Order, Tools> {
  readonly name: string;
  /** Raised when running operations could not go on with the new steps. */
  readonly version: number;
  /** From what a plan or a sealed journal holds; throws where it is none of this workflow's. */
  readOrder(order: unknown): Order;
  steps(order: Order): readonly Step<Tools>[];
}

/** look, record the intent, act, record Azure's token, follow. Recovery after a crash is the same path. */
export interface Step<Tools> {
  readonly name: string;
  readonly title: string;
  /** Must not be repeated: sent at most once, and asked about when its outcome is unknown. */
  readonly dangerous: boolean;
  /** Is it done or under way already? */
  look(tools: Tools): Promise<Look>;
  act(tools: Tools, sending: Sending): Promise<OperationToken>;
  standing(tools: Tools, token: OperationToken): Promise<OperationStanding>;
  /** For dangerous steps: what became of a call that nobody heard the answer to. */
  reconcile(tools: Tools, sent: { readonly requestId: string; readonly sentAt: Date }): Promise<Reconciled>;
}

type Look =
  | { readonly kind: 'to-do' }
  | { readonly kind: 'under-way'; readonly token: OperationToken }
  | { readonly kind: 'done'; readonly evidence: string };
