import type { Asker, Change } from '../definitions/command.ts';
import type { Message } from '../messages/message.ts';
import type { Plan } from '../plans/plan.ts';

/** A plan that its asker may ask for, with the line that leads to it again. */
export interface Proposal {
  readonly command: Change;
  readonly line: string;
  readonly plan: Plan;
  readonly asker: Asker;
}

/** Takes plans in: opens a request for approval, or starts what needs none. */
export interface ChangeDesk {
  receive(proposal: Proposal): Promise<Message>;
}
