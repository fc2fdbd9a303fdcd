import { randomInt } from 'node:crypto';

/** Letters and digits that cannot be taken for each other. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

export const newLinkCode = (): string => Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join('');
