import type { Suggestion } from '../../src/ports/chat.ts';
import type { Card } from './card/element.ts';

/** What an invoke is answered with, in the same response. */
export interface InvokeAnswer {
  readonly status: number;
  readonly body?: unknown;
}

const answered = (type: string, value: unknown, statusCode = 200): InvokeAnswer => ({
  status: 200,
  body: { statusCode, type, value },
});

/** Stands in the place of the card, for this person alone. */
export const cardAnswer = (card: Card): InvokeAnswer => answered('application/vnd.microsoft.card.adaptive', card);

/** A line beneath the card, which stays. */
export const lineAnswer = (text: string): InvokeAnswer => answered('application/vnd.microsoft.activity.message', text);

export const badRequest = (message: string): InvokeAnswer =>
  answered('application/vnd.microsoft.error', { code: 'BadRequest', message }, 400);

export const suggestionsAnswer = (suggestions: readonly Suggestion[]): InvokeAnswer => ({
  status: 200,
  body: {
    type: 'application/vnd.microsoft.search.searchResponse',
    value: { results: suggestions.map(({ value, label }) => ({ value, title: label })) },
  },
});

export const notImplemented: InvokeAnswer = { status: 501 };
