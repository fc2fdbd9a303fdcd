import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import { withoutDots } from '../../../src/messages/label.ts';
import type { Action } from '../../../src/messages/message.ts';
import { visible } from '../../../src/messages/visible.ts';
import { words } from '../words.ts';
import { type ButtonValue, writeValue } from './button-value.ts';
import { shortened } from './cut.ts';
import { plainBlocks, preformattedBlocks } from './rich-text.ts';

/** Action ids only have to differ within a message; what a button does stands in its value. */
export const actionIds = { run: 'run', link: 'link' } as const;

/** So many to a block keep a block far from every limit, whatever they ask before. */
const perBlock = 10;
const labelMost = 75;

/** Buttons, and in words those whose line is longer than a button can carry. */
export const actionBlocks = (
  actions: readonly Action[],
): { readonly buttons: readonly ActionsBlock[]; readonly typed: readonly KnownBlock[] } => {
  const made = actions.map((action, at) => ({ action, button: buttonFor(action, at) }));
  const buttons = chunks(made.flatMap(({ button }) => button ?? []));
  const typed = made.flatMap(({ action, button }) => (button || action.kind === 'link' ? [] : [action]));
  return {
    buttons: buttons.map((elements) => ({ type: 'actions', elements: [...elements] })),
    typed: typed.flatMap(({ label, line }) => [...plainBlocks(words.typeIt(label)), ...preformattedBlocks(line)]),
  };
};

export const pageButton = (value: ButtonValue): Button | undefined => {
  const written = writeValue(value);
  if (written === undefined) return undefined;
  return { type: 'button', action_id: `${actionIds.run}:page`, text: plain(words.nextPage), value: written };
};

const buttonFor = (action: Action, at: number): Button | undefined => {
  const text = plain(shortened(visible(action.label), labelMost));
  if (action.kind === 'link') return { type: 'button', action_id: `${actionIds.link}:${at}`, text, url: action.url };
  const { line, asks, weight, confirm, label } = action;
  const value = writeValue({ line, ...(asks && { asks }) });
  if (value === undefined) return undefined;
  return {
    type: 'button',
    action_id: `${actionIds.run}:${at}`,
    text,
    value,
    ...(weight && { style: weight }),
    ...(confirm !== undefined && { confirm: confirmation(label, confirm, weight) }),
  };
};

const confirmation = (
  label: string,
  question: string,
  weight: 'primary' | 'danger' | undefined,
): Button['confirm'] => ({
  title: plain(words.confirmTitle),
  text: plain(shortened(visible(question), 300)),
  confirm: plain(shortened(visible(withoutDots(label)), 30)),
  deny: plain(words.confirmDeny),
  ...(weight && { style: weight }),
});

const plain = (text: string) => ({ type: 'plain_text', text: text || ' ', emoji: false }) as const;

const chunks = (buttons: readonly Button[]): readonly (readonly Button[])[] =>
  Array.from({ length: Math.ceil(buttons.length / perBlock) }, (_, at) =>
    buttons.slice(at * perBlock, (at + 1) * perBlock),
  );
