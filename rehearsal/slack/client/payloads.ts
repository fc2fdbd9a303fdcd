import type { Json } from '../world/shapes.ts';
import type { Triggers } from '../world/triggers.ts';
import type { Channel, Message, OpenView, User, Workspace } from '../world/workspace.ts';
import type { Parcel } from './deliver.ts';

/** What Slack's clients send to an app, in Slack's own shapes. */
export const createPayloads = (workspace: Workspace, triggers: Triggers, respondUrl: (key: string) => string) => {
  const { app, teamId } = workspace;
  const team = { id: teamId, domain: 'contoso' };
  const who = ({ id, name, teamId: home }: User) => ({ id, username: name, name, team_id: home });
  const common = (user: User) => ({
    user: who(user),
    team,
    api_app_id: app.id,
    token: 'deprecated',
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: triggers.trigger(user.id),
  });
  const addressFor = (about: Parameters<Triggers['address']>[0]) => respondUrl(triggers.address(about));

  const command = (user: User, channel: Channel, text: string): Parcel => ({
    kind: 'command',
    payload: {
      token: 'deprecated',
      team_id: user.teamId,
      team_domain: 'contoso',
      channel_id: channel.id,
      channel_name: channel.name,
      user_id: user.id,
      user_name: user.name,
      command: app.command,
      text,
      api_app_id: app.id,
      is_enterprise_install: 'false',
      response_url: addressFor({ channel: channel.id, user: user.id }),
      trigger_id: triggers.trigger(user.id),
    },
  });

  const click = (user: User, channel: Channel, message: Message, element: Json, blockId: string): Parcel => {
    const about = {
      channel: channel.id,
      user: user.id,
      messageTs: message.ts,
      ...(message.threadTs && { threadTs: message.threadTs }),
    };
    return {
      kind: 'interaction',
      payload: {
        type: 'block_actions',
        ...common(user),
        container: {
          type: 'message',
          message_ts: message.ts,
          channel_id: channel.id,
          is_ephemeral: message.onlyFor !== undefined,
          ...(message.threadTs && { thread_ts: message.threadTs }),
        },
        channel: { id: channel.id, name: channel.name },
        ...(message.onlyFor
          ? {}
          : {
              message: {
                type: 'message',
                user: message.user,
                ts: message.ts,
                text: message.text,
                blocks: message.blocks,
              },
            }),
        state: { values: {} },
        response_url: addressFor(about),
        actions: [actionOf(element, blockId, workspace)],
      },
    };
  };

  const clickAtHome = (user: User, element: Json, blockId: string): Parcel => ({
    kind: 'interaction',
    payload: {
      type: 'block_actions',
      ...common(user),
      container: { type: 'view', view_id: `V-home-${user.id}` },
      view: { id: `V-home-${user.id}`, type: 'home', team_id: teamId, state: { values: {} }, private_metadata: '' },
      actions: [actionOf(element, blockId, workspace)],
    },
  });

  const submission = (user: User, view: OpenView, values: Json): Parcel => ({
    kind: 'interaction',
    payload: {
      type: 'view_submission',
      ...common(user),
      view: { ...view.definition, id: view.id, hash: view.hash, team_id: teamId, app_id: app.id, state: { values } },
      response_urls: [],
    },
  });

  const suggestion = (user: User, view: OpenView, blockId: string, actionId: string, typed: string): Parcel => ({
    kind: 'options',
    payload: {
      type: 'block_suggestion',
      ...common(user),
      action_id: actionId,
      block_id: blockId,
      value: typed,
      container: { type: 'view', view_id: view.id },
      view: { ...view.definition, id: view.id, hash: view.hash, team_id: teamId, state: { values: {} } },
    },
  });

  const shortcut = (user: User, callbackId: string): Parcel => ({
    kind: 'interaction',
    payload: { type: 'shortcut', ...common(user), callback_id: callbackId, action_ts: workspace.ts() },
  });

  const event = (inner: Json, sharedOutside = false): Parcel => ({
    kind: 'event',
    payload: {
      token: 'deprecated',
      team_id: teamId,
      api_app_id: app.id,
      type: 'event_callback',
      event: inner,
      event_id: workspace.id('Ev'),
      event_time: Math.floor(workspace.now() / 1000),
      is_ext_shared_channel: sharedOutside,
      authorizations: [{ enterprise_id: null, team_id: teamId, user_id: app.botUser, is_bot: true }],
    },
  });

  return { command, click, clickAtHome, submission, suggestion, shortcut, event };
};

const actionOf = (element: Json, blockId: string, workspace: Workspace): Json => ({
  type: element.type,
  action_id: element.action_id,
  block_id: blockId,
  text: element.text,
  value: element.value,
  action_ts: workspace.ts(),
});
