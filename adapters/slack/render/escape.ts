import type { Message } from '../../../src/messages/message.ts';
import { renderPlain } from '../../../src/messages/plain.ts';
import { shortened } from './cut.ts';

/** Slack's three control characters, as entities: what is escaped so is neither a mention nor a link. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const most = 3000;

/** What notifications and screen readers get in the place of blocks. */
export const fallbackText = (message: Message): string => escaped(shortened(renderPlain(message), most));
