import { arg, flag } from './argument.ts';
import { choice, pointSelector, recoverable } from './kinds.ts';

/** What is asked of a failover, whichever way it goes. */
export const failoverArguments = (shutDown: string) => ({
  target: arg(recoverable, { help: 'The VM, the application or the recovery plan', example: 'payments' }),
  point: flag(pointSelector, { help: 'Which recovery point', example: 'latest-processed', fallback: 'latest' }),
  shutdownSource: flag(choice('yes', 'no'), { help: shutDown, example: 'no', fallback: 'yes' }),
});
