import type { DueRequests } from '../approvals/due.ts';
import { HoldKeeper } from '../hold/hold-keeper.ts';
import type { Core } from './open-core.ts';

/** Looks after a store that went back in time. */
export const openHold = ({ store, audit, speaker, planner }: Core, due: DueRequests): HoldKeeper =>
  new HoldKeeper({
    guard: store.guard,
    voidAll: async (why) => (await due.voidAll(why)).length,
    journal: store.journal,
    readers: planner.readers,
    speaker,
    recorder: audit.recorder,
    dedupe: store.dedupe,
    policy: planner.policy,
    now: planner.now,
  });

const lookEveryMs = 5000;

/** From the start on, and again and again: the store may be replaced at any time. */
export const watchForLoss = ({ log }: Core, hold: HoldKeeper): void => {
  const failed = (error: unknown) => log.warn({ err: error }, 'the look after the store');
  void hold.greet().catch(failed);
  setInterval(() => void hold.look().catch(failed), lookEveryMs).unref();
};
