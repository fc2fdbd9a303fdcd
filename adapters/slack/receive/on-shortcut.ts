import type { App } from '@slack/bolt';
import { lineModal } from '../modals/modal.ts';
import { type ListenParts, speakerOf } from './parts.ts';
import { shortcutShape } from './payloads.ts';

/** The global shortcut: one line to fill in; what is answered comes in the person's own conversation. */
export const onShortcut = (app: App, { openView }: ListenParts): void => {
  app.shortcut({ type: 'shortcut', callback_id: /.*/u }, async ({ ack, body }) => {
    await ack();
    const { user, trigger_id } = shortcutShape.parse(body);
    await openView(trigger_id, lineModal({ user: speakerOf(user).id }));
  });
};
