import type { App } from '@slack/bolt';
import { onClick } from './on-click.ts';
import { onCommand } from './on-command.ts';
import { onEvent } from './on-event.ts';
import { onShortcut } from './on-shortcut.ts';
import { onSubmission } from './on-submission.ts';
import { onSuggestion } from './on-suggestion.ts';
import type { ListenParts } from './parts.ts';

/** Every way in which people reach the bot on Slack. */
export const listen = (app: App, parts: ListenParts): void => {
  for (const on of [onCommand, onClick, onSubmission, onSuggestion, onShortcut, onEvent]) on(app, parts);
};
