import type { Message } from '../messages/message.ts';

/** One thing that happened, before it is chained. No secret in it. */
export interface AuditEvent {
  readonly kind:
    | 'command'
    | 'decision'
    | 'refusal'
    | 'plan'
    | 'azure-call'
    | 'delivery'
    | 'operation'
    | 'policy'
    | 'store';
  readonly person?: string;
  readonly account?: string;
  /** The request, operation or resource that it is about. */
  readonly about?: string;
  readonly what: string;
  readonly facts?: Readonly<Record<string, string>>;
  /** When it happened, where that is not when it is written. */
  readonly at?: string;
}

/** An event that the store keeps from the commit of what it is about until it is chained: no crash between loses it. */
export interface Note {
  readonly id: string;
  readonly event: AuditEvent;
}

/** Takes down what happened, and keeps nobody waiting for it. */
export interface Recorder {
  record(event: AuditEvent): void;
}

/** The same for what the store has noted already. */
export interface NoteRecorder {
  chain(note: Note): void;
}

/** For whoever must not answer before it is written. */
export interface PromptRecorder extends Recorder {
  /** Everything that was recorded until now is written, or was tried to. Never throws. */
  flush(): Promise<void>;
}

/** An event in its place in the chain. */
export interface AuditRecord extends AuditEvent {
  readonly number: number;
  /** When it happened. */
  readonly at: string;
  /** Hash of the record before. */
  readonly before: string;
  /** SHA-256 over this record and `before`. */
  readonly hash: string;
}

export interface AuditQuery {
  /** A person or an account, whole. */
  readonly who?: string;
  /** A kind, or what a record is about, whole; or a part of what it says, in any case. */
  readonly what?: string;
  readonly since?: Date;
  readonly most: number;
}

/** Where the chain stood, signed with a key that is kept outside the store. */
export interface SignedHead {
  readonly deployment: string;
  readonly number: number;
  readonly hash: string;
  /** How many decisions, intents and appends the store had counted. */
  readonly counter: number;
  readonly at: string;
  /** The beginning of the SHA-256 of the public key. */
  readonly key: string;
  /** Ed25519, in base64. */
  readonly signature: string;
}

/** Append only. */
export interface AuditLog {
  /** What is appended while another append is under way is written with the next, in the order in which it came. */
  append(event: AuditEvent): Promise<AuditRecord>;
  /** Takes the note off in the same step; undefined where another process has chained it already. */
  chain(note: Note): Promise<AuditRecord | undefined>;
  /** What was noted, and is not chained yet: by a process that is about to, or by one that is gone. */
  noted(): Promise<readonly Note[]>;
  /** Newest first. What it costs is bounded: it looks no further back than `since`, and than the newest 20,000. */
  find(query: AuditQuery): Promise<readonly AuditRecord[]>;
  /** All from that number on, oldest first, a page at a time. */
  export(from?: number): AsyncIterable<AuditRecord>;
  head(): Promise<AuditRecord | undefined>;
}

/** What people ask of the log. */
export interface AuditDesk {
  show(query: AuditQuery): Promise<Message>;
  /** Lines of JSON from that number on, as many as fit into a message, or all; the last of them with a signed head. */
  page(from: number, whole: boolean): Promise<Message>;
  /** Whether the log is what was written, as far as heads outside the store tell. */
  verify(): Promise<Message>;
}
