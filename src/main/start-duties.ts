import type { Desk } from '../approvals/desk.ts';
import type { DueRequests } from '../approvals/due.ts';
import { createFrontDuties } from '../news/front-duties.ts';
import { createDrillReminder } from '../news/remind-of-drills.ts';
import { createRound } from '../news/round.ts';
import { createSee } from '../news/see.ts';
import { createTeller } from '../news/tell-operation.ts';
import { inTime } from '../operations/in-time.ts';
import { roundSeconds } from '../protection/copies/standing.ts';
import type { Core } from './open-core.ts';
import { openScheduleRunner } from './open-schedules.ts';
import { openWorker } from './open-worker.ts';
import type { Options } from './options.ts';

const lookForDrillsSeconds = 900;

/** Who takes requests in, and who takes care of them afterwards. */
export interface Desks {
  readonly desk: Desk;
  readonly due: DueRequests;
}

/** From here on the process is woken for what is due: a front for requests and news, a worker for operations. */
export const startDuties = async (core: Core, { desk, due }: Desks, { only }: Options): Promise<void> => {
  const { wakeups, clock } = core.store;
  if (only !== 'worker') {
    await wakeups.start('front', inTime(clock, frontDuties(core, due)));
    await wakeups.every('watch', roundSeconds);
    // A run is a request like any other, by the one who added the schedule.
    await core.store.kept.schedules.start(openScheduleRunner(core, desk));
    await wakeups.every('drills', lookForDrillsSeconds);
  }
  if (only !== 'front') await wakeups.start('worker', inTime(clock, await openWorker(core)));
};

const frontDuties = ({ store, speaker, planner, inBackground }: Core, due: DueRequests) => {
  const { deliveries, subscriptions, journal, sightings, dedupe, kept } = store;
  const { policy, now, readers } = planner;
  const telling = { deliveries, subscriptions, speaker, policy, now };
  const news = createTeller({ ...telling, journal, news: deliveries });
  const watch = createRound({ ...telling, sightings, see: createSee({ readers, journal, kept, policy, now }) });
  const drills = createDrillReminder({ readers, speaker, dedupe });
  return createFrontDuties({
    request: (id) => due.wake(id),
    news,
    rounds: { watch: () => inBackground(watch), drills: () => inBackground(drills) },
  });
};
