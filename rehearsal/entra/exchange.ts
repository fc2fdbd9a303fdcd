import type { Application, ManagedIdentity } from './application.ts';
import type { Entra } from './tokens.ts';

export interface EntraCall {
  readonly method: string;
  /** Segments, percent-decoded. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  /** The body as a form; undefined where it was none. */
  readonly form: URLSearchParams | undefined;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly origin: string;
}

export interface EntraAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What the addresses answer from. */
export interface Directory {
  readonly entra: Entra;
  readonly applications: readonly Application[];
  readonly identities: readonly ManagedIdentity[];
  /** What a local caller shows to prove that it runs on the machine. */
  readonly identitySecret: string;
}

export const tokenLifetimeSeconds = 3600;

/** The resource of a scope: `https://vault.azure.net/.default` is for `https://vault.azure.net`. */
export function resourceOf(scope: string): string | undefined {
  return /^(.+)\/\.default$/.exec(scope)?.[1];
}
