import type { Message, Tone } from '../../../src/messages/message.ts';
import { visible } from '../../../src/messages/visible.ts';
import { words } from '../words.ts';
import type { ActionLook } from './actions.ts';
import { elementsOf } from './blocks.ts';
import { execute, refreshing } from './button.ts';
import { type Card, cardOf, type Element, headingOf, textOf } from './element.ts';
import { partsOf } from './parts.ts';

interface CardLook extends ActionLook {
  /** Asks for the same answer again, where asking changes nothing: leads to the pages further on. */
  readonly again?: string | undefined;
  /** The line of the card that this one stands in the place of. */
  readonly returnTo?: string | undefined;
}

/** A message as one card: the page that is asked for, and the way to the next one. */
export const renderPage = (message: Message, page: number, look: CardLook): Card => {
  const cards = renderParts(message, look);
  return cards[Math.min(page, cards.length - 1)] ?? cardOf([]);
};

/** A message as the cards that it takes. */
export const renderParts = (message: Message, look: CardLook = {}): readonly Card[] => {
  const own = { ...look, back: look.back ?? message.personalLine };
  const parts = partsOf(message, (block) => sizeOf(elementsOf(block, own)));
  return parts.map((part, at) => {
    const hasNext = look.again !== undefined && at < parts.length - 1;
    const ways = [
      ...(hasNext ? [execute(words.nextPage, { line: look.again ?? '', page: at + 1 })] : []),
      ...(look.returnTo ? [execute(words.back, { line: look.returnTo })] : []),
    ];
    return cardFor(part, own, ways.length > 0 ? [{ type: 'ActionSet', actions: ways }] : []);
  });
};

/** What can be one card and no more: the beginning, and a line that says so. */
export const renderOne = (message: Message): Card => {
  const [first = message, ...rest] = partsOf(message, (block) => sizeOf(elementsOf(block, {})));
  const look = { back: message.personalLine };
  return cardFor(first, look, rest.length > 0 ? [textOf(words.cutHere, { isSubtle: true, size: 'Small' })] : []);
};

const sizeOf = (elements: readonly Element[]): number => Buffer.byteLength(JSON.stringify(elements));

const cardFor = (message: Message, look: ActionLook, ending: readonly Element[]): Card => {
  const { banner, title, tone, personalLine } = message;
  const heading = { type: 'Container', style: styles[tone], bleed: true, items: [headingOf(title, { size: 'Large' })] };
  const body = [
    ...(banner ? [textOf(banner, { weight: 'Bolder', color: 'Accent' })] : []),
    heading,
    ...message.blocks.flatMap((block) => elementsOf(block, look)),
    ...ending,
  ];
  return cardOf(body, {
    fallbackText: visible(title),
    speak: visible(title),
    ...(personalLine && { refresh: refreshBy(personalLine) }),
  });
};

const styles = {
  neutral: 'emphasis',
  good: 'good',
  warning: 'warning',
  bad: 'attention',
} satisfies Record<Tone, string>;

/** Without a list of people a client refreshes for everybody, in conversations that are not too big for it. */
const refreshBy = (line: string): { readonly action: Element } => ({ action: refreshing(words.back, { line }) });
