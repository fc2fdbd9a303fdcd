import { z } from 'zod';
import type { Note } from '../../src/ports/audit.ts';
import { eventShape } from './audit-record.ts';
import type { Stamp, Write } from './commit.ts';
import type { Keys } from './keys.ts';

const noteShape = z.object({ at: z.number(), event: eventShape });

/** Part of the commit of what they are about, with its time. */
export function noteWrites({ auditNotes }: Keys, notes: readonly Note[], stamp: Stamp): readonly Write[] {
  return notes.map(({ id, event }) => ['HSET', auditNotes, id, JSON.stringify({ at: stamp.time(), event })]);
}

/** With the time of the commit, oldest first. */
export function readNotes(found: Readonly<Record<string, string>>): readonly Note[] {
  return Object.entries(found)
    .map(([id, text]) => ({ id, ...noteShape.parse(JSON.parse(text)) }))
    .sort((a, b) => a.at - b.at || a.id.localeCompare(b.id))
    .map(({ id, at, event }) => ({ id, event: { ...event, at: new Date(at).toISOString() } as Note['event'] }));
}
