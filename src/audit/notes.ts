import type { AuditEvent, Note, NoteRecorder } from '../ports/audit.ts';
import { withoutSecrets } from './without-secrets.ts';

/** `commit` names the one commit that they are part of. */
export const notesOn = (commit: string, events: readonly AuditEvent[]): readonly Note[] =>
  events.map((event, index) => ({ id: `${commit} ${index}`, event: withoutSecrets(event) }));

export const chainAll = (recorder: NoteRecorder, notes: readonly Note[]): void => {
  for (const note of notes) recorder.chain(note);
};
