import { z } from 'zod';
import type { ChannelRef } from '../../src/ports/chat.ts';

export const channelShape = z.object({
  platform: z.enum(['slack', 'teams', 'terminal']),
  tenant: z.string(),
  id: z.string(),
  personal: z.boolean(),
  sharedOutside: z.boolean(),
});

/** What tells channels apart; who is in one may change. */
export const nameOfChannel = ({ platform, tenant, id }: ChannelRef): string => JSON.stringify([platform, tenant, id]);
