import type { Asker } from '../definitions/command.ts';
import type { Message } from '../messages/message.ts';
import type { OperationState } from '../operations/state.ts';
import type { Danger } from '../policy/policy.ts';

/** An operation as plans see it, with how dangerous it is at least. */
export interface UnderWay {
  readonly state: OperationState;
  readonly danger: Exclude<Danger, 'none'>;
}

/** What people see of operations, and the little that they can do to one that runs. */
export interface Operations {
  list(asker: Asker): Promise<Message>;
  show(id: string, asker: Asker): Promise<Message>;
  /** How it stands, for whoever may see it. */
  state(id: string, asker: Asker): Promise<OperationState | undefined>;
  /** Whether what Azure allowed at its end may have changed since. */
  isPast(state: OperationState): Promise<boolean>;
  /** After the step that runs now. */
  stop(id: string, asker: Asker): Promise<Message>;
  /** Looks again now, instead of when it would by itself. */
  reconcile(id: string, asker: Asker): Promise<Message>;
}
