import { type Activity, readActivity } from './activity.ts';
import type { BotFramework } from './connector/bot-framework.ts';
import { isPinned } from './connector/pinned.ts';
import type { InvokeAnswer } from './invoke-answer.ts';

interface DoorParts {
  readonly bot: BotFramework;
  /** The only hosts that the bot answers to, and so the only ones that see its tokens. */
  readonly serviceHosts: readonly string[];
  readonly handle: (activity: Activity) => Promise<InvokeAnswer | undefined>;
  readonly report: (error: unknown) => void;
}

/** Lets in what the channel service signed, and nothing else. */
export const createDoorkeeper =
  ({ bot, serviceHosts, handle, report }: DoorParts) =>
  async (authorization: string, body: unknown): Promise<InvokeAnswer> => {
    const activity = readActivity(body);
    if (!activity) return { status: 400 };
    if (!isPinned(activity.serviceUrl, serviceHosts)) return { status: 401 };
    let isIn = false;
    try {
      const answer = await bot.turn(authorization, body as object, () => {
        isIn = true;
        return handle(activity);
      });
      return answer ?? { status: 200 };
    } catch (error) {
      report(error);
      // Whatever stops a caller before the turn began is a matter of who calls.
      return { status: isIn ? 500 : 401 };
    }
  };
