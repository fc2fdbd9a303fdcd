import type { DueRequests } from '../approvals/due.ts';
import { createFrontDuties } from '../news/front-duties.ts';
import { createRound } from '../news/round.ts';
import { createSee } from '../news/see.ts';
import { createTeller } from '../news/tell-operation.ts';
import { inTime } from '../operations/in-time.ts';
import type { Core } from './open-core.ts';
import { openWorker } from './open-worker.ts';
import type { Options } from './options.ts';

const watchEverySeconds = 60;

/** From here on the process is woken for what is due: a front for requests and news, a worker for operations. */
export const startDuties = async (core: Core, due: DueRequests, { only }: Options): Promise<void> => {
  const { wakeups, clock } = core.store;
  if (only !== 'worker') {
    await wakeups.start('front', inTime(clock, frontDuties(core, due)));
    await wakeups.every('watch', watchEverySeconds);
  }
  if (only !== 'front') await wakeups.start('worker', inTime(clock, await openWorker(core)));
};

const frontDuties = ({ store, speaker, planner, inBackground }: Core, due: DueRequests) => {
  const { deliveries, subscriptions, journal, sightings } = store;
  const { policy, now, readers } = planner;
  const telling = { deliveries, subscriptions, speaker, policy, now };
  const news = createTeller({ ...telling, journal, news: deliveries });
  const watch = createRound({ ...telling, sightings, see: createSee({ readers, journal, policy, now }) });
  return createFrontDuties({
    request: (id) => due.wake(id),
    news,
    rounds: { watch: () => inBackground(watch) },
  });
};
