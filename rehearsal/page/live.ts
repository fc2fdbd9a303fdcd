import type { ServerResponse } from 'node:http';
import type { Chats } from './chats.ts';
import type { SeenMessage, Update } from './seen.ts';
import { sightOf } from './sight.ts';

/** What happens within this long is one update. */
const togetherMs = 40;
/** Keeps a line open that nothing is said on, and finds out who has gone. */
const stillHereMs = 20_000;

/** Tells every open page what its person sees, and then what changed of it. */
export const createLive = (chats: Chats) => {
  const lines = new Set<Line>();
  let due: NodeJS.Timeout | undefined;
  const tellAll = () => {
    due = undefined;
    for (const line of lines) line.tell();
  };
  chats.onChange(() => {
    due ??= setTimeout(tellAll, togetherMs);
  });
  const heartbeat = setInterval(() => {
    for (const line of lines) line.outgoing.write(':\n\n');
  }, stillHereMs);

  return {
    open: (who: string, outgoing: ServerResponse): void => {
      outgoing.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      const line = createLine(chats, who, outgoing);
      lines.add(line);
      outgoing.once('close', () => lines.delete(line));
      line.tell();
    },
    close: () => {
      clearInterval(heartbeat);
      clearTimeout(due);
      for (const { outgoing } of lines) outgoing.end();
    },
  };
};

interface Line {
  readonly outgoing: ServerResponse;
  readonly tell: () => void;
}

const createLine = (chats: Chats, who: string, outgoing: ServerResponse): Line => {
  let told = new Map<string, string>();
  const tell = () => {
    const { messages, modal } = sightOf(chats, who);
    const now = new Map(messages.map((message) => [message.key, JSON.stringify(message)]));
    const isNews = ({ key }: SeenMessage) => now.get(key) !== told.get(key);
    const update: Update = {
      me: who,
      order: [...now.keys()],
      changed: messages.filter(isNews),
      ...(modal && { modal }),
    };
    told = now;
    outgoing.write(`data: ${JSON.stringify(update)}\n\n`);
  };
  return { outgoing, tell };
};
