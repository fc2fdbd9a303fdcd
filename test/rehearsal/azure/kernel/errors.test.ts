import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ProbeFixture, startProbe } from './probe.ts';

let fixture: ProbeFixture;
beforeAll(async () => {
  fixture = await startProbe();
});
afterAll(() => fixture.close());

test('a request without an api-version is refused', async () => {
  expect(await fixture.code({ path: '/subscriptions?x=1' })).toEqual([400, 'MissingApiVersionParameter']);
});

test.each([
  ['yesterday', 400, 'InvalidApiVersionParameter'],
  ['2024-02-31', 400, 'InvalidApiVersionParameter'],
  ['2024-01-01-final', 400, 'InvalidApiVersionParameter'],
  ['2013-12-31', 404, 'InvalidResourceType'],
])('the api-version %s is refused', async (version, status, code) => {
  expect(await fixture.code({ path: `${fixture.thing}?api-version=${version}` })).toEqual([status, code]);
});

test.each(['2014-01-01', '2031-07-09', '2024-01-01-preview'])('the api-version %s is accepted', async (version) => {
  expect(await fixture.code({ path: `${fixture.thing}?api-version=${version}` })).toEqual([404, 'ResourceNotFound']);
});

test('an unknown route is answered by its name', async () => {
  const { status, body } = await fixture.send({ method: 'POST', path: '/providers/Microsoft.Moon/bases/one/land' });

  expect(status).toBe(501);
  expect(body).toMatchObject({
    error: { message: expect.stringContaining('POST /providers/Microsoft.Moon/bases/one') },
  });
});

test('a subscription that is not there is not found, and one that is no GUID is malformed', async () => {
  const path = (id: string) => `/subscriptions/${id}/providers/Microsoft.Probe/things`;

  const absent = await fixture.code({ path: path('5b2f6d3e-0c1a-4e57-8a64-ffffffffffff') });

  expect(absent).toEqual([404, 'SubscriptionNotFound']);
  expect(await fixture.code({ path: path('mine') })).toEqual([400, 'InvalidSubscriptionId']);
});

test.each([
  ['{"location":', 'application/json', 400, 'InvalidRequestContent'],
  ['<thing/>', 'text/xml', 415, 'UnsupportedMediaType'],
  [`{"location":"${'x'.repeat(4 * 1024 * 1024)}"}`, 'application/json', 413, 'RequestEntityTooLarge'],
])('a bad body is refused: %.20s', async (body, contentType, status, code) => {
  const headers = { 'content-type': contentType };

  const answer = await fixture.code({ method: 'PUT', path: fixture.thing, body, headers });

  expect(answer).toEqual([status, code]);
});

test('answers carry the headers of Azure Resource Manager, the client’s request id if it asks for it', async () => {
  const { headers } = await fixture.send({
    path: fixture.thing,
    headers: { 'x-ms-client-request-id': 'mine', 'x-ms-return-client-request-id': 'true' },
  });

  expect(headers).toMatchObject({
    'x-ms-client-request-id': 'mine',
    'x-ms-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'x-ms-correlation-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'x-ms-routing-request-id': expect.stringMatching(/^REHEARSAL:\d{8}T\d{6}Z:/),
    'strict-transport-security': expect.stringContaining('max-age='),
    'cache-control': 'no-cache',
    'content-type': 'application/json; charset=utf-8',
  });
});

test('HEAD is answered like GET, without the body', async () => {
  const { status, body } = await fixture.send({
    method: 'HEAD',
    path: `/subscriptions/${fixture.subscriptionId}/providers/Microsoft.Probe/things`,
  });

  expect([status, body]).toEqual([200, undefined]);
});

test('a bug in a handler is a 500, is remembered, and the next request is served', async () => {
  const buggy = await startProbe();
  const broken = await buggy.code({ method: 'POST', path: `${buggy.thing}/break` });

  expect(broken).toEqual([500, 'InternalServerError']);
  expect(buggy.azure.bugs).toEqual([expect.stringContaining('TypeError: a handler with a bug')]);
  expect((await buggy.send({ path: buggy.thing })).status).toBe(404);
  await buggy.azure.close();
});
