import type { App } from '@slack/bolt';
import { deliveryIdOf } from './delivery.ts';
import { openOrAsk } from './open-or-ask.ts';
import type { ListenParts } from './parts.ts';
import { commandShape } from './payloads.ts';
import { typedText } from './said.ts';

/** `/dr ...`, whatever the command is called in this workspace. */
export const onCommand = (app: App, parts: ListenParts): void => {
  app.command(/.*/u, async ({ ack, body, context }) => {
    await ack();
    const { team_id, user_id, user_name, channel_id, text, trigger_id, response_url } = commandShape.parse(body);
    const incoming = {
      speaker: { id: user_id, team: team_id, name: user_name },
      origin: { user: user_id, channel: channel_id, responseUrl: response_url },
      deliveryId: deliveryIdOf(body, context),
    };
    await openOrAsk(parts, incoming, trigger_id, { line: typedText(text) });
  });
};
