import { modalFrom, showInstead } from '../api/views.ts';
import { optionFault } from '../world/block-limits.ts';
import { readBlocks, unescaped } from '../world/reading.ts';
import { type Block, type Element, elementsOf, isObject, type Json } from '../world/shapes.ts';
import { directChannel, type Message, type OpenView, seenBy, type User, type Workspace } from '../world/workspace.ts';
import type { Delivery, Outbox } from './deliver.ts';
import { stateOf } from './input-state.ts';
import type { createPayloads } from './payloads.ts';

interface PersonParts {
  readonly workspace: Workspace;
  readonly payloads: ReturnType<typeof createPayloads>;
  readonly outbox: Outbox;
  readonly changed: () => void;
}

export type InputValues = Readonly<Record<string, string | readonly string[] | undefined>>;

export type Person = ReturnType<typeof createPerson>;

/** What a person does in Slack's clients, and what they see there. */
export const createPerson = (user: User, { workspace, payloads, outbox, changed }: PersonParts) => {
  const { app } = workspace;
  const channelOf = (id: string) => {
    const channel = workspace.channels.get(id);
    if (!channel?.members.has(user.id)) throw new Error(`${user.name} is not in ${id}.`);
    return channel;
  };
  const directly = () => directChannel(workspace, user.id).id;
  const sees = (channel: string): readonly SeenMessage[] => seenBy(workspace, user.id, channel).map(seenMessage);
  const openView = (): OpenView | undefined => [...workspace.views.values()].findLast((view) => view.user === user.id);

  const says = async (channelId: string, text: string, threadTs?: string): Promise<Delivery | undefined> => {
    const channel = channelOf(channelId);
    const ts = workspace.ts();
    const thread = threadTs ? { thread_ts: threadTs } : {};
    workspace.messages.push({
      ts,
      channel: channelId,
      user: user.id,
      text,
      blocks: [],
      edits: 0,
      ...(threadTs && { threadTs }),
    });
    changed();
    const common = { user: user.id, text, ts, event_ts: ts, channel: channelId, team: user.teamId, ...thread };
    if (channel.kind === 'im') return outbox.send(payloads.event({ type: 'message', channel_type: 'im', ...common }));
    if (!text.includes(`<@${app.botUser}>`) || !channel.members.has(app.botUser)) return undefined;
    return outbox.send(payloads.event({ type: 'app_mention', ...common }, channel.sharedOutside));
  };

  const press = (found: Found): Promise<Delivery> => {
    const { message, element, block } = found;
    const blockId = block.block_id ?? 'generated';
    if (!message) return outbox.send(payloads.clickAtHome(user, element, blockId));
    return outbox.send(payloads.click(user, channelOf(message.channel), message, element, blockId));
  };

  /** The last button of that label before their eyes. */
  const buttonNamed = (channel: string, label: string): Found => {
    const found = seenBy(workspace, user.id, channel)
      .flatMap((message) => elementsOf(message.blocks).map((each) => ({ message, ...each })))
      .findLast(({ element }) => labelOf(element) === label);
    if (!found) throw new Error(`${user.name} sees no button "${label}" in ${channel}.`);
    return found;
  };

  const view = (): OpenView => {
    const open = openView();
    if (!open) throw new Error(`${user.name} has no view open.`);
    return open;
  };

  const submits = async (values: InputValues): Promise<Delivery> => {
    const open = view();
    const delivery = await outbox.send(payloads.submission(user, open, stateOf(open.definition.blocks, values)));
    applyAnswer(workspace, open, delivery);
    changed();
    return delivery;
  };

  return {
    id: user.id,
    /** The slash command; Slack has none in threads. */
    types: (channel: string, text: string) => outbox.send(payloads.command(user, channelOf(channel), text)),
    says,
    mentions: (channel: string, text: string, threadTs?: string) =>
      says(channel, `<@${app.botUser}> ${text}`, threadTs),
    tells: (text: string) => says(directly(), text),
    clicks: (channel: string, label: string) => press(buttonNamed(channel, label)),
    /** The button of that action on that message. */
    clicksOn: (channel: string, ts: string, actionId: string) => {
      const message = seenBy(workspace, user.id, channel).find((each) => each.ts === ts);
      const found = elementsOf(message?.blocks ?? []).find(({ element }) => element.action_id === actionId);
      if (!message || !found) throw new Error(`${user.name} sees no such button any more.`);
      return press({ message, ...found });
    },
    /** A click whose value somebody has changed on the way. */
    tampers: (channel: string, label: string, changes: Json) => {
      const found = buttonNamed(channel, label);
      return press({ ...found, element: { ...found.element, ...changes } });
    },
    clicksAtHome: (label: string) => {
      const blocks = workspace.homes.get(user.id)?.blocks ?? [];
      const found = elementsOf(blocks).find(({ element }) => labelOf(element) === label);
      if (!found) throw new Error(`${user.name} sees no button "${label}" at home.`);
      return press(found);
    },
    confirmOf: (channel: string, label: string): unknown => buttonNamed(channel, label).element.confirm,
    view: openView,
    submits,
    closes: () => {
      workspace.views.delete(view().id);
      changed();
    },
    suggestions: async (blockId: string, typed: string): Promise<readonly { text: string; value: string }[]> => {
      const open = view();
      const found = elementsOf(open.definition.blocks).find(({ block }) => block.block_id === blockId);
      if (!found) throw new Error(`The view has no input "${blockId}".`);
      return readOptions(await outbox.send(payloads.suggestion(user, open, blockId, found.element.action_id, typed)));
    },
    uses: (callbackId: string) => outbox.send(payloads.shortcut(user, callbackId)),
    opensHome: () =>
      outbox.send(
        payloads.event({
          type: 'app_home_opened',
          user: user.id,
          channel: directly(),
          tab: 'home',
          event_ts: workspace.ts(),
        }),
      ),
    homeBlocks: (): readonly Block[] => workspace.homes.get(user.id)?.blocks ?? [],
    home: (): string => readBlocks(workspace.homes.get(user.id)?.blocks ?? []),
    directly,
    sees,
  };
};

interface Found {
  readonly message?: Message;
  readonly block: Block;
  readonly element: Element;
}

interface SeenMessage {
  readonly ts: string;
  readonly user: string;
  readonly edits: number;
  readonly text: string;
  readonly buttons: readonly string[];
  readonly threadTs?: string;
  readonly private: boolean;
  readonly blocks: readonly Block[];
}

const seenMessage = ({ ts, user, edits, text, blocks, threadTs, onlyFor }: Message): SeenMessage => ({
  ts,
  user,
  edits,
  text: blocks.length > 0 ? readBlocks(blocks) : unescaped(text),
  buttons: elementsOf(blocks).map(({ element }) => labelOf(element)),
  private: onlyFor !== undefined,
  blocks,
  ...(threadTs && { threadTs }),
});

const labelOf = (element: Json): string => (isObject(element.text) ? String(element.text.text) : '');

/** What the app's acknowledgement of a submission does to the view. */
const applyAnswer = (workspace: Workspace, open: OpenView, { body }: Delivery): void => {
  const answer: unknown = body ? JSON.parse(body) : {};
  if (!isObject(answer) || answer.response_action === undefined) return void workspace.views.delete(open.id);
  if (answer.response_action === 'errors' && isObject(answer.errors)) {
    const unknown = Object.keys(answer.errors).filter((id) => !open.definition.blocks.some((b) => b.block_id === id));
    if (unknown.length > 0) throw new Error(`Slack knows no input block ${unknown.join(', ')} in this view.`);
    open.errors = answer.errors as Record<string, string>;
    return;
  }
  if (answer.response_action === 'clear') return void workspace.views.delete(open.id);
  const next = modalFrom(answer.view, workspace);
  if (next.type !== 'modal') throw new Error(`Slack does not take this view: ${JSON.stringify(next)}`);
  showInstead(workspace, open, next);
};

const readOptions = ({ body }: Delivery): readonly { text: string; value: string }[] => {
  const answer: unknown = JSON.parse(body);
  const options = isObject(answer) && Array.isArray(answer.options) ? answer.options : [];
  const faults = options.flatMap(optionFault).filter((fault) => fault !== undefined);
  if (faults.length > 0 || options.length > 100)
    throw new Error(`Slack does not take these options: ${faults.join('; ')}`);
  return options.map((option: { text: { text: string }; value: string }) => ({
    text: option.text.text,
    value: option.value,
  }));
};
