import type { Asker } from '../definitions/command.ts';
import type { Message } from '../messages/message.ts';

/** What people do to a request that waits. Every order is answered, whatever became of it. */
export interface Decisions {
  approve(order: ApproveOrder, asker: Asker): Promise<Message>;
  deny(
    order: { readonly id: string; readonly digest?: string; readonly reason: string },
    asker: Asker,
  ): Promise<Message>;
  retract(order: { readonly id: string }, asker: Asker): Promise<Message>;
  withdraw(order: { readonly id: string }, asker: Asker): Promise<Message>;
  /** Starts it alone, in an emergency, after a while in which approvers may deny it. */
  breakGlass(order: BreakGlassOrder, asker: Asker): Promise<Message>;
  /** Signs off what somebody else started alone. */
  review(order: { readonly id: string; readonly note?: string }, asker: Asker): Promise<Message>;
  /** Those that wait, as far as the asker may see what they are about. */
  list(asker: Asker): Promise<Message>;
  /** One with its plan, as its asker, an approver or anybody else sees it; or what it would send to Azure. */
  show(id: string, asker: Asker, part?: RequestPart): Promise<Message>;
}

/** Every call with its body, or the same as lines for the az command. */
export type RequestPart = 'plan' | 'calls' | 'az';

interface BreakGlassOrder {
  readonly id: string;
  readonly digest?: string;
  readonly incident: string;
  readonly reason: string;
}

interface ApproveOrder {
  readonly id: string;
  /** The beginning of what the card showed. */
  readonly digest: string;
  /** Of the plan on the card that was clicked. */
  readonly revision?: number;
  /** The target's name, where it has to be typed. */
  readonly typed?: string;
}
