import { visible } from '../../../src/messages/visible.ts';

/** A part of an Adaptive Card, as it goes over the wire. */
export interface Element {
  readonly type: string;
  readonly [property: string]: unknown;
}

export interface Card extends Element {
  readonly type: 'AdaptiveCard';
  readonly body: readonly Element[];
}

/** Text that is shown as it stands: a rich text run knows no Markdown, so a name can be no link. */
export const textOf = (text: string, look: Readonly<Record<string, unknown>> = {}): Element => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text: visible(text), ...look }],
});

/** Headings must be text blocks, which read Markdown and date functions: both lose their meaning. */
export const headingOf = (text: string, look: Readonly<Record<string, unknown>> = {}): Element => ({
  type: 'TextBlock',
  text: withoutMarkup(visible(text)),
  wrap: true,
  style: 'heading',
  weight: 'Bolder',
  ...look,
});

const withoutMarkup = (text: string): string =>
  text
    .replace(/[\\`*_[\]()#~<>|]/gu, '\\$&')
    .replace(/^(\s*)([-+])/gmu, '$1\\$2')
    .replace(/^(\s*\d+)\./gmu, '$1\\.')
    .replace(/\{\{/gu, '{\u200b{');

export const cardOf = (body: readonly Element[], more: Readonly<Record<string, unknown>> = {}): Card => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  msteams: { width: 'Full' },
  ...more,
  body,
});
