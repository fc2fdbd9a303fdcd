import type { App } from '@slack/bolt';
import { fieldNameOf } from '../modals/fields.ts';
import { readNotes } from '../modals/modal.ts';
import { optionsFor } from './modals.ts';
import { type ListenParts, speakerOf } from './parts.ts';
import { suggestionShape } from './payloads.ts';

/** Somebody types into a select: answered from memory, within the acknowledgement. */
export const onSuggestion = (app: App, { hearing, people }: ListenParts): void => {
  app.options(/.*/u, async ({ ack, body }) => {
    const read = suggestionShape.safeParse(body);
    const notes = read.success ? readNotes(read.data.view.private_metadata) : undefined;
    const name = read.success ? fieldNameOf(read.data.block_id) : undefined;
    if (!read.success || !notes || name === undefined) return ack({ options: [] });
    const account = people.claimed(speakerOf(read.data.user));
    await ack({ options: optionsFor(hearing, account, notes, name, read.data.value) });
  });
};
