import { z } from 'zod';
import type { Approvals } from '../../src/ports/approvals.ts';

export type ChangeRequest = NonNullable<Awaited<ReturnType<Approvals['read']>>>;

/**
 * What this adapter itself relies on. The rest was written by the bot and goes back to it as it is: the plan in it is
 * never carried out, but made again and compared by its digest.
 */
const storedShape = z.looseObject({
  id: z.string(),
  version: z.int().positive(),
  openedAt: z.number(),
  expiresAt: z.number(),
  asker: z.looseObject({ person: z.string() }),
  approvals: z.array(z.looseObject({ at: z.number() })),
  cards: z.array(z.unknown()),
  state: z.looseObject({ kind: z.enum(['open', 'started', 'denied', 'withdrawn', 'expired', 'voided']) }),
});

/** As it stands at that moment: one whose time is over is expired, whether or not somebody has marked it yet. */
export function readRequest(body: string, now: number): ChangeRequest {
  const request = storedShape.parse(JSON.parse(body)) as unknown as ChangeRequest;
  const isOver = request.state.kind === 'open' && request.expiresAt <= now;
  return isOver ? { ...request, state: { kind: 'expired', at: request.expiresAt } } : request;
}

/** With that time, or the stamp that becomes it, in every place where it is still to be filled in; see `Changed`. */
export function atTime<Time>(request: ChangeRequest, time: Time) {
  const filled = <T extends object>(value: T) => ('at' in value && value.at === 0 ? { ...value, at: time } : value);
  const { approvals, state, breakGlass, review } = request;
  return {
    ...request,
    approvals: approvals.map(filled),
    state: filled(state),
    ...(breakGlass && { breakGlass: filled(breakGlass) }),
    ...(review && { review: filled(review) }),
  };
}
