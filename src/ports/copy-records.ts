/**
 * What the bot itself remembers of copies to another region: Azure shows of a copy only the time of its source, nothing
 * of a failed one, and no way back to the machine once the source is gone.
 */
export interface CopyRecordsReader {
  read(copyId: string): Promise<CopyRecord | undefined>;
  /** Of every machine's copies, the newest first. */
  ofMachine(vmId: string): Promise<readonly CopyRecord[]>;
  /** Those that this bot began to send into a collection, or a region of snapshots, since then. */
  begunInto(place: string, since: Date): Promise<readonly CopyRecord[]>;
  /** All that have not ended, as far as is known. */
  unfinished(): Promise<readonly CopyRecord[]>;
  /** Those that ended lately, and of whose end somebody may still have to be told. */
  untold(): Promise<readonly CopyRecord[]>;
}

export interface CopyRecords extends CopyRecordsReader {
  /** What is known already stays. */
  begin(copy: BegunCopy): Promise<void>;
  /** Keeps the look where it shows something new, and in any case that there was one. */
  look(copyId: string, look: CopyLook): Promise<void>;
  end(copyId: string, ending: CopyEnding): Promise<void>;
  /** Whoever wanted to hear of its end has. */
  told(copyId: string): Promise<void>;
  /** All copies in a place are listed now; when they were before that, if it is not long ago. */
  listed(place: string, at: Date): Promise<Date | undefined>;
}

/** Ids are Azure's, in lower case. */
export interface BegunCopy {
  readonly copyId: string;
  readonly kind: 'restore-point' | 'snapshot';
  readonly name: string;
  readonly sourceId: string;
  readonly region: string;
  /** The target collection; of a snapshot its subscription and region. */
  readonly place: string;
  readonly vmId?: string | undefined;
  /** Begun elsewhere: when it was first seen. */
  readonly begunAt: Date;
  /** Of this bot's; absent: the copy was begun elsewhere. */
  readonly operation?: string | undefined;
}

export interface CopyLook {
  readonly at: Date;
  readonly disks: readonly DiskShare[];
}

export interface DiskShare {
  readonly name: string;
  /** Absent where Azure says none. */
  readonly percent?: number | undefined;
  readonly sizeBytes?: number | undefined;
  /** As Azure calls it. */
  readonly encryption?: string | undefined;
}

export interface CopyEnding {
  readonly outcome: 'arrived' | 'failed' | 'gone';
  readonly at: Date;
  /** What Azure said of a failure, if anything. */
  readonly why?: string | undefined;
}

export interface CopyRecord extends BegunCopy {
  /** Each with something new, the oldest first; of very many the newest. */
  readonly looks: readonly CopyLook[];
  readonly lookedAt?: Date;
  readonly ended?: CopyEnding;
}
