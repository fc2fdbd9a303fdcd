import type { Action, Block, Fact, Message, Tone } from './message.ts';

/** `blocks` may hold `undefined` where a view leaves something out. */
export const message = (title: string, tone: Tone, ...blocks: readonly (Block | undefined)[]): Message => ({
  title,
  tone,
  blocks: blocks.filter((block) => block !== undefined),
});

export const text = (content: string): Block => ({ kind: 'text', text: content });

export const note = (content: string): Block => ({ kind: 'note', text: content });

export const facts = (...pairs: readonly (readonly [label: string, value: string] | undefined)[]): Block => ({
  kind: 'facts',
  facts: pairs.filter((pair) => pair !== undefined).map(([label, value]): Fact => ({ label, value })),
});

export const table = (columns: readonly string[], rows: readonly (readonly string[])[]): Block => ({
  kind: 'table',
  columns,
  rows,
});

export const code = (content: string): Block => ({ kind: 'code', text: content });

/** No buttons, no block. */
export const actions = (...list: readonly (Action | undefined)[]): Block | undefined => {
  const given = list.filter((action) => action !== undefined);
  return given.length === 0 ? undefined : { kind: 'actions', actions: given };
};

export const runs = (
  label: string,
  line: string,
  weight?: 'primary' | 'danger',
  before: { readonly confirm?: string; readonly asks?: readonly string[] } = {},
): Action => ({ kind: 'command', label, line, ...(weight && { weight }), ...before });
