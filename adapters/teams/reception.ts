import type { ChannelRef, Hearing } from '../../src/ports/chat.ts';
import type { Conversations } from '../../src/ports/conversations.ts';
import { type Activity, isOfTenant, type Place, placeOf } from './activity.ts';
import { readPress } from './card/press.ts';
import type { Roster } from './connector/members.ts';
import type { Voice } from './connector/voice.ts';
import { identify, type Speaker } from './identify.ts';
import { type InvokeAnswer, lineAnswer } from './invoke-answer.ts';
import { answerInvoke, type InvokeParts } from './invokes.ts';
import { answerPress } from './pressed.ts';
import { Recent } from './recent.ts';
import type { Speaking } from './speaking.ts';
import { addressOf, answerInput, answerTyped, showPrivately, type TypedParts } from './typed.ts';
import { words } from './words.ts';

interface ReceptionParts {
  readonly hearing: Hearing;
  readonly tenant: string;
  readonly voice: Voice;
  readonly speaking: Speaking;
  readonly conversations: Conversations;
  readonly targetedMessages: boolean;
  readonly rosterOf: (place: Place, person: string) => Promise<Roster>;
  readonly lost: (channel: ChannelRef) => void;
  readonly report: (error: unknown) => void;
  readonly answerWithinMs: number;
}

const rememberedDeliveries = 1000;

/** What becomes of an activity whose sender is proven. Only an invoke is waited for. */
export const createReception = (parts: ReceptionParts) => {
  const { report } = parts;
  const typed: TypedParts = { ...parts, formsShown: new Recent(rememberedDeliveries) };
  const invokes: InvokeParts = {
    ...parts,
    answers: new Recent(rememberedDeliveries),
  };

  return async (activity: Activity): Promise<InvokeAnswer | undefined> => {
    const place = placeOf(activity);
    if (activity.type === 'installationUpdate') {
      await installed(parts, typed, activity, place).catch(report);
    } else if (activity.type === 'message') {
      void heard(parts, typed, activity, place).catch(report);
    } else if (activity.type === 'invoke') {
      return invoked(parts, invokes, activity, place);
    }
    return undefined;
  };
};

const heard = async (parts: ReceptionParts, typed: TypedParts, activity: Activity, place: Place): Promise<void> => {
  const speaker = await speakerOf(parts, activity, place);
  if (!speaker) return void (await parts.voice.tell(addressOf(place), words.whoIsHere));
  const pressed = readPress(activity.value);
  if (!pressed) return answerTyped(typed, activity, place, speaker);
  // A client that knows no `Action.Execute` says the same as a message.
  const outcome = await answerPress(parts.hearing, activity, speaker, pressed);
  if (outcome.kind !== 'nothing') await showPrivately(typed, activity, place, speaker, outcome.cards);
};

const invoked = async (
  parts: ReceptionParts,
  invokes: InvokeParts,
  activity: Activity,
  place: Place,
): Promise<InvokeAnswer> => {
  const speaker = await speakerOf(parts, activity, place);
  return speaker ? answerInvoke(invokes, activity, place, speaker) : lineAnswer(words.whoIsHere);
};

/** Undefined: it could not be found out. */
const speakerOf = async (parts: ReceptionParts, activity: Activity, place: Place): Promise<Speaker | undefined> => {
  try {
    const speaker = await identify(activity, place, parts.tenant, parts.rosterOf);
    await remember(parts, activity, place).catch(parts.report);
    return speaker;
  } catch (error) {
    parts.report(error);
    return undefined;
  }
};

/** Whatever comes in says anew where answers go. */
const remember = async ({ conversations, tenant }: ReceptionParts, activity: Activity, place: Place): Promise<void> => {
  if (!isOfTenant(activity, tenant)) return;
  const person = activity.from.aadObjectId?.toLowerCase();
  await conversations.keep({
    tenant,
    id: place.conversation,
    serviceUrl: place.serviceUrl,
    ...(place.personal && person && { person }),
  });
};

const installed = async (parts: ReceptionParts, typed: TypedParts, activity: Activity, place: Place): Promise<void> => {
  const { tenant, conversations, lost, report } = parts;
  if (!isOfTenant(activity, tenant)) return;
  if (activity.action?.startsWith('add')) {
    await remember(parts, activity, place);
    if (place.personal) void welcome(parts, typed, activity, place).catch(report);
  } else if (await conversations.drop(tenant, place.conversation)) {
    lost({ platform: 'teams', tenant, id: place.conversation, personal: place.personal, sharedOutside: false });
  }
};

/** Whoever adds the bot to their chats sees what needs them now. */
const welcome = async (parts: ReceptionParts, typed: TypedParts, activity: Activity, place: Place): Promise<void> => {
  const speaker = await speakerOf(parts, activity, place);
  if (speaker) await answerInput(typed, activity, place, speaker, { kind: 'home' });
};
