import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebClient } from '@slack/web-api';
import { expect, onTestFinished, test } from 'vitest';
import { boltLogger } from '../../../adapters/slack/receive/bolt-logger.ts';
import { failureOf } from '../../../adapters/slack/web/failures.ts';
import { openAuthority } from '../../../rehearsal/azure/wire/certificate.ts';

/** By an authority that this process does not know. */
const startStranger = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'lifeboat-stranger-'));
  const { certificate, key } = await (await openAuthority(folder)).issue();
  const server = createServer({ cert: certificate, key });
  await new Promise<void>((started) => server.listen(0, '127.0.0.1', started));
  onTestFinished(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
};

test('to a server with a certificate that nobody trusts nothing has been sent', async () => {
  const client = new WebClient('none', {
    slackApiUrl: await startStranger(),
    retryConfig: { retries: 0 },
    logger: boltLogger(() => {}),
  });

  const error = await client.apiCall('chat.postMessage', { channel: 'C1', text: 'hello' }).catch((it: unknown) => it);

  expect(failureOf(error)).toEqual({ kind: 'not-sent' });
});
