import { Desk } from '../approvals/desk.ts';
import { DueRequests } from '../approvals/due.ts';
import { createHearing } from '../dispatch/hearing.ts';
import { LinksDesk } from '../links/desk.ts';
import { createLinkedPeople } from '../links/linked-people.ts';
import { newLinkCode } from '../links/new-code.ts';
import { WatchingDesk } from '../news/watching-desk.ts';
import { OperationsDesk } from '../operations/desk.ts';
import type { Hearing } from '../ports/chat.ts';
import type { Hold } from '../ports/hold.ts';
import { createReporter } from '../reports.ts';
import { createSelfCheck } from '../self-check/self-check.ts';
import { workflows } from '../workflows/index.ts';
import type { Core } from './open-core.ts';

/** Opens requests and takes decisions. */
export const openDesk = (core: Core): Desk =>
  new Desk({
    ...settlerParts(core),
    terminalMayDecide: () => core.banner !== undefined || core.planner.policy().approvals.terminalMayApprove,
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

/** What happens to requests by itself. */
export const openDueRequests = (core: Core): DueRequests => new DueRequests(settlerParts(core));

const settlerParts = ({ planner, store, speaker }: Core) => ({
  ...planner,
  approvals: store.approvals,
  speaker,
  workflowVersion: (name: string) => workflows.find((each) => each.name === name)?.version ?? 0,
});

/** What every chat is connected to. */
export const openHearing = (core: Core, desk: Desk, hold: Hold): Hearing => {
  const { planner, store, audit, banner, log } = core;
  return createHearing({
    ...planner,
    desk,
    decisions: desk,
    operations: new OperationsDesk({ journal: store.journal, policyFor: planner.policyFor, now: planner.now }),
    hold,
    audit: audit.desk,
    selfCheck: createSelfCheck({ ...store, ...planner, health: store.connection, chats: core.chats }),
    lastPoints: core.lastPoints,
    recorder: audit.recorder,
    watching: new WatchingDesk({ ...store, ...planner }),
    dedupe: store.dedupe,
    links: openLinks(core),
    linked: createLinkedPeople(store.identities),
    store: store.connection,
    banner,
    report: createReporter(log),
  });
};

/** Azure makes a point every five minutes. */
const pointsEveryMs = 5 * 60_000;

/** From the start on, for the answers about whole applications. */
export const rememberPoints = ({ lastPoints, inBackground }: Core): void => {
  const look = () => void inBackground(() => lastPoints.look());
  look();
  setInterval(look, pointsEveryMs).unref();
};
