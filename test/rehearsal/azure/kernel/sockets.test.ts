import { mkdtempSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { connect as connectPlainly } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAuthority } from '../../../../rehearsal/azure/wire/certificate.ts';
import { type ProbeFixture, startProbe } from './probe.ts';

let fixture: ProbeFixture;
beforeAll(async () => {
  fixture = await startProbe();
});
afterAll(() => fixture.close());

test('plain http on the port ends its own connection and harms nobody', async () => {
  const outcome = await new Promise((resolve) => {
    const sent = request(fixture.endpoint.replace('https:', 'http:'), (response) => resolve(response.statusCode));
    sent.on('error', () => resolve('connection ended'));
    sent.end();
  });

  expect(outcome).toBe('connection ended');
  expect((await fixture.send({ path: fixture.thing })).status).toBe(404);
});

test('bytes that are neither TLS nor http harm nobody', async () => {
  await new Promise<void>((resolve) => {
    const socket = connectPlainly({ port: port(), host: '127.0.0.1' }, () => socket.write(Buffer.alloc(2000, 0xff)));
    socket.on('error', () => {});
    socket.on('close', () => resolve());
  });

  expect((await fixture.send({ path: fixture.thing })).status).toBe(404);
});

test('only who knows the authority trusts the server', async () => {
  const stranger = await openAuthority(mkdtempSync(join(tmpdir(), 'stranger-')));

  expect(await handshake(fixture.azure.certificate)).toBe('trusted');
  expect(await handshake(stranger.certificate)).toBe('refused');
});

test('an authority is made once, and only its owner can read the key', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'authority-')), 'new');

  const [first, second] = await Promise.all([openAuthority(folder), openAuthority(folder)]);

  expect(second.certificate).toBe(first.certificate);
  expect(statSync(join(folder, 'authority-key.pem')).mode & 0o777).toBe(0o600);
});

function handshake(ca: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port: port(), host: '127.0.0.1', ca }, () => {
      resolve('trusted');
      socket.destroy();
    });
    socket.on('error', () => resolve('refused'));
  });
}

function port(): number {
  return Number(new URL(fixture.endpoint).port);
}
