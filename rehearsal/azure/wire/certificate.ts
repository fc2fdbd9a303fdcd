import { webcrypto } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import './reflect-metadata.ts';
import * as x509 from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 24 * 60 * 60 * 1000;

/** A certificate authority of our own, known to nobody but those who are pointed at its file. */
export interface Authority {
  /** PEM. */
  readonly certificate: string;
  /** What NODE_EXTRA_CA_CERTS must name. */
  readonly certificateFile: string;
  /** For 127.0.0.1 and localhost. */
  issue(): Promise<{ readonly certificate: string; readonly key: string }>;
}

/** The authority kept in the folder; made there the first time. */
export async function openAuthority(folder: string): Promise<Authority> {
  const secretFile = join(folder, 'authority-key.pem');
  const certificateFile = join(folder, 'authority.pem');
  if (!existsSync(secretFile)) await keepNewAuthority(folder, secretFile);
  const secret = readFileSync(secretFile, 'utf8');
  const certificate = pemBlock(secret, 'CERTIFICATE');
  if (!existsSync(certificateFile)) writeFileSync(certificateFile, certificate);
  return { certificate, certificateFile, issue: () => issueLeaf(certificate, pemBlock(secret, 'PRIVATE KEY')) };
}

/** Key and certificate in one file, linked into place: of two first starts at the same time one wins entirely. */
async function keepNewAuthority(folder: string, secretFile: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { certificate, key } = await makeAuthority();
  const draft = `${secretFile}.${process.pid}`;
  writeFileSync(draft, `${certificate}\n${key}\n`, { mode: 0o600 });
  try {
    linkSync(draft, secretFile);
  } catch (problem) {
    if (!existsSync(secretFile)) throw problem;
  } finally {
    rmSync(draft);
  }
}

async function makeAuthority(): Promise<{ certificate: string; key: string }> {
  x509.cryptoProvider.set(webcrypto);
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Rehearsal Azure authority',
    serialNumber: serialNumber(),
    notBefore: new Date(Date.now() - DAY),
    notAfter: new Date(Date.now() + 3650 * DAY),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await privateKeyPem(keys.privateKey) };
}

async function issueLeaf(authority: string, authorityKey: string): Promise<{ certificate: string; key: string }> {
  x509.cryptoProvider.set(webcrypto);
  const issuer = new x509.X509Certificate(authority);
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const signingKey = await webcrypto.subtle.importKey(
    'pkcs8',
    x509.PemConverter.decodeFirst(authorityKey),
    ALGORITHM,
    false,
    ['sign'],
  );
  const leaf = await x509.X509CertificateGenerator.create({
    subject: 'CN=localhost',
    issuer: issuer.subject,
    serialNumber: serialNumber(),
    notBefore: new Date(Date.now() - DAY),
    notAfter: new Date(Date.now() + 365 * DAY),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth], false),
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return { certificate: leaf.toString('pem'), key: await privateKeyPem(keys.privateKey) };
}

async function privateKeyPem(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

function serialNumber(): string {
  // The first bit stays clear: a serial number is positive.
  return `01${Buffer.from(webcrypto.getRandomValues(new Uint8Array(15))).toString('hex')}`;
}

function pemBlock(text: string, label: string): string {
  const block = new RegExp(`-----BEGIN ${label}-----[^-]+-----END ${label}-----`).exec(text)?.[0];
  if (block === undefined) throw new Error(`no ${label} in the authority's file`);
  return `${block}\n`;
}
