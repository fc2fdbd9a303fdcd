import { mkdtempSync, statSync } from 'node:fs';
import { type AddressInfo, connect as connectPlainly, createServer as createTrap, type Socket } from 'node:net';
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

test('plain http on the port is answered in plain http, with an error as Azure words it', async () => {
  const response = await fetch(fixture.endpoint.replace('https:', 'http:'), { method: 'PUT', body: '{}' });

  expect([response.status, response.headers.get('connection')]).toEqual([400, 'close']);
  expect(await response.json()).toEqual({
    error: { code: 'BadRequest', message: 'The plain HTTP request was sent to HTTPS port.' },
  });
  expect((await fixture.send({ path: fixture.thing })).status).toBe(404);
});

test('a handshake that arrives byte by byte is one all the same', async () => {
  const hello = await firstBytesOfTls();
  const answered = await new Promise((resolve) => {
    const socket = connectPlainly({ port: port(), host: '127.0.0.1', noDelay: true }, () => trickle(socket, hello));
    socket.once('data', (bytes) => {
      resolve(bytes[0]);
      socket.destroy();
    });
  });

  // A handshake is answered by a handshake.
  expect(answered).toBe(0x16);
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

/** What a TLS client says first. */
function firstBytesOfTls(): Promise<Buffer> {
  return new Promise((resolve) => {
    const trap = createTrap((socket) => {
      socket.once('data', (bytes) => {
        resolve(bytes);
        socket.destroy();
        trap.close();
      });
    });
    trap.listen(0, '127.0.0.1', () => {
      const client = connect({ port: (trap.address() as AddressInfo).port, host: '127.0.0.1' });
      client.on('error', () => {});
    });
  });
}

function trickle(socket: Socket, bytes: Buffer): void {
  if (bytes.length === 0) return;
  const some = bytes.length > 300 ? 1 : bytes.length;
  socket.write(bytes.subarray(0, some), () => setImmediate(() => trickle(socket, bytes.subarray(some))));
}
