import { message, note } from '../messages/compose.ts';
import type { ChangeDesk } from '../ports/change-desk.ts';
import { planBlocks } from '../views/plan.ts';

/** Shows plans, and says that nothing carries them out: for a bot that holds no credential to write. */
export const previewDesk: ChangeDesk = {
  receive: async ({ plan }) =>
    message(
      `Plan: ${plan.title}`,
      'neutral',
      ...planBlocks(plan),
      note('This bot only reads: nothing was done, and nothing will be.'),
    ),
};
