import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Exchange } from '../../../../rehearsal/azure/wire/exchange.ts';
import { createRecorder } from '../../../../rehearsal/azure/wire/record.ts';

test('a call is written in the form that the spec checker reads, without its token', () => {
  const { file, record } = newRecorder();

  record(exchange({ headers: { authorization: 'Bearer x', 'content-type': 'application/json' }, sentBody: { a: 1 } }));

  expect(linesOf(file)).toEqual([
    {
      operation: 'Things_Put',
      liveRequest: {
        method: 'PUT',
        url: '/thing?api-version=1',
        headers: { 'content-type': 'application/json' },
        body: { a: 1 },
      },
      liveResponse: { statusCode: '201', headers: { 'x-ms-request-id': 'r' }, body: { made: true } },
    },
  ]);
});

test('a body that was not sent is left out', () => {
  const { file, record } = newRecorder();

  record(exchange({}));

  expect(linesOf(file)[0]).not.toHaveProperty('liveRequest.body');
});

test('struck calls and calls that are bad on purpose are kept apart, dropped ones nowhere', () => {
  const { file, apart, record } = newRecorder();

  record(exchange({ struck: true }));
  record(exchange({ headers: { 'x-rehearsal-expect-error': '1' } }));
  record({ ...exchange({}), answer: undefined });

  expect(existsSync(file)).toBe(false);
  expect(linesOf(apart)).toHaveLength(2);
  expect(readFileSync(apart, 'utf8')).not.toContain('x-rehearsal');
});

function newRecorder() {
  const folder = mkdtempSync(join(tmpdir(), 'record-'));
  const file = join(folder, 'traffic.jsonl');
  return { file, apart: join(folder, 'faults', 'traffic.faults.jsonl'), record: createRecorder(file) };
}

function linesOf(file: string): unknown[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function exchange(some: { headers?: Record<string, string>; sentBody?: unknown; struck?: boolean }): Exchange {
  return {
    call: {
      method: 'PUT',
      url: '/thing?api-version=1',
      headers: some.headers ?? {},
      body: undefined,
      origin: 'https://x',
    },
    sentBody: some.sentBody,
    operation: 'Things_Put',
    struck: some.struck ?? false,
    answer: { status: 201, headers: { 'x-ms-request-id': 'r' }, body: { made: true } },
  };
}
