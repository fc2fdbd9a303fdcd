import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** The channel service's own keys: what its tokens to a bot are signed with. */
export interface ChannelKeys {
  /** Where the metadata is, behind the server's address. */
  readonly metadataPath: string;
  /** The metadata and the keys; undefined: another address. */
  answer(url: URL): unknown;
  sign(claims: JWTPayload, how?: SignOptions): Promise<string>;
}

interface SignOptions {
  /** Seconds from now. */
  readonly expiresIn?: number;
  /** A key that the metadata names, but for another channel; or one that it does not name. */
  readonly key?: 'channel' | 'other-channel' | 'unknown';
}

const channelIssuer = 'https://api.botframework.com';
const algorithm = 'RS256';

export const createChannelKeys = async (now: () => number): Promise<ChannelKeys> => {
  const made = await Promise.all(
    (['channel', 'other-channel', 'unknown'] as const).map(async (use) => {
      const { privateKey, publicKey } = await generateKeyPair(algorithm);
      return { use, privateKey, jwk: { ...(await exportJWK(publicKey)), kid: crypto.randomUUID(), use: 'sig' } };
    }),
  );
  // Clients keep what they read from an address for a day, so each service has an address of its own.
  const base = `/channel-service/${crypto.randomUUID()}`;
  const metadataPath = `${base}/v1/.well-known/openidconfiguration`;
  const keysPath = `${base}/v1/.well-known/keys`;
  const published = made
    .filter(({ use }) => use !== 'unknown')
    .map(({ use, jwk }) => ({ ...jwk, endorsements: [use === 'channel' ? 'msteams' : 'webchat'] }));

  return {
    metadataPath,
    answer({ origin, pathname }) {
      if (pathname === keysPath) return { keys: published };
      if (pathname !== metadataPath) return undefined;
      return {
        issuer: channelIssuer,
        authorization_endpoint: 'https://invalid.botframework.com',
        jwks_uri: `${origin}${keysPath}`,
        id_token_signing_alg_values_supported: [algorithm],
        token_endpoint_auth_methods_supported: ['private_key_jwt'],
      };
    },
    async sign(claims, { expiresIn = 3600, key = 'channel' } = {}) {
      const signer = made.find(({ use }) => use === key) ?? made[0];
      if (!signer) throw new Error('There are no keys.');
      const issuedAt = Math.floor(now() / 1000);
      return new SignJWT({ iss: channelIssuer, ...claims })
        .setProtectedHeader({ alg: algorithm, kid: signer.jwk.kid, typ: 'JWT' })
        .setIssuedAt(issuedAt)
        .setNotBefore(issuedAt + Math.min(0, expiresIn) - 1)
        .setExpirationTime(issuedAt + expiresIn)
        .sign(signer.privateKey);
    },
  };
};
