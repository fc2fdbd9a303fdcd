import type { Desk } from '../approvals/desk.ts';
import type { Message } from '../messages/message.ts';
import type { Schedule } from '../ports/schedules.ts';
import { createScheduleRunner } from '../schedules/run-schedule.ts';
import type { Core } from './open-core.ts';

/** Fronts run schedules, because each run is a request; what does not run is said where it was asked for. */
export const openScheduleRunner = ({ planner, speaker }: Core, desk: Desk): ((schedule: Schedule) => Promise<void>) =>
  createScheduleRunner({
    ...planner,
    desk,
    tell: async ({ channel }: Schedule, message: Message) => void (await speaker.tryToPost(channel, message)),
  });
