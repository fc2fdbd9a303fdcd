import type { Voice } from '../approvals/request.ts';
import type { Access, Asker, Change } from '../definitions/command.ts';
import type { Message } from '../messages/message.ts';
import type { Plan } from '../plans/plan.ts';
import type { FormValues } from './chat.ts';
import type { Target } from './names.ts';

/** A plan that its asker may ask for, with the line that leads to it again. */
export interface Proposal {
  readonly command: Change;
  readonly line: string;
  /** What was typed, for making the plan again. */
  readonly typed: FormValues;
  readonly access: Access;
  readonly targets: readonly Target[];
  readonly plan: Plan;
  readonly asker: Asker;
  /** Those who agreed to a schedule agreed to each of its runs. */
  readonly agreedBefore?: readonly Voice[];
}

export interface Received {
  readonly message: Message;
  /** `waits`: for others to agree, for a lock or for Azure, in sight of everybody. `nothing`: it will not be done. */
  readonly outcome: 'started' | 'waits' | 'nothing';
}

/** Takes plans in: opens a request for approval, or starts what needs none. */
export interface ChangeDesk {
  receive(proposal: Proposal): Promise<Received>;
}
