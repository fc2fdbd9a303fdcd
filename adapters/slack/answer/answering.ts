import { ChatRefused } from '../../../src/errors/chat.ts';
import { actions, message, note, runs } from '../../../src/messages/compose.ts';
import type { Message } from '../../../src/messages/message.ts';
import type { ChannelRef, Form, Input, Invocation, MessageRef, Reply } from '../../../src/ports/chat.ts';
import type { Look } from '../render/blocks.ts';
import { pagesOf, pageWithWay } from '../render/pages.ts';
import { words } from '../words.ts';
import type { Outlet, Route } from './outlet.ts';

interface AnsweringParts {
  readonly outlet: Outlet;
  readonly look: () => Look;
  readonly post: (channel: ChannelRef, message: Message, thread?: string) => Promise<MessageRef>;
}

/** Brings a reply to where it belongs; `page` is how far somebody has read. */
export const createAnswering = ({ outlet, look, post }: AnsweringParts) => {
  const alone = async (route: Route, said: Message, again?: string, page = 1): Promise<void> => {
    const pages = pagesOf(said, look());
    const only = again === undefined ? undefined : pageWithWay(pages, page, again);
    if (only) return outlet.tellAlone(route, only);
    // What cannot be asked for again is said to its end at once.
    for (const each of pages) await outlet.tellAlone(route, each);
  };

  const everybody = async (route: Route, { channel }: Invocation, said: Message): Promise<void> => {
    try {
      await post(channel, said, route.thread);
    } catch (error) {
      if (!(error instanceof ChatRefused)) throw error;
      await alone(route, { ...said, blocks: [...said.blocks, note(words.notPosted)] });
    }
  };

  return {
    alone,
    reply: async (reply: Reply, route: Route, invocation: Invocation, page = 1): Promise<void> => {
      switch (reply.kind) {
        case 'nothing':
          return;
        case 'refusal':
          return alone(route, reply.message);
        case 'form':
          return alone(route, formOffer(reply.form, invocation.input));
        case 'message':
          if (reply.shared && page === 1) return everybody(route, invocation, reply.message);
          return alone(route, reply.message, reply.again, page);
      }
    },
  };
};

export type Answering = ReturnType<typeof createAnswering>;

/** A form that could not be opened at once: by now the trigger is too old, so a click has to open it. */
const formOffer = ({ fields }: Form, input: Input): Message => {
  const problems = fields.flatMap(({ label, problem }) => (problem ? [note(`${label}: ${problem}`)] : []));
  const asks = input.kind === 'line' ? input.asks : undefined;
  const button =
    input.kind === 'line' ? actions(runs(words.openForm, input.text, 'primary', asks && { asks })) : undefined;
  return message(words.formNeeded, 'neutral', ...problems, button);
};
