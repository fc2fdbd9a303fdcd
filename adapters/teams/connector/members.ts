import type { ConnectorClient } from 'botframework-connector';
import { z } from 'zod';
import type { Place } from '../activity.ts';
import type { BotFramework } from './bot-framework.ts';
import { type Patience, persistently } from './persistence.ts';
import { signedIn } from './voice.ts';

const memberShape = z.object({
  id: z.string(),
  aadObjectId: z.string().optional(),
  objectId: z.string().optional(),
  userRole: z.string().optional(),
  tenantId: z.string().optional(),
});
const pageShape = z.object({ members: z.array(memberShape), continuationToken: z.string().optional() });

/** Its type asks for a token on the first page too, where there is none. */
type PageOptions = Parameters<ConnectorClient['conversations']['getConversationPagedMembers']>[1] & object;

type Member = z.infer<typeof memberShape>;

/** Who is in a conversation, as far as it decides anything. */
export interface Roster {
  /** People of the tenant itself, by their object ids. */
  readonly insiders: ReadonlySet<string>;
  /** Guests, or people of another organisation. */
  readonly hasOutsiders: boolean;
}

const rememberedMs = 10 * 60 * 1000;
const pageSize = 500;
const longestList = 20_000;

interface MembersParts {
  readonly bot: BotFramework;
  readonly tenant: string;
  readonly timing: Patience & { readonly now: () => number };
}

/** An activity does not say whether its sender is a guest; the list of members does. */
export const createMembers = ({ bot, tenant, timing }: MembersParts) => {
  const known = new Map<string, { readonly at: number; readonly roster: Roster }>();

  const read = async ({ serviceUrl, conversation }: Place): Promise<readonly Member[]> => {
    const client = await signedIn(bot, serviceUrl);
    const all: Member[] = [];
    for (let continuationToken: string | undefined; ; ) {
      const options = { pageSize, ...(continuationToken !== undefined && { continuationToken }) } as PageOptions;
      const { _response } = await persistently('repeatable', timing, () =>
        client.conversations.getConversationPagedMembers(conversation, options),
      );
      const page = pageShape.parse(JSON.parse(_response.bodyAsText));
      all.push(...page.members);
      continuationToken = page.continuationToken;
      if (continuationToken === undefined || all.length > longestList) return all;
    }
  };

  const isInsider = (member: Member): boolean =>
    member.userRole === 'user' && (member.tenantId === undefined || sameId(member.tenantId, tenant));

  return async (place: Place, person: string): Promise<Roster> => {
    const remembered = known.get(place.conversation);
    const isFresh = remembered && remembered.at + rememberedMs > timing.now();
    if (isFresh && remembered.roster.insiders.has(person.toLowerCase())) return remembered.roster;
    const members = await read(place);
    const insiders = members.filter(isInsider).flatMap(({ aadObjectId, objectId }) => aadObjectId ?? objectId ?? []);
    const roster = {
      insiders: new Set(insiders.map((id) => id.toLowerCase())),
      hasOutsiders: members.some((member) => !isInsider(member)),
    };
    known.set(place.conversation, { at: timing.now(), roster });
    return roster;
  };
};

const sameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
