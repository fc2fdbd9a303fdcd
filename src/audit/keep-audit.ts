import { createPublicKey, type KeyObject } from 'node:crypto';
import type { AuditDesk, AuditEvent, AuditLog, NoteRecorder, PromptRecorder, SignedHead } from '../ports/audit.ts';
import { createAuditDesk } from './audit-desk.ts';
import { HeadKeeper } from './head-keeper.ts';
import { Scribe } from './scribe.ts';

interface AuditParts {
  readonly log: AuditLog;
  readonly deployment: string;
  /** The store never sees it. */
  readonly privateKey: KeyObject;
  /** How many decisions, intents and appends the store has counted. */
  readonly counter: () => number;
  readonly now: () => Date;
  /** Outside the store, and where people see them. */
  readonly heads: {
    readonly keep: (head: SignedHead) => Promise<void>;
    readonly kept: () => Promise<readonly SignedHead[]>;
  };
  readonly unsigned: (error: unknown) => void;
  readonly unwritten: (error: unknown, events: readonly AuditEvent[]) => void;
}

export interface Audit {
  readonly recorder: PromptRecorder & NoteRecorder;
  readonly desk: AuditDesk;
  readonly close: () => Promise<void>;
}

/** Takes down what happens, signs where the log stands, and answers who asks of it. */
export const keepAudit = ({ log, privateKey, now, heads, unsigned, unwritten, ...rest }: AuditParts): Audit => {
  const keeper = new HeadKeeper({ ...rest, log, privateKey, now, publish: heads.keep, failed: unsigned });
  const recorder = new Scribe({ log, now, failed: unwritten, written: (events) => keeper.heard(events) });
  void recorder.collect();
  const desk = createAuditDesk({
    log,
    flush: () => recorder.flush(),
    sign: () => keeper.sign(),
    publicKey: createPublicKey(privateKey),
    keptHeads: heads.kept,
    now,
  });
  const close = async () => {
    recorder.stop();
    await recorder.flush();
    await keeper.close();
    await recorder.flush();
  };
  return { recorder, desk, close };
};
