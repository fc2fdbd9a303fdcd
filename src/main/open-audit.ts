import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import { type Audit, keepAudit } from '../audit/keep-audit.ts';
import { readEvidence } from '../audit/verify-export.ts';
import type { Environment } from '../configuration/environment.ts';
import type { SignedHead } from '../ports/audit.ts';
import { CannotStart } from './cannot-start.ts';
import type { openStore } from './open-store.ts';

interface AuditParts {
  readonly environment: Environment;
  readonly log: Logger;
  readonly store: Awaited<ReturnType<typeof openStore>>;
  /** Posts a head where people see it. */
  readonly announce: (head: SignedHead) => Promise<unknown>;
}

/** The audit log with its key and its heads in files that the store never sees. */
export const openAudit = async ({ environment, log, store, announce }: AuditParts): Promise<Audit> => {
  const folder = resolve(environment.dataFolder);
  const keptIn = resolve(folder, 'audit-heads.jsonl');
  return keepAudit({
    log: store.audit,
    deployment: environment.deployment,
    privateKey: await openKey(folder),
    counter: () => store.guard.reached(),
    now: () => new Date(),
    heads: {
      keep: async (head) => {
        log.info({ head }, 'audit head');
        await appendFile(keptIn, `${JSON.stringify({ head })}\n`, { mode: 0o600 });
        await announce(head);
      },
      kept: async () => readEvidence(await readFile(keptIn, 'utf8').catch(() => '')).heads,
    },
    unsigned: (error) => log.warn({ err: error }, 'the audit log could not be signed'),
    unwritten: (error, events) =>
      log.error({ err: error, events }, 'the audit log could not be written; I go on trying'),
  });
};

/** The public half lies beside it, for whoever checks an export elsewhere. */
const openKey = async (folder: string): Promise<KeyObject> => {
  const path = resolve(folder, 'audit-key');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const made = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  await writeFile(path, made, { mode: 0o600, flag: 'wx' }).catch(() => {});
  const key = readKey(await readFile(path, 'utf8'), path);
  await writeFile(`${path}.pub`, createPublicKey(key).export({ type: 'spki', format: 'pem' }));
  return key;
};

const readKey = (text: string, path: string): KeyObject => {
  try {
    const key = createPrivateKey(text);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Another process may be writing it just now; said below.
  }
  throw new CannotStart(`${path} holds no Ed25519 key. Start again; if it stays so, remove it: the next is a new one.`);
};
