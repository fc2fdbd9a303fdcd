import type { Filled, Form, Hearing, Input, Reply } from '../../src/ports/chat.ts';
import { type Activity, deliveryIdOf } from './activity.ts';
import { confirmBody, sure } from './card/actions.ts';
import { execute } from './card/button.ts';
import { type Card, cardOf } from './card/element.ts';
import { filledIn, formCard } from './card/form.ts';
import type { LineData, Pressed } from './card/press.ts';
import { renderPage, renderParts } from './card/render.ts';
import type { Speaker } from './identify.ts';
import { words } from './words.ts';

/** What a press leads to: the first card stands in the place of the pressed one, or there is only a line. */
export type Outcome =
  | { readonly kind: 'cards'; readonly cards: readonly [Card, ...Card[]]; readonly shared: boolean }
  | { readonly kind: 'refusal'; readonly cards: readonly [Card, ...Card[]]; readonly title: string }
  | { readonly kind: 'nothing' };

/** A button says what was seen, never that it may be done: whatever it asks for is judged as if it had been typed. */
export const answerPress = async (
  hearing: Hearing,
  activity: Activity,
  speaker: Speaker,
  pressed: Pressed,
): Promise<Outcome> => {
  const { data } = pressed;
  if ('command' in data) return answerFilled(hearing, activity, speaker, filledIn(data, pressed), data.back);
  if (data.confirm !== undefined && pressed.inputs[sure.id] !== sure.yes) return only(confirmCard(data.confirm, data));
  const form = hearing.formFor(speaker.account, data.line, data.asks);
  if (form) return only(formCard(form, data.back));
  return answerInput(hearing, activity, speaker, { kind: 'line', text: data.line, asks: data.asks }, data);
};

const answerFilled = (
  hearing: Hearing,
  activity: Activity,
  speaker: Speaker,
  filled: Filled,
  back: string | undefined,
): Promise<Outcome> | Outcome => {
  const wrong = hearing.check(speaker.account, filled);
  if (wrong) return only(formCard(wrong, back));
  return answerInput(hearing, activity, speaker, { kind: 'form', ...filled }, { back });
};

interface Wanted {
  readonly page?: number | undefined;
  readonly back?: string | undefined;
}

const answerInput = async (
  hearing: Hearing,
  activity: Activity,
  speaker: Speaker,
  input: Input,
  wanted: Wanted,
): Promise<Outcome> => {
  const reply = await hearing.receive({ ...speaker, deliveryId: deliveryIdOf(activity), input });
  return outcomeOf(hearing, speaker, reply, wanted);
};

const outcomeOf = ({ formFor }: Hearing, { account }: Speaker, reply: Reply, { page, back }: Wanted): Outcome => {
  if (reply.kind === 'nothing') return { kind: 'nothing' };
  if (reply.kind === 'form') return only(formCard(reply.form, back));
  const isOwnCard = reply.message.personalLine !== undefined;
  // The way back is a line that the presser's client sent: in nobody else's view may it become a button.
  const isForAll = reply.kind === 'message' && reply.shared;
  const look = {
    formFor: (line: string, asks?: readonly string[]): Form | undefined => formFor(account, line, asks),
    ...(!isOwnCard && !isForAll && { returnTo: back }),
  };
  if (reply.kind === 'refusal') {
    return { kind: 'refusal', cards: [renderPage(reply.message, 0, look)], title: reply.message.title };
  }
  const { again, shared } = reply;
  if (again !== undefined)
    return { kind: 'cards', cards: [renderPage(reply.message, page ?? 0, { ...look, again })], shared };
  const [first = cardOf([]), ...rest] = renderParts(reply.message, look);
  return { kind: 'cards', cards: [first, ...rest], shared };
};

const only = (card: Card): Outcome => ({ kind: 'cards', cards: [card], shared: false });

const confirmCard = (question: string, data: LineData): Card =>
  cardOf(confirmBody(question), {
    fallbackText: question,
    actions: [execute(words.goOn, data)],
  });
