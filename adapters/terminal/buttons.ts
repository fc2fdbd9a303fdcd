import type { Action, Block, Message } from '../../src/messages/message.ts';

export type CommandButton = Action & { kind: 'command' };

export const commandsOf = (message: Message): readonly CommandButton[] =>
  message.blocks
    .flatMap((block) => (block.kind === 'actions' ? block.actions : []))
    .filter((action) => action.kind === 'command');

/** Each button that runs something gets the number that presses it, counted on from the last one. */
export const numbered = (message: Message, last: number): Message => {
  const order = commandsOf(message);
  const withNumber = (action: Action): Action =>
    action.kind === 'command' ? { ...action, label: `${last + order.indexOf(action) + 1} ${action.label}` } : action;
  const blocks = message.blocks.map(
    (block): Block => (block.kind === 'actions' ? { ...block, actions: block.actions.map(withNumber) } : block),
  );
  return { ...message, blocks };
};
