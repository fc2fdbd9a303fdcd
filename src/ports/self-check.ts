import type { Check } from '../plans/plan.ts';

/** How the bot itself is. */
export interface SelfCheck {
  /** Whatever cannot be looked at is itself a finding. Never throws. */
  look(): Promise<readonly Check[]>;
}
