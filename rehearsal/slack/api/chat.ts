import { faultsIn, isTooLong } from '../world/block-limits.ts';
import type { Block, Json } from '../world/shapes.ts';
import type { Channel, Message, Workspace } from '../world/workspace.ts';
import { type Answer, type Method, nested, type Stage, text } from './method.ts';

/** Where Slack cuts a text, and where it refuses one. */
const textMost = 40_000;

export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': {
    scope: 'chat:write',
    run: (args, stage) => {
      const channel = writable(args, stage.workspace);
      if ('error' in channel) return channel;
      return said(args, stage, channel, {});
    },
  },
  'chat.postEphemeral': {
    scope: 'chat:write',
    run: (args, stage) => {
      const channel = writable(args, stage.workspace);
      if ('error' in channel) return channel;
      const user = text(args, 'user');
      if (!channel.members.has(user)) return { error: 'user_not_in_channel' };
      const answer = said(args, stage, channel, { onlyFor: user });
      return 'error' in answer ? answer : { message_ts: (answer as Json).ts };
    },
  },
  'chat.update': {
    scope: 'chat:write',
    run: (args, stage) => {
      const { workspace } = stage;
      const standing = workspace.messages.find(
        (each) => each.ts === text(args, 'ts') && each.channel === text(args, 'channel'),
      );
      if (!standing || standing.onlyFor) return { error: 'message_not_found' };
      if (standing.user !== workspace.app.botUser) return { error: 'cant_update_message' };
      const content = contentOf(args, workspace);
      if ('error' in content) return content;
      // A text without blocks takes the blocks away.
      Object.assign(standing, { ...content, edits: standing.edits + 1 });
      stage.changed();
      return { channel: standing.channel, ts: standing.ts, text: standing.text };
    },
  },
};

const writable = (args: Json, { channels, app }: Workspace): Channel | { readonly error: string } => {
  const channel = channels.get(text(args, 'channel'));
  if (!channel) return { error: 'channel_not_found' };
  if (channel.archived) return { error: 'is_archived' };
  if (!channel.members.has(app.botUser)) {
    return { error: channel.kind === 'public' ? 'not_in_channel' : 'channel_not_found' };
  }
  return channel;
};

const said = (args: Json, stage: Stage, channel: Channel, more: Pick<Message, 'onlyFor'>): Answer => {
  const { workspace } = stage;
  const content = contentOf(args, workspace);
  if ('error' in content) return content;
  const threadTs = text(args, 'thread_ts');
  if (threadTs && !workspace.messages.some((each) => each.ts === threadTs)) return { error: 'thread_not_found' };
  const message: Message = {
    ts: workspace.ts(),
    channel: channel.id,
    user: workspace.app.botUser,
    edits: 0,
    ...content,
    ...more,
    ...(threadTs && { threadTs }),
  };
  workspace.messages.push(message);
  stage.changed();
  return { channel: channel.id, ts: message.ts, message: { text: message.text, ts: message.ts } };
};

type Content = { readonly text: string; readonly blocks: readonly Block[] };

/** What is said, or why Slack does not take it. */
export const contentOf = (
  args: Json,
  { app }: Workspace,
): Content | { readonly error: string; readonly details?: readonly string[] } => {
  const blocks = nested(args, 'blocks') ?? [];
  const faults = faultsIn(blocks, { surface: 'message', planBlocks: app.planBlocks });
  if (faults.length > 0) return { error: 'invalid_blocks', details: faults.map((fault) => `[ERROR] ${fault}`) };
  const content = { text: text(args, 'text'), blocks: blocks as readonly Block[] };
  if (content.text === '' && content.blocks.length === 0) return { error: 'no_text' };
  if (isTooLong(content.blocks)) return { error: 'msg_blocks_too_long' };
  return content.text.length > textMost ? { error: 'msg_too_long' } : content;
};
