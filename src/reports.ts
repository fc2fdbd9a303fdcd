import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Invocation } from './ports/chat.ts';

/** Writes what broke to the log, under a short reference that a person can read out. */
export const createReporter =
  (log: Logger) =>
  (error: unknown, { account, input }: Invocation): string => {
    const reference = randomBytes(3)
      .toString('hex')
      .toUpperCase()
      .replace(/^(.{4})/u, '$1-');
    log.error(
      { reference, err: error, platform: account.platform, input: input.kind },
      'something broke while answering',
    );
    return reference;
  };
