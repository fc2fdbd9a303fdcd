import type { DueRequests } from '../approvals/due.ts';
import { createFrontDuties } from '../news/front-duties.ts';
import { createTeller } from '../news/tell-operation.ts';
import type { Core } from './open-core.ts';
import { openWorker } from './open-worker.ts';
import type { Options } from './options.ts';

/** From here on the process is woken for what is due: a front for requests and news, a worker for operations. */
export const startDuties = async (core: Core, due: DueRequests, { only }: Options): Promise<void> => {
  const { wakeups } = core.store;
  if (only !== 'worker') await wakeups.start('front', frontDuties(core, due));
  if (only !== 'front') await wakeups.start('worker', await openWorker(core));
};

const frontDuties = ({ store, speaker, planner }: Core, due: DueRequests) => {
  const { deliveries, subscriptions, journal } = store;
  const { policy, now } = planner;
  const news = createTeller({ journal, subscriptions, deliveries, news: deliveries, speaker, policy, now });
  return createFrontDuties({ request: (id) => due.wake(id), news, rounds: {} });
};
