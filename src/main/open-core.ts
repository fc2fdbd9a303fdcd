import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { TerminalChat } from '../../adapters/terminal/terminal-chat.ts';
import { auditedApprovals } from '../audit/audited-approvals.ts';
import { auditedJournal } from '../audit/audited-journal.ts';
import { auditedSpeaker } from '../audit/audited-speaker.ts';
import { createLiveRoles } from '../authorization/live-roles.ts';
import { createPolicyFor } from '../authorization/policy-for.ts';
import { bannerFor } from '../configuration/azure-cloud.ts';
import type { Environment } from '../configuration/environment.ts';
import type { Message } from '../messages/message.ts';
import { createAzureMetrics } from '../metrics/azure-metrics.ts';
import { watchStore } from '../metrics/store-metrics.ts';
import { createAzureNames } from '../names/azure-names.ts';
import { createCatalogue } from '../names/catalogue.ts';
import { createPolicyNames } from '../names/policy-names.ts';
import type { PolicyDifference } from '../policy/difference.ts';
import type { AuditEvent } from '../ports/audit.ts';
import type { ChatPort } from '../ports/chat.ts';
import { createPointMemory } from '../protection/point-memory.ts';
import { createSpeaker, type Speaker } from '../speaking/speaker.ts';
import { headPosted } from '../views/audit.ts';
import { catalog } from './catalog.ts';
import { openAudit } from './open-audit.ts';
import { openAzure } from './open-azure.ts';
import { openPolicy } from './open-policy.ts';
import { openStore } from './open-store.ts';

export type Core = Awaited<ReturnType<typeof openCore>>;

/** What front and worker both stand on. */
export const openCore = async (environment: Environment, log: Logger) => {
  const chats: ChatPort[] = [];
  const banner = bannerFor(environment.azure.resourceManager);
  const changed: ((difference: PolicyDifference) => Promise<void>)[] = [];
  const policy = await openPolicy(environment, {
    tell: (said) => tellOperators(said, speaker, chats),
    changed: async (difference) => void (await Promise.all(changed.map((hear) => hear(difference)))),
    failed: (error) => log.error({ err: error }, 'a new policy is in force, and not everybody could be told'),
  });
  const quiet = createSpeaker({
    chats,
    policy: policy.current,
    banner,
    failed: ({ platform, id }, error) => log.warn({ platform, channel: id, err: error }, 'a channel could not be told'),
  });
  const opened = await openStore(environment, log);
  const audit = await openAudit({
    environment,
    log,
    store: opened,
    announce: (head) => speaker.announce('audit', headPosted(head)),
  });
  const { recorder } = audit;
  const speaker = auditedSpeaker(quiet, recorder);
  const store = {
    ...opened,
    approvals: auditedApprovals(opened.approvals, recorder),
    journal: auditedJournal(opened.journal, recorder),
  };
  const registry = new Registry();
  const metrics = createAzureMetrics(registry);
  watchStore(registry, { ...store, health: store.connection });
  const { readers, roles, inBackground } = await openAzure(environment, 'front', { log, metrics });
  const now = () => new Date();
  const names = createCatalogue({
    policyNames: createPolicyNames(policy.current),
    source: createAzureNames({ readers, policy: policy.current, now }),
    every: (milliseconds, run) => repeatedly(milliseconds, () => void inBackground(async () => run())),
    report: (problem) => log.warn({ err: problem }, 'names could not be refreshed'),
  });
  names.start();
  const lastPoints = createPointMemory({
    recovery: readers.recovery,
    policy: policy.current,
    report: (problem) => log.warn({ err: problem }, 'recovery points could not be refreshed'),
  });
  const policyFor = createPolicyFor({ policy: policy.current, roles: createLiveRoles({ roles, now }) });
  const { kept, journal } = store;
  const planner = { catalog, names, policy: policy.current, policyFor, now, readers, kept, journal };
  const onPolicyChange = (hear: (difference: PolicyDifference) => Promise<void>) => void changed.push(hear);
  onPolicyChange(async (difference) => recorder.record(policyEvent(difference)));
  const shared = {
    environment,
    log,
    chats,
    banner,
    speaker,
    store,
    audit,
    names,
    lastPoints,
    planner,
    registry,
    metrics,
  };
  return { ...shared, inBackground, onPolicyChange };
};

const policyEvent = ({ from, to, lines }: PolicyDifference): AuditEvent => ({
  kind: 'policy',
  what: `the policy ${to} is in force instead of ${from}`,
  facts: { changes: lines.join('; ') },
});

/** Into the audit channels; and to whoever sits at the terminal, who may have nothing else. */
const tellOperators = async (message: Message, speaker: Speaker, chats: readonly ChatPort[]): Promise<void> => {
  await speaker.announce('audit', message);
  const terminals = chats.filter((chat) => chat instanceof TerminalChat);
  await Promise.all(terminals.map((terminal) => terminal.direct(terminal.account, message)));
};

const repeatedly = (milliseconds: number, run: () => void): (() => void) => {
  const timer = setInterval(run, milliseconds);
  return () => clearInterval(timer);
};
