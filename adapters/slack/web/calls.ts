import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { ChatRefused, ChatUnreachable, SaidPerhaps } from '../../../src/errors/chat.ts';
import { createLanes } from '../../chat/lanes.ts';
import type { Time } from '../../chat/time.ts';
import { type Failure, failureOf } from './failures.ts';
import { limitOf, type Pace } from './pace.ts';

type Args = Readonly<Record<string, unknown>>;
type Answer = Readonly<Record<string, unknown>>;

/** Slack's Web API at the pace that Slack wants, failing only in the ways that a chat may fail. */
export interface Calls {
  /** Says something: sent once, and again only where it is certain that it was not carried out. */
  say(method: string, args: Args): Promise<Answer>;
  /** The same call twice is the same call: tried again whatever went wrong. */
  repeat(method: string, args: Args): Promise<Answer>;
  /** A list that Slack gives in parts, part by part, for as long as somebody wants more. */
  pages(method: string, args: Args): AsyncIterable<Answer>;
}

const partShape = z.object({ response_metadata: z.object({ next_cursor: z.string().optional() }).optional() });

const tries = 4;
/** The first pause after something went wrong; each later one is twice as long. */
const pauseMs = 500;

export const createCalls = (client: Pick<WebClient, 'apiCall'>, pace: Pace, { sleep }: Time): Calls => {
  const attempt = async (method: string, args: Args): Promise<Answer | Failure> => {
    const limit = limitOf(method);
    const key = method === 'chat.postMessage' ? `${method} ${args.channel}` : method;
    await pace.turn(key, limit);
    try {
      return { ...(await client.apiCall(method, { ...args })) };
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === 'too-many') pace.pause(key, limit, failure.seconds);
      return failure;
    }
  };

  const call = async (method: string, args: Args, mayRepeat: (failure: Failure) => boolean): Promise<Answer> => {
    for (let attempts = 1; ; attempts += 1) {
      const answer = await attempt(method, args);
      if (!isFailure(answer)) return answer;
      if (answer.kind === 'refused' || attempts === tries || !mayRepeat(answer)) throw errorOf(answer, method);
      if (answer.kind !== 'too-many') await sleep(pauseMs * 2 ** (attempts - 1));
    }
  };

  const inOrder = createLanes();

  const repeat: Calls['repeat'] = async (method, args) => {
    try {
      return await call(method, args, () => true);
    } catch (error) {
      // Nothing is lost by not knowing what can be done again.
      throw error instanceof SaidPerhaps ? new ChatUnreachable(error.message) : error;
    }
  };

  return {
    repeat,
    async *pages(method, args) {
      let cursor: string | undefined;
      do {
        const page = await repeat(method, { ...args, ...(cursor && { cursor }) });
        yield page;
        cursor = partShape.parse(page).response_metadata?.next_cursor;
      } while (cursor);
    },
    say: (method, args) => {
      const once = () => call(method, args, ({ kind }) => kind !== 'unknown');
      // What was said first is read first, even where Slack puts it off.
      return method === 'chat.postMessage' ? inOrder(String(args.channel), once) : once();
    },
  };
};

const isFailure = (answer: Answer | Failure): answer is Failure => !('ok' in answer);

const errorOf = (failure: Failure, method: string): Error => {
  switch (failure.kind) {
    case 'refused':
      return new ChatRefused(failure.code);
    case 'unknown':
      return new SaidPerhaps(`Nobody knows whether Slack carried ${method} out.`);
    case 'not-sent':
    case 'too-many':
      return new ChatUnreachable(`Slack did not take ${method}.`);
  }
};
