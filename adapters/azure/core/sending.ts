import type { Sending } from '../../../src/ports/azure/write.ts';
import { type Answer, AnsweredAlready, answerOf, currentLane, inCall, type Write } from './call.ts';
import type { Clients } from './clients.ts';
import { outcomeOf } from './outcome.ts';

interface Order {
  /** As people say it: `create restore point nightly-3`. */
  readonly what: string;
  readonly sending: Sending;
  /**
   * Doing it twice is doing it once: a PUT of a name of ours, a PATCH to a value. Then the SDK may retry; everything
   * else is sent once, and so is whatever carries a `sendWithinMs`.
   */
  readonly repeatable: boolean;
  /** Calls one `begin...` or other method of a client. Only its first request goes out: a poller gets no further. */
  readonly start: (clients: Clients) => Promise<unknown>;
}

/** Sends one write; its first answer, which is an acceptance, or AzureRefused, SentTooLate, OutcomeUnknown, AzureUnreachable. */
export type Send = (order: Order) => Promise<Answer>;

interface Options {
  readonly monotonic: () => number;
  readonly retrying: Clients;
  readonly once: Clients;
}

export const createSend =
  ({ monotonic, retrying, once }: Options): Send =>
  async ({ what, sending, repeatable, start }) => {
    const { sendWithinMs } = sending;
    const write: Write = {
      sending,
      once: !repeatable || sendWithinMs !== undefined,
      deadline: sendWithinMs === undefined ? undefined : monotonic() + sendWithinMs,
      attempts: [],
    };
    const call = { what, lane: currentLane(), readsByPost: false, write };
    const error = await inCall(call, () => start(write.once ? once : retrying)).then(notAsked, itself);
    const answer = answerOf(write);
    // What failed after the acceptance is the client's business: a poll, or the reading of the body.
    if (answer !== undefined) return answer;
    throw outcomeOf(what, write, error);
  };

const notAsked = () => new AnsweredAlready('The client sent nothing.');
const itself = (error: unknown) => error;
