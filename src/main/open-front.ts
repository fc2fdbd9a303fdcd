import { Desk } from '../approvals/desk.ts';
import { createHearing } from '../dispatch/hearing.ts';
import { WatchingDesk } from '../news/watching-desk.ts';
import { OperationsDesk } from '../operations/desk.ts';
import type { Hearing } from '../ports/chat.ts';
import { createReporter } from '../reports.ts';
import { workflows } from '../workflows/index.ts';
import type { Core } from './open-core.ts';

/** Opens requests and takes decisions. */
export const openDesk = ({ planner, store, speaker, banner }: Core): Desk =>
  new Desk({
    ...planner,
    approvals: store.approvals,
    speaker,
    terminalMayDecide: () => banner !== undefined || planner.policy().approvals.terminalMayApprove,
    workflowVersion: (name) => workflows.find((each) => each.name === name)?.version ?? 0,
  });

/** What every chat is connected to. */
export const openHearing = ({ planner, store, banner, log }: Core, desk: Desk): Hearing =>
  createHearing({
    ...planner,
    desk,
    decisions: desk,
    operations: new OperationsDesk({ journal: store.journal, policy: planner.policy, now: planner.now }),
    watching: new WatchingDesk({ ...store, policy: planner.policy }),
    dedupe: store.dedupe,
    store: store.connection,
    banner,
    report: createReporter(log),
  });
