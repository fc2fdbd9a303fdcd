import { AsyncLocalStorage } from 'node:async_hooks';
import type { Sending } from '../../../src/ports/azure/write.ts';

/** Who waits for an answer: somebody at a chat, or a round of polling. */
export type Lane = 'interactive' | 'background';

/** What the requests of one call have in common. The SDKs carry none of it through, so it travels beside them. */
export interface Call {
  /** As people say it: `list the virtual machines`. */
  readonly what: string;
  readonly lane: Lane;
  /** A reading that Azure wants as POST. */
  readonly readsByPost: boolean;
  /** Absent in a reading. */
  readonly write?: Write;
}

/** What has become of one write so far. */
export interface Write {
  readonly sending: Sending;
  /** It must not be sent twice: never retried, and refused after the deadline. */
  readonly once: boolean;
  /** On the monotonic clock. */
  readonly deadline: number | undefined;
  /** Every time the request was about to go out. */
  readonly attempts: Attempt[];
}

export interface Attempt {
  /** The connection stood, so that Azure may have read the request. */
  written: boolean;
  at?: Date;
  /** The connection stood only after the deadline, and was closed unused. */
  tooLate: boolean;
  answer?: Answer;
}

/** One answer of Azure's, as it came over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const calls = new AsyncLocalStorage<Call>();
const lanes = new AsyncLocalStorage<Lane>();

export const inCall = <Result>(call: Call, act: () => Promise<Result>): Promise<Result> => calls.run(call, act);

export const currentCall = (): Call | undefined => calls.getStore();

/** Readings inside wait for those that somebody sits in front of. */
export const inBackground = <Result>(act: () => Promise<Result>): Promise<Result> => lanes.run('background', act);

export const currentLane = (): Lane => lanes.getStore() ?? 'interactive';

/** Once a write was answered, its client goes on to poll: the polling is ours, by the token, so it is stopped here. */
export class AnsweredAlready extends Error {}

export const answerOf = (write: Write): Answer | undefined =>
  write.attempts.find(({ answer }) => answer !== undefined && answer.status < 300)?.answer;
