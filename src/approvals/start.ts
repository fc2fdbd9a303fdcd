import type { JournalStart } from '../ports/journal.ts';
import type { ChangeRequest } from './request.ts';

/** Consent has a shelf life: the first write is sent within this, or it is asked for again. */
const startWithinMs = 10 * 60 * 1000;

/** How the journal of an approved request begins. Nothing of what will be sent to Azure is in it. */
export const journalStart = (request: ChangeRequest, workflowVersion: number, now: Date): JournalStart => ({
  id: request.id,
  entries: [
    {
      kind: 'started',
      workflow: request.plan.work.workflow,
      workflowVersion,
      command: request.command,
      line: request.line,
      typed: Object.fromEntries(Object.entries(request.typed).map(([name, value]) => [name, copied(value)])),
      title: request.plan.title,
      digest: request.digest,
      bounds: { ...request.plan.facts.bounded },
      policyVersion: request.policyVersion,
      access: request.rule.approvers,
      targets: request.targets.map((target) => ({ ...target, resources: [...target.resources] })),
      asker: request.asker,
      approvers: request.approvals.map(({ person, name, account, at }) => ({ person, name, account, at })),
      askedAt: request.openedAt,
      channel: { ...request.channel },
      ...(request.reason && { reason: request.reason }),
      danger: request.danger,
      ...(request.plan.objectiveSeconds !== undefined && { objectiveSeconds: request.plan.objectiveSeconds }),
      requestedAt: request.openedAt,
      ...(request.breakGlass && { glass: request.breakGlass }),
      startBy: now.getTime() + startWithinMs,
    },
  ],
  locks: request.plan.work.locks,
  wakeInMs: 0,
});

const copied = (value: string | readonly string[] | undefined): string | string[] | undefined =>
  typeof value === 'string' || value === undefined ? value : [...value];
