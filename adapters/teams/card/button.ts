import { visible } from '../../../src/messages/visible.ts';
import type { Element } from './element.ts';
import type { PressData } from './press.ts';

/** A button that tells the bot. Clients that know no `Action.Execute` submit the same data as a message. */
export const execute = (label: string, data: PressData, look: Readonly<Record<string, unknown>> = {}): Element => {
  const title = visible(label);
  return { ...refreshing(label, data), ...look, fallback: { type: 'Action.Submit', title, data, ...look } };
};

/** The same by itself: a card refreshes by nothing else. */
export const refreshing = (label: string, data: PressData): Element => ({
  type: 'Action.Execute',
  title: visible(label),
  verb: 'lifeboat',
  data,
});
