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

type Whereabouts = Pick<Place, 'serviceUrl' | 'conversation'>;

export type RosterOf = (place: Whereabouts, person?: string) => Promise<Roster>;

interface MembersParts {
  readonly bot: BotFramework;
  readonly tenant: string;
  readonly timing: Patience & { readonly now: () => number };
}

/** An activity does not say whether its sender is a guest; the list of members does. */
export const createMembers = ({ bot, tenant, timing }: MembersParts): RosterOf => {
  const known = new Map<string, { readonly at: number; readonly roster: Promise<Roster> }>();

  const read = async ({ serviceUrl, conversation }: Whereabouts): Promise<readonly Member[]> => {
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

  const rosterIn = (members: readonly Member[]): Roster => {
    const insiders = members.filter(isInsider).flatMap(({ aadObjectId, objectId }) => aadObjectId ?? objectId ?? []);
    return {
      insiders: new Set(insiders.map((id) => id.toLowerCase())),
      hasOutsiders: members.some((member) => !isInsider(member)),
    };
  };

  const ask = (place: Whereabouts): Promise<Roster> => {
    const asked = { at: timing.now(), roster: read(place).then(rosterIn) };
    known.set(place.conversation, asked);
    // What failed is asked again by the next one.
    asked.roster.catch(() => known.get(place.conversation) === asked && known.delete(place.conversation));
    return asked.roster;
  };

  /** Somebody who is not among those known may have come since: then it is read again. */
  return async (place, person) => {
    const found = known.get(place.conversation);
    const fresh = found && found.at + rememberedMs > timing.now() ? found : undefined;
    // Whoever waits for the same list goes on in the order in which they came.
    const roster = await (fresh?.roster ?? ask(place));
    const isEnough = !fresh || person === undefined || roster.insiders.has(person.toLowerCase());
    return isEnough ? roster : ask(place);
  };
};

const sameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
