import { z } from 'zod';
import type { Hearing } from '../../src/ports/chat.ts';
import { type Activity, deliveryIdOf, type Place } from './activity.ts';
import type { Card } from './card/element.ts';
import { readDataset } from './card/form.ts';
import { readPress } from './card/press.ts';
import type { Voice } from './connector/voice.ts';
import type { Speaker } from './identify.ts';
import {
  badRequest,
  cardAnswer,
  type InvokeAnswer,
  lineAnswer,
  notImplemented,
  suggestionsAnswer,
} from './invoke-answer.ts';
import { answerPress, type Outcome } from './pressed.ts';
import type { Recent } from './recent.ts';
import type { Speaking } from './speaking.ts';
import { addressOf } from './typed.ts';
import { words } from './words.ts';

export interface InvokeParts {
  readonly hearing: Hearing;
  readonly voice: Voice;
  readonly speaking: Speaking;
  /** The platform repeats what it was not answered: it gets the same answer, or the one that is being made. */
  readonly answers: Recent<Promise<InvokeAnswer>>;
  /** What takes longer is answered elsewhere. */
  readonly answerWithinMs: number;
  readonly report: (error: unknown) => void;
}

/** What somebody did with a card, answered in the same response. */
export const answerInvoke = (
  parts: InvokeParts,
  activity: Activity,
  place: Place,
  speaker: Speaker,
): Promise<InvokeAnswer> => {
  if (activity.name === 'application/search') return Promise.resolve(suggest(parts.hearing, activity, speaker));
  if (activity.name !== 'adaptiveCard/action') return Promise.resolve(notImplemented);
  const id = deliveryIdOf(activity);
  const given = parts.answers.get(id) ?? press(parts, activity, place, speaker);
  parts.answers.set(id, given);
  return given;
};

const actionShape = z.object({
  action: z.object({ data: z.unknown() }),
  trigger: z.string().optional(),
});

const press = async (parts: InvokeParts, activity: Activity, place: Place, speaker: Speaker): Promise<InvokeAnswer> => {
  const read = actionShape.safeParse(activity.value);
  const pressed = read.success ? readPress(read.data.action.data) : undefined;
  if (!pressed) return badRequest(words.notOurs);
  const isAutomatic = read.data?.trigger === 'automatic';
  const outcome = answerPress(parts.hearing, activity, speaker, pressed);
  const inTime = await within(parts.answerWithinMs, outcome);
  if (inTime) return answerOf(parts, place, speaker, inTime, isAutomatic);
  if (!isAutomatic) void outcome.then((late) => showLate(parts, place, speaker, late)).catch(parts.report);
  return lineAnswer(words.stillWorking);
};

/** Undefined: it takes longer. */
const within = async <Result>(milliseconds: number, result: Promise<Result>): Promise<Result | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, milliseconds, undefined);
  });
  return Promise.race([result, late]).finally(() => clearTimeout(timer));
};

const answerOf = (
  parts: InvokeParts,
  place: Place,
  speaker: Speaker,
  outcome: Outcome,
  isAutomatic: boolean,
): InvokeAnswer => {
  if (outcome.kind === 'nothing') return lineAnswer(words.answeredAlready);
  // Nobody asked for it: whoever has no view of their own keeps the one for everybody.
  if (outcome.kind === 'refusal' && isAutomatic) return lineAnswer(outcome.title);
  const [first, ...rest] = outcome.cards;
  if (outcome.kind === 'cards' && outcome.shared) {
    void shareAll(parts, place, outcome.cards).catch(parts.report);
    return lineAnswer(words.shared);
  }
  if (rest.length > 0) void parts.speaking.show(speaker.account, rest).catch(parts.report);
  return cardAnswer(first);
};

const showLate = async (parts: InvokeParts, place: Place, { account }: Speaker, outcome: Outcome): Promise<void> => {
  if (outcome.kind === 'nothing') return;
  if (outcome.kind === 'cards' && outcome.shared) return shareAll(parts, place, outcome.cards);
  await parts.speaking.show(account, outcome.cards);
};

const shareAll = async ({ voice }: InvokeParts, place: Place, cards: readonly Card[]): Promise<void> => {
  for (const card of cards) await voice.say(addressOf(place), card);
};

const searchShape = z.object({
  queryText: z.string().max(200).catch(''),
  dataset: z.string().max(300),
});

/** A field that suggests takes nothing that was not suggested: so what was typed is a suggestion as well. */
const suggest = (hearing: Hearing, activity: Activity, { account }: Speaker): InvokeAnswer => {
  const read = searchShape.safeParse(activity.value);
  if (!read.success) return badRequest(words.notOurs);
  const typed = read.data.queryText.trim();
  const found = hearing.suggest(account, { ...readDataset(read.data.dataset), typed }).slice(0, 14);
  const isAmong = typed === '' || found.some(({ value }) => value.toLowerCase() === typed.toLowerCase());
  return suggestionsAnswer(isAmong ? found : [...found, { value: typed, label: typed }]);
};
