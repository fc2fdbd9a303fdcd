import type { App } from '@slack/bolt';
import { readValue } from '../render/button-value.ts';
import { actionIds } from '../render/buttons.ts';
import { words } from '../words.ts';
import { deliveryIdOf } from './delivery.ts';
import { openOrAsk } from './open-or-ask.ts';
import { type ListenParts, speakerOf } from './parts.ts';
import { clickShape } from './payloads.ts';

/** A button was pressed: on a card, on an answer, or on the home tab. */
export const onClick = (app: App, parts: ListenParts): void => {
  app.action(/.*/u, async ({ ack, body, context }) => {
    await ack();
    const { user, trigger_id, channel, container, message, response_url, actions } = clickShape.parse(body);
    const [action] = actions;
    if (!action || isLink(action.action_id)) return;
    const value = action.action_id.startsWith(`${actionIds.run}:`) ? readValue(action.value) : undefined;
    const incoming = {
      speaker: speakerOf(user),
      origin: {
        user: user.id,
        channel: channel?.id,
        thread: container?.thread_ts ?? message?.thread_ts,
        responseUrl: response_url,
        // A page further on takes the place of the one before it, where that is seen by this person alone.
        replaces: value?.page !== undefined && container?.is_ephemeral === true,
      },
      deliveryId: deliveryIdOf(body, context),
    };
    if (value) return openOrAsk(parts, incoming, trigger_id, value);
    parts.report('a button that is not of this bot was pressed', new Error(`Unknown button ${action.action_id}`));
    await parts.conversation.tell(incoming, words.noLongerKnown);
  });
};

/** A link opens in the browser, and Slack tells of it all the same. */
const isLink = (actionId: string): boolean => actionId.startsWith(`${actionIds.link}:`);
