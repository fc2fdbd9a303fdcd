/** How something in Azure stood when it was last looked at. */
export interface LastSeen {
  /** Compared as it is: anything else is news. */
  readonly state: string;
  /** Raised by every change. */
  readonly version: number;
  /** Somebody is still to be told of it. */
  readonly owing?: true | undefined;
}

/** What the rounds have seen of Azure, so that the next one, in whichever process, knows what is new. */
export interface Sightings {
  /** Undefined before the first round ever: everything is new then, and nothing of it news. */
  since(): Promise<Date | undefined>;
  last(keys: readonly string[]): Promise<ReadonlyMap<string, LastSeen>>;
  keep(seen: ReadonlyMap<string, LastSeen>): Promise<void>;
}
