import type { MayRead } from '../authorization/may-read.ts';
import type { Policy } from '../policy/policy.ts';
import type { Readers } from '../ports/azure/readers.ts';

/** What an answer is made from: Azure, the policy, the time, and what the asker may see. */
export interface Sight {
  readonly readers: Readers;
  readonly policy: Policy;
  readonly now: () => Date;
  readonly mayRead: MayRead;
}
