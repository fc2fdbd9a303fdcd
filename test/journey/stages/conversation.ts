import { expect } from 'vitest';
import type { Bench } from '../../harness/bench.ts';
import type { Card, Fields, Name, Stage } from './stage.ts';

const patience = { timeout: 30_000 };

/** Does something, and waits for what comes of it before somebody's eyes: a new card, or one that has changed. */
export const answered = async (stage: Stage, who: Name, expected: RegExp, act: () => Promise<void>): Promise<Card> => {
  const before = new Set(allBefore(stage, who).map(asSeen));
  await act();
  const fresh = () => allBefore(stage, who).filter((card) => !before.has(asSeen(card)));
  await expect
    .poll(
      () =>
        fresh()
          .map(({ text }) => text)
          .join('\n'),
      patience,
    )
    .toMatch(expected);
  return fresh().findLast(({ text }) => expected.test(text)) as Card;
};

/** Everything before their eyes. */
const allBefore = (stage: Stage, who: Name): readonly Card[] => [
  ...stage.sees(who, 'dr'),
  ...stage.sees(who, 'approvals'),
  ...stage.seesAlone(who),
];

const asSeen = ({ id, text }: Card): string => `${id} ${text}`;

/** A line typed, or the button of that label under the last card that has it. */
type Ask = string | { readonly press: string };

interface Asked {
  /** What the line leaves out, and the form asks for. */
  readonly fields?: Fields;
  /** Of Azure's time, between two turns of the worker. */
  readonly seconds?: number;
}

/** What a channel has read of one operation. */
export interface Told extends Card {
  readonly operation: string;
  /** What those read who had to agree; empty where nobody had to. */
  readonly plan: string;
  /** The card that follows it, each time that it had changed. */
  readonly progress: readonly string[];
}

/** People asking for things on one platform, and deciding them by the buttons of the cards there. */
export const startConversation = (bench: Bench, stage: Stage) => {
  const reads = (line: string, expected: RegExp): Promise<Card> =>
    answered(stage, 'ana', expected, () => stage.says('ana', line));

  /** The same by a button under the last card in the room that has it. */
  const presses = (label: string, expected: RegExp): Promise<Card> =>
    answered(stage, 'ana', expected, () => stage.presses('ana', 'dr', label));

  /** Ana asks; the number of what came of it. */
  const request = async (ask: Ask, fields?: Fields): Promise<string> => {
    const known = new Set(allBefore(stage, 'ana').flatMap(({ text }) => text.match(/\bDR-\d+/gu) ?? []));
    if (typeof ask === 'string') await stage.says('ana', ask);
    else await stage.presses('ana', 'dr', ask.press);
    if (fields) await stage.fills('ana', fields);
    const id = () =>
      allBefore(stage, 'ana')
        .flatMap(({ text }) => text.match(/\bDR-\d+/gu) ?? [])
        .find((each) => !known.has(each));
    await expect.poll(id, { ...patience, message: `a request for ${JSON.stringify(ask)}` }).toBeDefined();
    return id() ?? '';
  };

  /** Its plan, as somebody reads it who may have to agree; a long one stands on more than one card. */
  const planOf = (who: Name, id: string): string =>
    cardsOf(who, id)
      .map(({ text }) => text)
      .join('\n');

  const cardsOf = (who: Name, id: string): readonly Card[] =>
    stage.sees(who, 'approvals').filter(({ text }) => text.includes(`Plan for ${id}`));

  /** By the button of the card, and the name typed where that is asked for; the plan that was read before. */
  const approve = async (who: Name, id: string): Promise<string> => {
    const request = await bench.approvals.read(id);
    const typed = request?.rule.typeTarget;
    // A long plan stands on more than one card.
    const isWhole = () => {
      const cards = cardsOf(who, id);
      const parts = Number(/\(1 of (?<parts>\d+)\)/u.exec(planOf(who, id))?.groups?.parts ?? 1);
      return cards.length >= parts && cards.some(({ buttons }) => buttons.includes('Approve...'));
    };
    await expect.poll(isWhole, { ...patience, message: `the card of ${id}` }).toBe(true);
    const plan = planOf(who, id);
    await stage.presses(who, 'approvals', 'Approve...', typed ? { type: typed } : undefined);
    await expect.poll(() => isCounted(id, request?.approvals.length ?? 0), patience).toBe(true);
    return plan;
  };

  /** What is counted is looked at again before it starts. */
  const isCounted = async (id: string, before: number): Promise<boolean> => {
    const request = await bench.approvals.read(id);
    if (!request || request.approvals.length <= before) return false;
    return request.state.kind !== 'open' || request.approvals.length < request.rule.quorum;
  };

  /** As many as it takes; the plan that they read. */
  const decide = async (id: string): Promise<string> => {
    const plans: string[] = [];
    for (const who of ['cleo', 'rob'] as const) {
      if ((await bench.approvals.read(id))?.state.kind === 'open') plans.push(await approve(who, id));
    }
    await expect.poll(async () => (await bench.approvals.read(id))?.state.kind, patience).toBe('started');
    return plans[0] ?? '';
  };

  /** The card that the channel follows it by; Rob is none of those who are told things alone. */
  const cardOf = (id: string): Card | undefined =>
    stage.sees('rob', 'dr').find(({ text }) => text.includes(`${id} `) && !text.includes(`${id} finished`));

  /** Turn after turn until it ends, or the card says what it waits for; every state of the card on the way. */
  const follow = async (id: string, seconds: number, until?: RegExp): Promise<readonly string[]> => {
    const progress: string[] = [];
    for (let turns = 0; turns < 150; turns += 1) {
      await bench.turn(id);
      const { text = '' } = cardOf(id) ?? {};
      if (text !== '' && text !== progress.at(-1)) progress.push(text);
      if ((await bench.state(id)).ended || until?.test(text)) break;
      bench.world.azure.clock.advance(seconds);
    }
    return progress;
  };

  const endOf = async (id: string): Promise<Card> => {
    expect((await bench.state(id)).ended).toMatchObject({ outcome: 'done' });
    const end = () => stage.sees('rob', 'dr').find(({ text }) => text.includes(`${id} finished`));
    await expect.poll(end, { ...patience, message: `the end of ${id}` }).toBeDefined();
    return end() as Card;
  };

  /** Asked, agreed to, and carried out to its good end, which the whole channel reads. */
  const carried = async (ask: Ask, { fields, seconds = 60 }: Asked = {}): Promise<Told> => {
    const operation = await request(ask, fields);
    const plan = await decide(operation);
    const progress = await follow(operation, seconds);
    return { ...(await endOf(operation)), operation, plan, progress };
  };

  return { stage, reads, presses, request, approve, decide, cardOf, follow, endOf, carried };
};
