const triggerLivesMs = 3000;
const addressLivesMs = 30 * 60_000;
const addressUses = 5;

interface ResponseAddress {
  readonly channel: string;
  readonly user: string;
  /** The message that a button was on. */
  readonly messageTs?: string;
  readonly threadTs?: string;
  readonly until: number;
  uses: number;
}

/** Trigger ids, which open one view within three seconds, and the addresses that answers are sent to. */
export const createTriggers = (now: () => number, id: (prefix: string) => string) => {
  const triggers = new Map<string, { readonly user: string; readonly until: number; used: boolean }>();
  const addresses = new Map<string, ResponseAddress>();
  return {
    trigger: (user: string): string => {
      const key = id('trigger.');
      triggers.set(key, { user, until: now() + triggerLivesMs, used: false });
      return key;
    },
    /** Who may be shown a view now; else Slack's word for why not. */
    use: (key: string): { readonly user: string } | { readonly error: string } => {
      const found = triggers.get(key);
      if (!found) return { error: 'invalid_trigger_id' };
      if (now() > found.until) return { error: 'expired_trigger_id' };
      if (found.used) return { error: 'exchanged_trigger_id' };
      found.used = true;
      return { user: found.user };
    },
    address: (about: Omit<ResponseAddress, 'until' | 'uses'>): string => {
      const key = id('r');
      addresses.set(key, { ...about, until: now() + addressLivesMs, uses: 0 });
      return key;
    },
    answer: (key: string): ResponseAddress | { readonly error: string } => {
      const found = addresses.get(key);
      if (!found) return { error: 'invalid_url' };
      if (now() > found.until) return { error: 'expired_url' };
      if (found.uses >= addressUses) return { error: 'used_url' };
      found.uses += 1;
      return found;
    },
  };
};

export type Triggers = ReturnType<typeof createTriggers>;
