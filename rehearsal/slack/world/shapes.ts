/** Slack's JSON, as far as this Slack looks at it. */
export interface Block {
  readonly type: string;
  readonly block_id?: string;
  readonly [key: string]: unknown;
}

export interface ModalView {
  readonly type: 'modal';
  readonly callback_id?: string;
  readonly title: { readonly text: string };
  readonly blocks: readonly Block[];
  readonly private_metadata?: string;
  readonly [key: string]: unknown;
}

export interface HomeView {
  readonly type: 'home';
  readonly blocks: readonly Block[];
  readonly [key: string]: unknown;
}

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** A button, a select or an input inside blocks. */
export interface Element extends Json {
  readonly type: string;
  readonly action_id: string;
}

/** Every interactive element, with the block that it is in. */
export const elementsOf = (blocks: readonly Block[]): readonly { block: Block; element: Element }[] =>
  blocks.flatMap((block) => {
    const inside = [...(Array.isArray(block.elements) ? block.elements : []), block.element, block.accessory];
    return inside
      .filter((element): element is Element => isObject(element) && typeof element.action_id === 'string')
      .map((element) => ({ block, element }));
  });
