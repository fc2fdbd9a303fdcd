import type { Desk } from '../approvals/desk.ts';
import { createFrontDuties } from '../news/front-duties.ts';
import { createTeller } from '../news/tell-operation.ts';
import type { Core } from './open-core.ts';
import { openWorker } from './open-worker.ts';
import type { Options } from './options.ts';

/** From here on the process is woken for what is due: a front for requests and news, a worker for operations. */
export const startDuties = async (core: Core, desk: Desk, { only }: Options): Promise<void> => {
  const { wakeups } = core.store;
  if (only !== 'worker') await wakeups.start('front', frontDuties(core, desk));
  if (only !== 'front') await wakeups.start('worker', await openWorker(core));
};

const frontDuties = ({ store, speaker, planner }: Core, desk: Desk) => {
  const { deliveries, subscriptions, journal } = store;
  const { policy, now } = planner;
  const news = createTeller({ journal, subscriptions, deliveries, news: deliveries, speaker, policy, now });
  return createFrontDuties({ request: (id) => desk.wake(id), news, rounds: {} });
};
