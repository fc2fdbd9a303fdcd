import type { Authority } from '../azure/wire/certificate.ts';
import type { Application, ManagedIdentity } from './application.ts';
import { serveEntra } from './server.ts';
import type { Entra, TokenVerifier } from './tokens.ts';

interface EntraServerOptions {
  /** Made by `createEntra`; shared with whoever verifies the tokens. */
  readonly entra: Entra;
  /** Signs the server's certificate. */
  readonly authority: Authority;
  /** Default: any free one. */
  readonly port?: number;
  readonly applications?: readonly Application[];
  readonly identities?: readonly ManagedIdentity[];
}

/** A running rehearsal Entra. */
export interface RehearsalEntra {
  /** The authority host: what AZURE_AUTHORITY_HOST wants. */
  readonly url: string;
  /** What IDENTITY_ENDPOINT or MSI_ENDPOINT wants, and the secret for IDENTITY_HEADER or MSI_SECRET. */
  readonly identityEndpoint: string;
  readonly identitySecret: string;
  readonly issue: Entra['issue'];
  readonly tokens: TokenVerifier;
  close(): Promise<void>;
}

export async function startEntra(options: EntraServerOptions): Promise<RehearsalEntra> {
  const { entra, authority, port = 0, applications = [], identities = [] } = options;
  const identitySecret = crypto.randomUUID();
  const server = await serveEntra({ entra, applications, identities, identitySecret }, await authority.issue(), port);
  return {
    url: server.url,
    identityEndpoint: `${server.url}/msi/token`,
    identitySecret,
    issue: entra.issue,
    tokens: entra.verifier(),
    close: server.close,
  };
}
