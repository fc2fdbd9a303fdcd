import type { ChatName, SeenChannel, SeenMessage } from '../seen.ts';
import { home, personal } from '../seen.ts';
import type { Act } from './act.ts';
import { element } from './element.ts';

const names = { slack: 'Slack', teams: 'Teams' } satisfies Record<ChatName, string>;

/** Where a line is typed, and whether it goes into a thread. */
export const createComposer = (
  chat: ChatName,
  {
    act,
    say,
    channel,
  }: { readonly act: Act; readonly say: (notice: string) => void; readonly channel: () => SeenChannel },
) => {
  let thread: SeenMessage | undefined;
  const input = element('input', { type: 'text', autocomplete: 'off', 'aria-label': `Message in ${names[chat]}` });
  const into = element('button', { type: 'button', class: 'into', hidden: true, click: () => replyTo(undefined) });
  const send = element('button', { class: 'button primary' }, 'Send');
  const node = element('form', { class: 'composer' }, into, input, send);

  const replyTo = (message: SeenMessage | undefined): void => {
    thread = message;
    into.hidden = !message;
    into.textContent = message ? `In the thread of ${message.author}  ✕` : '';
    if (message) input.focus();
  };
  node.addEventListener('submit', async (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (!text) return;
    input.value = '';
    say('');
    const where = { channel: channel().id, text, ...(thread && { thread: thread.id }) };
    const { notice } = await act({ deed: `${chat}-says`, ...where });
    say(notice ?? '');
  });

  return {
    node,
    replyTo,
    /** As the channel wants it. */
    refresh: (): void => {
      const { id, name } = channel();
      replyTo(undefined);
      node.hidden = id === home;
      input.placeholder = placeholders[chat](name, id === personal);
    },
  };
};

const placeholders = {
  slack: (name: string, alone: boolean) => (alone ? 'status payments' : `/dr status payments   (in ${name})`),
  teams: (name: string, alone: boolean) => (alone ? 'status payments' : `@Lifeboat status payments   (in ${name})`),
} satisfies Record<ChatName, (name: string, alone: boolean) => string>;
