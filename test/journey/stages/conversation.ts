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

interface Asked {
  /** What the line leaves out, and the form asks for. */
  readonly fields?: Fields;
  /** Of Azure's time, between two turns of the worker. */
  readonly seconds?: number;
}

/** People asking for things on one platform, and deciding them by the buttons of the cards there. */
export const startConversation = (bench: Bench, stage: Stage) => {
  const reads = (line: string, expected: RegExp): Promise<Card> =>
    answered(stage, 'ana', expected, () => stage.says('ana', line));

  /** Ana asks; the number of what came of it. */
  const request = async (line: string, fields?: Fields): Promise<string> => {
    const known = new Set(allBefore(stage, 'ana').flatMap(({ text }) => text.match(/\bDR-\d+/gu) ?? []));
    await stage.says('ana', line);
    if (fields) await stage.fills('ana', fields);
    const id = () =>
      allBefore(stage, 'ana')
        .flatMap(({ text }) => text.match(/\bDR-\d+/gu) ?? [])
        .find((each) => !known.has(each));
    await expect.poll(id, { ...patience, message: `a request for "${line}"` }).toBeDefined();
    return id() ?? '';
  };

  /** By the button of the card, and the name typed where that is asked for; whether it was counted. */
  const approve = async (who: Name, id: string): Promise<void> => {
    const request = await bench.approvals.read(id);
    const typed = request?.rule.typeTarget;
    await expect.poll(() => stage.sees(who, 'approvals').at(-1)?.text, patience).toContain(`Plan for ${id}`);
    await stage.presses(who, 'approvals', 'Approve...', typed ? { type: typed } : undefined);
    await expect.poll(() => isCounted(id, request?.approvals.length ?? 0), patience).toBe(true);
  };

  /** What is counted is looked at again before it starts. */
  const isCounted = async (id: string, before: number): Promise<boolean> => {
    const request = await bench.approvals.read(id);
    if (!request || request.approvals.length <= before) return false;
    return request.state.kind !== 'open' || request.approvals.length < request.rule.quorum;
  };

  /** As many as it takes. */
  const decide = async (id: string): Promise<void> => {
    for (const who of ['cleo', 'rob'] as const) {
      if ((await bench.approvals.read(id))?.state.kind === 'open') await approve(who, id);
    }
    await expect.poll(async () => (await bench.approvals.read(id))?.state.kind, patience).toBe('started');
  };

  /** Asked, agreed to, and carried out to its good end: the card that the whole channel sees then. */
  const carried = async (line: string, { fields, seconds = 60 }: Asked = {}): Promise<Card> => {
    const id = await request(line, fields);
    await decide(id);
    const { ended } = await bench.carryOut(id, { turns: 150, seconds });
    expect(ended, line).toMatchObject({ outcome: 'done' });
    const end = () => stage.sees('rob', 'dr').find(({ text }) => text.includes(`${id} finished`));
    await expect.poll(end, { ...patience, message: `the end of ${id}` }).toBeDefined();
    return end() as Card;
  };

  return { stage, reads, request, approve, decide, carried };
};
