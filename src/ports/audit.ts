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
}

/** An event in its place in the chain. */
export interface AuditRecord extends AuditEvent {
  readonly number: number;
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

/** Append only. */
export interface AuditLog {
  append(event: AuditEvent): Promise<AuditRecord>;
  /** Newest first. What it costs is bounded: it looks no further back than `since`, and than the newest 20,000. */
  find(query: AuditQuery): Promise<readonly AuditRecord[]>;
  /** All, oldest first, a page at a time. */
  export(): AsyncIterable<AuditRecord>;
  head(): Promise<AuditRecord | undefined>;
}
