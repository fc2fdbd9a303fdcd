/** A call as it came from the socket, or as a test makes it up. */
export interface WireCall {
  readonly method: string;
  /** Path and query, percent-encoded. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Undefined where none was sent. */
  readonly body: string | undefined;
  readonly bodyTooLarge?: boolean;
  readonly origin: string;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What happened to one call, for the log and the recording. */
export interface Exchange {
  readonly call: WireCall;
  readonly sentBody: unknown;
  /** Undefined where no route was found. */
  readonly operation: string | undefined;
  /** The connection is dropped where there is none. */
  readonly answer: WireAnswer | undefined;
  /** A scripted fault or a lost region had to do with it. */
  readonly struck: boolean;
}
