import { z } from 'zod';
import { ChatRefused } from '../../../src/errors/chat.ts';
import type { Message } from '../../../src/messages/message.ts';
import type { ChannelRef, MessageRef } from '../../../src/ports/chat.ts';
import { createEdits } from '../../chat/edits.ts';
import type { Time } from '../../chat/time.ts';
import { content } from '../answer/outlet.ts';
import type { Places } from '../identify/places.ts';
import type { Look } from '../render/blocks.ts';
import { type Page, pagesOf } from '../render/pages.ts';
import { words } from '../words.ts';
import type { Calls } from './calls.ts';

interface PostsParts {
  readonly calls: Calls;
  readonly places: Places;
  readonly time: Time;
  readonly editEveryMs: number;
}

const said = z.object({ ts: z.string() });

/** A message of several pages is several of Slack's, the later ones in the thread of the first: their ids are one. */
const joint = '+';

/** What is said into channels, and edited there. */
export const createPosts = ({ calls, places, time, editEveryMs }: PostsParts) => {
  let planBlocks = true;
  const look = (): Look => ({ planBlocks });

  /** A workspace that does not have the blocks for progress yet refuses them: from then on it gets plain ones. */
  const withPages = async <Result>(message: Message, say: (pages: readonly Page[]) => Promise<Result>) => {
    try {
      return await say(pagesOf(message, look()));
    } catch (error) {
      const isNew = planBlocks && message.blocks.some(({ kind }) => kind === 'steps');
      if (!isNew || !(error instanceof ChatRefused) || error.code !== 'invalid_blocks') throw error;
      const result = await say(pagesOf(message, { planBlocks: false }));
      planBlocks = false;
      return result;
    }
  };

  const postPage = async (channel: string, page: Page, thread: string | undefined): Promise<string> => {
    const args = { channel, ...content(page), ...(thread && { thread_ts: thread }) };
    return said.parse(await calls.say('chat.postMessage', args)).ts;
  };

  const post = async (channel: ChannelRef, message: Message, thread?: string): Promise<MessageRef> => {
    await places.checkOpen(channel);
    const ids: string[] = [];
    await withPages(message, async (pages) => {
      for (const page of pages) ids.push(await postPage(channel.id, page, thread ?? ids[0]));
    });
    return { channel, id: ids.join(joint) };
  };

  const show = async ({ ref, message }: { ref: MessageRef; message: Message }): Promise<void> => {
    const ids = ref.id.split(joint);
    const channel = ref.channel.id;
    await withPages(message, async (pages) => {
      for (const [at, ts] of ids.entries()) {
        await calls.repeat('chat.update', { channel, ts, ...content(pageAt(pages, at, ids.length)) });
      }
    });
  };
  const edits = createEdits(show, editEveryMs, time);

  return {
    look,
    post,
    edit: async (ref: MessageRef, message: Message): Promise<void> => {
      await places.checkOpen(ref.channel);
      await edits(`${ref.channel.id}:${ref.id}`, { ref, message });
    },
  };
};

/** What stands in the place of a page, when there are more of them now than there were, or fewer. */
const pageAt = (pages: readonly Page[], at: number, places: number): Page => {
  const page = pages[at];
  if (!page) return { text: words.nothingFurther, blocks: [noteBlock(words.nothingFurther)] };
  const isCut = at === places - 1 && pages.length > places;
  return isCut ? { ...page, blocks: [...page.blocks, noteBlock(words.andMore)] } : page;
};

const noteBlock = (text: string): Page['blocks'][number] => ({
  type: 'context',
  elements: [{ type: 'plain_text', text, emoji: false }],
});

/** The message whose thread a reply belongs to. */
export const threadOf = ({ id }: MessageRef): string | undefined => id.split(joint)[0];
