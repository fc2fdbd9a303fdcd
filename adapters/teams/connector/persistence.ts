import { ChatRefused, ChatUnreachable, SaidPerhaps } from '../../../src/errors/chat.ts';
import { ConnectorProblem } from './wire.ts';

/** Said twice it would be there twice, or it ends the same however often it is said. */
type Kind = 'creates' | 'repeatable';

export interface Patience {
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** From 0 to 1. */
  readonly random: () => number;
}

const attempts = 5;
const firstWaitMs = 1000;
const longestWaitMs = 30_000;

/** Carries a call out, again where that is safe; fails with an error of src/errors/chat.ts. */
export const persistently = async <Result>(
  kind: Kind,
  { sleep, random }: Patience,
  call: () => Promise<Result>,
): Promise<Result> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ConnectorProblem)) throw error;
      if (attempt === attempts || !mayRepeat(error, kind)) throw outcomeOf(error, kind);
      const backOff = Math.min(longestWaitMs, firstWaitMs * 2 ** (attempt - 1));
      await sleep(Math.max(error.retryAfterMs ?? 0, backOff / 2) + (backOff / 2) * random());
    }
  }
};

/** A gateway that gave up may have passed a message on: creating one again could say it twice. */
const mayRepeat = ({ status, neverSent }: ConnectorProblem, kind: Kind): boolean => {
  if (status === 412 || status === 429 || neverSent) return true;
  return kind === 'repeatable' && (status === undefined || status >= 500);
};

const outcomeOf = ({ status, reason, neverSent }: ConnectorProblem, kind: Kind): Error => {
  if (neverSent || status === 401 || status === 412 || status === 429) return new ChatUnreachable(reason);
  if (status !== undefined && status < 500) return new ChatRefused(reason);
  return kind === 'creates' ? new SaidPerhaps(reason) : new ChatUnreachable(reason);
};
