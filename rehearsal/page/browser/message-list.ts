import type { SeenMessage } from '../seen.ts';
import { element } from './element.ts';
import { type MessageParts, renderMessage } from './message.ts';

interface Drawn {
  readonly node: HTMLElement;
  readonly message: SeenMessage;
}

/** The messages of one channel. Only what has changed is drawn anew, so that a form that is filled in stays. */
export const createMessageList = (parts: MessageParts) => {
  const node = element('div', { class: 'messages', role: 'log', tabindex: 0, 'aria-label': 'Messages' });
  let drawn = new Map<string, Drawn>();

  const show = (messages: readonly SeenMessage[], empty: string): void => {
    const isAtEnd = node.scrollHeight - node.scrollTop - node.clientHeight < 80;
    const had = drawn;
    drawn = new Map(messages.map((message) => [message.key, drawnFrom(had.get(message.key), message)]));
    const roots = new Map([...drawn.values()].map((each) => [each.message.id, each.node]));
    const places = new Map<Element, Node[]>([node, ...[...roots.values()].map(repliesOf)].map((place) => [place, []]));
    for (const { message, node: made } of drawn.values()) {
      const root = message.thread && message.thread !== message.id ? roots.get(message.thread) : undefined;
      places.get(root ? repliesOf(root) : node)?.push(made);
    }
    for (const [place, children] of places) inOrder(place, children);
    if (messages.length === 0) node.replaceChildren(element('p', { class: 'empty' }, empty));
    if (isAtEnd) node.scrollTop = node.scrollHeight;
  };

  const drawnFrom = (had: Drawn | undefined, message: SeenMessage): Drawn => {
    if (had?.message === message) return had;
    return { message, node: renderMessage(message, parts) };
  };

  return {
    node,
    show,
    toEnd: () => {
      node.scrollTop = node.scrollHeight;
    },
  };
};

const repliesOf = (root: Element): Element => root.querySelector(':scope > .replies') ?? root;

/** What stands right already is not moved: it would lose the focus. */
const inOrder = (place: Element, children: readonly Node[]): void => {
  const wanted = new Set(children);
  for (const child of [...place.childNodes]) if (!wanted.has(child)) child.remove();
  for (const [at, child] of children.entries()) {
    if (place.childNodes[at] !== child) place.insertBefore(child, place.childNodes[at] ?? null);
  }
};
