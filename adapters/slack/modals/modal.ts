import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Form } from '../../../src/ports/chat.ts';
import type { Origin } from '../answer/outlet.ts';
import { shortened } from '../render/cut.ts';
import { words } from '../words.ts';
import { blockIdOf, inputAction, inputFor } from './fields.ts';

/** Which of the two modals it is. */
export const callbacks = { form: 'form', line: 'line' } as const;

const titleMost = 24;
const notesMost = 3000;

/** What a modal remembers while it is filled in. Slack keeps it and gives it back; nothing in it is believed. */
export interface ModalNotes {
  readonly command: string;
  readonly keep: Form['keep'];
  readonly origin: Origin;
  /** Fields that hold several things, of which a text field makes one line. */
  readonly lists: readonly string[];
}

const shape = z.object({
  c: z.string().max(100),
  k: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  l: z.array(z.string()),
  r: z.object({
    user: z.string(),
    channel: z.string().optional(),
    thread: z.string().optional(),
    responseUrl: z.string().optional(),
  }),
});

export const readNotes = (metadata: string): ModalNotes | undefined => {
  try {
    const { c, k, l, r } = shape.parse(JSON.parse(metadata));
    return { command: c, keep: k, lists: l, origin: r };
  } catch {
    return undefined;
  }
};

/** A form as a modal; undefined where it knows more already than Slack lets a modal remember. */
export const modalFor = (form: Form, origin: Origin): ModalView | undefined => {
  const lists = form.fields.filter(({ input }) => input.kind === 'text' && input.many).map(({ name }) => name);
  const { replaces: _, ...back } = origin;
  const notes = JSON.stringify({ c: form.command, k: form.keep, l: lists, r: back });
  if (notes.length > notesMost) return undefined;
  return {
    type: 'modal',
    callback_id: callbacks.form,
    private_metadata: notes,
    title: plain(shortened(form.title, titleMost)),
    submit: plain(shortened(form.submit, titleMost)),
    close: plain(words.cancel),
    blocks: form.fields.map(inputFor),
  };
};

/** For who came by the shortcut: one line, as it would be typed. */
export const lineModal = (origin: Origin): ModalView => ({
  type: 'modal',
  callback_id: callbacks.line,
  private_metadata: JSON.stringify({ c: '', k: {}, l: [], r: origin }),
  title: plain(words.shortcutTitle),
  submit: plain(words.shortcutSubmit),
  close: plain(words.cancel),
  blocks: [
    {
      type: 'input',
      block_id: blockIdOf('line'),
      label: plain(words.shortcutLabel),
      hint: plain(words.shortcutHint),
      element: { type: 'plain_text_input', action_id: inputAction, max_length: 3000 },
    },
  ],
});

/** What is wrong with the form, by the input that it belongs to. */
export const errorsFor = ({ fields }: Form): Readonly<Record<string, string>> =>
  Object.fromEntries(fields.flatMap(({ name, problem }) => (problem ? [[blockIdOf(name), problem]] : [])));

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false }) as const;
