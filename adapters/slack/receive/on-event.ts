import type { App } from '@slack/bolt';
import { homeView } from '../home/home.ts';
import { deliveryIdOf } from './delivery.ts';
import type { ListenParts } from './parts.ts';
import { homeShape, messageShape } from './payloads.ts';
import { typedText, withoutMention } from './said.ts';

/** What Slack tells of: somebody spoke to the bot, or opened its home tab. Bolt has acknowledged it already. */
export const onEvent = (app: App, parts: ListenParts): void => {
  const said = async (body: unknown, context: unknown, isHeard: (channelType: string | undefined) => boolean) => {
    const { event, team_id } = messageShape.parse(body);
    const { user, bot_id, subtype, channel, channel_type, text, thread_ts, user_team, source_team, team } = event;
    if (!user || bot_id || subtype || user === parts.botUser || !isHeard(channel_type)) return;
    const incoming = {
      speaker: { id: user, team: user_team ?? source_team ?? team ?? team_id },
      origin: { user, channel, thread: thread_ts },
      deliveryId: deliveryIdOf(body, context),
    };
    const line = typedText(withoutMention(text, parts.botUser));
    await parts.conversation.ask(incoming, { kind: 'line', text: line });
  };

  app.event('app_mention', ({ body, context }) => said(body, context, () => true));
  app.event('message', ({ body, context }) => said(body, context, (type) => type === 'im'));

  app.event('app_home_opened', async ({ body, context }) => {
    const { event, team_id } = homeShape.parse(body);
    if (event.tab !== 'home') return;
    const { user } = event;
    const incoming = {
      speaker: { id: user, team: team_id },
      origin: { user },
      deliveryId: deliveryIdOf(body, context),
    };
    await parts.conversation.home(incoming, (message) => parts.publishHome(user, homeView(message)));
  });
};
