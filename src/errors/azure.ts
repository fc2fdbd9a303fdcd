import type { Gap, Gaps } from '../ports/azure/reading.ts';

/** Why Azure did not do or show something, in words for people. */
export interface AzureProblem {
  /** What was asked for, e.g. `fail over pay-web-01`. */
  readonly what: string;
  /** Azure's own code, e.g. `150097` or `ResourceGroupNotFound`. */
  readonly code: string;
  readonly message: string;
  readonly possibleCauses?: string;
  readonly recommendedAction?: string;
  /** Our own words on a code that we know. */
  readonly explanation?: string;
  /** For a support ticket. */
  readonly requestId?: string;
  /** What to type next. */
  readonly next?: string;
  /** The id of what Azure has created all the same: it has to be removed before the next try. */
  readonly leftBehind?: string;
  readonly status?: number;
  /** The region that does not answer, where that is why. */
  readonly silentRegion?: string;
  /** Azure asked to be left alone for so long. */
  readonly retryAfterSeconds?: number;
}

/** Azure refused: nothing was done. */
export class AzureRefused extends Error {
  readonly problem: AzureProblem;

  constructor(problem: AzureProblem) {
    super(`${problem.what}: ${problem.message} (${problem.code})`);
    this.name = 'AzureRefused';
    this.problem = problem;
  }
}

/** What a reading lacks because Azure refused. */
export const gapOf = (what: string, { silentRegion, message }: AzureProblem): Gap =>
  silentRegion === undefined
    ? { kind: 'plain', sentence: `${what}: ${message}` }
    : { kind: 'silent', region: silentRegion };

/** No answer: there was no connection or no token. A write was certainly not sent. */
export class AzureUnreachable extends Error {
  readonly what: string;

  constructor(what: string, cause: unknown) {
    super(`Azure could not be reached: ${what}`, { cause });
    this.name = 'AzureUnreachable';
    this.what = what;
  }
}

/** Azure answered in part. What was looked for may be in the rest: not to find it is not to know that it is gone. */
export class AzureReadInPart extends AzureUnreachable {
  readonly missing: Gaps;

  constructor(what: string, missing: Gaps) {
    super(what, [...missing]);
    this.name = 'AzureReadInPart';
    this.message = `Azure could be read only in part: ${what}`;
    this.missing = missing;
  }
}

/** The request may have reached Azure, and nobody heard the answer. It must not be sent again before that is known. */
export class OutcomeUnknown extends Error {
  readonly what: string;
  readonly sentAt: Date;

  constructor(what: string, sentAt: Date, cause: unknown) {
    super(`It is not known whether Azure accepted: ${what}`, { cause });
    this.name = 'OutcomeUnknown';
    this.what = what;
    this.sentAt = sentAt;
  }
}

/** The time until which a call could be sent had passed: it was not sent. */
export class SentTooLate extends Error {
  constructor(what: string) {
    super(`Too late to send: ${what}`);
    this.name = 'SentTooLate';
  }
}
