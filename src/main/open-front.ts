import { Desk } from '../approvals/desk.ts';
import { createHearing } from '../dispatch/hearing.ts';
import { LinksDesk } from '../links/desk.ts';
import { createLinkedPeople } from '../links/linked-people.ts';
import { newLinkCode } from '../links/new-code.ts';
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

/** Whose accounts are whose, where people say so themselves. */
const openLinks = ({ planner, store, speaker, chats, log }: Core): LinksDesk =>
  new LinksDesk({
    identities: store.identities,
    speaker,
    direct: async (account, message) => {
      await chats.find(({ platform }) => platform === account.platform)?.direct(account, message);
    },
    policy: planner.policy,
    newCode: newLinkCode,
    failed: (error) => log.warn({ err: error }, 'an account could not be told of its link'),
  });

/** What every chat is connected to. */
export const openHearing = (core: Core, desk: Desk): Hearing => {
  const { planner, store, banner, log } = core;
  return createHearing({
    ...planner,
    desk,
    decisions: desk,
    operations: new OperationsDesk({ journal: store.journal, policyFor: planner.policyFor, now: planner.now }),
    watching: new WatchingDesk({ ...store, policy: planner.policy }),
    dedupe: store.dedupe,
    links: openLinks(core),
    linked: createLinkedPeople(store.identities),
    store: store.connection,
    banner,
    report: createReporter(log),
  });
};
