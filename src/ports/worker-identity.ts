/** Whose rights count when something is carried out: fronts judge them, and hold no credential of it. */
export interface WorkerIdentityReader {
  /** The Entra object id that a worker named last; undefined: none has started yet. */
  objectId(): Promise<string | undefined>;
}

export interface WorkerIdentity extends WorkerIdentityReader {
  /** A worker says who it is, at its start. */
  is(objectId: string): Promise<void>;
}
