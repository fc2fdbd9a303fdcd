import { z } from 'zod';
import { ChatRefused } from '../../../src/errors/chat.ts';
import type { ChannelRef } from '../../../src/ports/chat.ts';
import type { Calls } from '../web/calls.ts';
import { remembered } from '../web/remembered.ts';
import type { People } from './people.ts';

const infoShape = z.object({
  channel: z.object({
    is_ext_shared: z.boolean().optional(),
    is_pending_ext_shared: z.boolean().optional(),
    is_shared: z.boolean().optional(),
    is_org_shared: z.boolean().optional(),
  }),
});

const membersShape = z.object({ members: z.array(z.string()) });

const openedShape = z.object({ channel: z.object({ id: z.string() }) });

const rememberMs = 5 * 60_000;
const foreverMs = 24 * 60 * 60_000;

/** With more members than this nobody can say that there is no guest among them. */
const mostMembers = 500;

/** Channels, and whether outsiders read along in them. */
export const createPlaces = (calls: Calls, people: People, workspace: string, now: () => number) => {
  const direct = remembered(
    async (user) => openedShape.parse(await calls.repeat('conversations.open', { users: user })).channel.id,
    foreverMs,
    now,
  );
  const members = async (channel: string): Promise<readonly string[]> => {
    const found: string[] = [];
    for await (const page of calls.pages('conversations.members', { channel, limit: 200 })) {
      found.push(...membersShape.parse(page).members);
      if (found.length > mostMembers) break;
    }
    return found;
  };
  const isShared = remembered(
    async (channel) => {
      const info = infoShape.parse(await calls.repeat('conversations.info', { channel })).channel;
      if (info.is_ext_shared || info.is_pending_ext_shared || (info.is_shared && !info.is_org_shared)) return true;
      const all = await members(channel);
      if (all.length > mostMembers) return true;
      return people.someOutside(all);
    },
    rememberMs,
    now,
  );
  /** A channel that Slack does not show to the bot is treated as one that outsiders read. */
  const isSharedOrHidden = async (channel: string): Promise<boolean> => {
    try {
      return await isShared(channel);
    } catch {
      return true;
    }
  };
  const ref = (id: string, personal: boolean, sharedOutside: boolean): ChannelRef => ({
    platform: 'slack',
    tenant: workspace,
    id,
    personal,
    sharedOutside,
  });
  return {
    /** The conversation of a person with the bot. */
    directOf: async (user: string): Promise<ChannelRef> => ref(await direct(user), true, false),
    /** Where an interaction came from. */
    placeOf: async (channel: string, user: string): Promise<ChannelRef> => {
      const own = channel.startsWith('D') ? await direct(user).catch(() => undefined) : undefined;
      if (channel === own) return ref(channel, true, false);
      return ref(channel, false, await isSharedOrHidden(channel));
    },
    /** Refuses a channel in which outsiders read along. */
    checkOpen: async ({ id, personal }: ChannelRef): Promise<void> => {
      if (!personal && (await isShared(id))) throw new ChatRefused('shared_with_outsiders');
    },
  };
};

export type Places = ReturnType<typeof createPlaces>;
