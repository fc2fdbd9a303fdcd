import { ChatRefused } from '../../../src/errors/chat.ts';
import type { Places } from '../identify/places.ts';
import type { Page } from '../render/pages.ts';
import type { Calls } from '../web/calls.ts';

/** Where something was asked. */
export interface Origin {
  readonly user: string;
  /** Absent where a person asked from no channel: the home tab, a shortcut. */
  readonly channel?: string | undefined;
  readonly thread?: string | undefined;
  /** Slack's own address for answers, good for half an hour and five answers. */
  readonly responseUrl?: string | undefined;
  /** The answer takes the place of the message that the button was on. */
  readonly replaces?: boolean | undefined;
}

/** Where an answer goes. */
export interface Route extends Origin {
  /** The channel is the conversation of that person with the bot. */
  readonly personal: boolean;
}

interface OutletParts {
  readonly calls: Calls;
  readonly places: Places;
}

const answersWithinMs = 10_000;

/** Says something to one person alone, by whichever way still works. */
export const createOutlet = ({ calls, places }: OutletParts) => {
  const post = (channel: string, page: Page, thread?: string) =>
    calls.say('chat.postMessage', { channel, ...content(page), ...(thread && { thread_ts: thread }) });
  const toPerson = async (user: string, page: Page) => void (await post((await places.directOf(user)).id, page));

  const tellAlone = async (route: Route, page: Page): Promise<void> => {
    const { user, channel, personal, thread, responseUrl, replaces } = route;
    if (responseUrl && (!personal || replaces) && (await respond(responseUrl, page, replaces ?? false))) return;
    if (!channel) return toPerson(user, page);
    if (personal) return void (await post(channel, page, thread));
    try {
      await calls.say('chat.postEphemeral', { channel, user, ...content(page), ...(thread && { thread_ts: thread }) });
    } catch (error) {
      if (!(error instanceof ChatRefused)) throw error;
      // The bot is not in the channel, or the person left it: what was asked is answered all the same.
      await toPerson(user, page);
    }
  };
  return { tellAlone };
};

export type Outlet = ReturnType<typeof createOutlet>;

export const content = ({ text, blocks }: Page) => ({ text, blocks, unfurl_links: false, unfurl_media: false });

const respond = async (url: string, page: Page, replaces: boolean): Promise<boolean> => {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        text: page.text,
        blocks: page.blocks,
        response_type: 'ephemeral',
        replace_original: replaces,
      }),
      signal: AbortSignal.timeout(answersWithinMs),
    });
    return answer.ok;
  } catch {
    return false;
  }
};
