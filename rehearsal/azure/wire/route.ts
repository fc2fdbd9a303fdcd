import type { Principal } from '../../entra/principal.ts';
import type { World } from '../world/world.ts';

export type Method = 'GET' | 'HEAD' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';

/** One well-formed, authenticated call, as a service sees it. */
export interface ArmRequest {
  readonly method: Method;
  /** The path as it was sent, percent-decoded, without the query. */
  readonly path: string;
  /** Values of the placeholders of the route's path, percent-decoded, in the caller's own letter case. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly apiVersion: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed JSON, or undefined where no body was sent. */
  readonly body: unknown;
  /** `https://host:port` made from the Host header: every address given back starts with it. */
  readonly origin: string;
  readonly principal: Principal;
  readonly world: World;
  /** The GUID that is sent back as x-ms-correlation-request-id. */
  readonly correlationId: string;
  readonly clientRequestId: string | undefined;
}

export interface ArmResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** One row of the coverage table and one operation of the wire at the same time. */
export interface Route {
  /** The operationId of Microsoft's spec, or a name of our own for the polling addresses that no spec declares. */
  readonly operation: string;
  readonly method: Method;
  /** As in the specs, `{placeholders}` included. Matched without regard to letter case; a trailing slash is tolerated. */
  readonly path: string;
  /** The action that the caller's roles must allow at the resource's scope; null where Azure asks for none. */
  readonly action: string | null;
  /** Which api-versions this route answers, where the version chooses the route (Cross Region Restore). Default: every one. */
  readonly versions?: (apiVersion: string) => boolean;
  /** The region whose loss makes this call fail; default: the location of the resource, or of its nearest ancestor that has one. */
  readonly region?: (request: ArmRequest) => string | undefined;
  /** The bucket of reads, writes or deletes; default: by method. */
  readonly charge?: 'reads' | 'writes' | 'deletes' | 'none';
  readonly coverage: 'supported' | 'partial';
  /** What is missing or different from Azure, and why. Required where coverage is partial. */
  readonly note?: string;
  readonly handle: (request: ArmRequest) => ArmResponse;
}

/** What a folder under services/ exports. */
export interface Service {
  readonly name: string;
  readonly routes: readonly Route[];
}
