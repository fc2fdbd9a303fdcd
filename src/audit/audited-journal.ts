import type { Entry } from '../operations/entry.ts';
import type { AuditEvent, NoteRecorder } from '../ports/audit.ts';
import type { Journal } from '../ports/journal.ts';
import { chainAll, notesOn } from './notes.ts';

/** The same journals; calls to Azure with their ids, and what people did to an operation, go into the audit log with them. */
export const auditedJournal = (journal: Journal, recorder: NoteRecorder): Journal => ({
  create: async (start) => {
    const began = { kind: 'operation', about: start.id, what: `${start.id} began without a request` } as const;
    const notes = notesOn(`journal ${start.id} 0`, [began]);
    const created = await journal.create(start, notes);
    if (created.kind === 'created') chainAll(recorder, notes);
    return created;
  },
  append: async (id, version, entries, wakeAt) => {
    const events = entries.flatMap((entry) => eventOf(id, entry) ?? []);
    const notes = notesOn(`journal ${id} ${version}`, events);
    const appended = await journal.append(id, version, entries, wakeAt, notes);
    if (appended.kind === 'appended') chainAll(recorder, notes);
    return appended;
  },
  read: (id) => journal.read(id),
  postpone: (id, version, wakeAt) => journal.postpone(id, version, wakeAt),
  unfinished: () => journal.unfinished(),
  due: (most) => journal.due(most),
  recent: (most) => journal.recent(most),
});

const eventOf = (id: string, entry: Entry): AuditEvent | undefined => {
  const call = (what: string, facts: Readonly<Record<string, string>>): AuditEvent => ({
    ...{ kind: 'azure-call', about: id, what: `${id} ${what}`, facts },
  });
  const told = (what: string, facts: Readonly<Record<string, string>> = {}): AuditEvent => ({
    ...{ kind: 'operation', about: id, what: `${id} ${what}`, facts },
  });
  switch (entry.kind) {
    case 'intended':
      return call(`sends ${entry.step}`, { request: entry.requestId, step: entry.step });
    case 'accepted':
      return call(`accepted: ${entry.step}`, { step: entry.step, at: entry.token.at, resource: entry.token.resource });
    case 'unknown':
      return call(`outcome unknown: ${entry.step}`, { step: entry.step, why: entry.why });
    case 'not-sent':
      return call(`not sent: ${entry.step}`, { step: entry.step, why: entry.why });
    case 'failed':
      return call(`failed: ${entry.step}`, { step: entry.step, code: entry.problem.code, why: entry.problem.message });
    case 'finished':
      return call(`finished: ${entry.step}`, { step: entry.step, evidence: entry.evidence });
    case 'stop-asked':
      return { ...told('is asked to stop'), person: entry.by.person, account: entry.by.account };
    case 'consent-asked':
      return told('asks for consent again', { why: entry.why });
    case 'consent-given':
      return told('has consent again', { by: entry.by.map(({ person }) => person).join(', ') });
    case 'send-again':
      return told(`may send again: ${entry.step}`, { by: entry.by.map(({ person }) => person).join(', ') });
    case 'ended':
      return told(`ended: ${entry.outcome}`, { summary: entry.summary });
    default:
      return undefined;
  }
};
