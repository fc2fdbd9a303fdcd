import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseBody, parseJson } from '../../../../rehearsal/azure/wire/body.ts';
import { page } from '../../../../rehearsal/azure/wire/paging.ts';
import type { ArmRequest } from '../../../../rehearsal/azure/wire/route.ts';

const schema = z.object({ properties: z.object({ size: z.number() }) });

test.each([
  [undefined, 'body is required'],
  [null, 'body:'],
  [{ properties: { size: '4' } }, 'properties.size:'],
])('the body %j is refused and the field named', (body, words) => {
  expect(() => parseBody(request({ body }), schema)).toThrow(
    expect.objectContaining({ status: 400, code: 'InvalidRequestContent', message: expect.stringContaining(words) }),
  );
});

test('a body cannot bring a prototype with it, however deep', () => {
  const body = parseJson('{"a":{"__proto__":{"admin":true},"b":1}}') as { a: object };

  expect(Reflect.ownKeys(body.a)).toEqual(['b']);
});

test('following the links gives every item once', () => {
  const items = Array.from({ length: 7 }, (_, index) => index);
  const seen: number[] = [];
  let query = new URLSearchParams('api-version=1&$filter=a eq 1');

  for (;;) {
    const { value, nextLink } = page(request({ query }), items, { size: 3, view: (item) => item * 10 });
    seen.push(...value);
    if (nextLink === undefined) break;
    expect(nextLink).toMatch(/^https:\/\/127\.0\.0\.1:1\/a%20b\/c\?api-version=1&\$filter=a/);
    query = new URL(nextLink).searchParams;
  }

  expect(seen).toEqual([0, 10, 20, 30, 40, 50, 60]);
});

test('a skip token that nobody gave is refused', () => {
  const query = new URLSearchParams('$skiptoken=zzz');

  expect(() => page(request({ query }), [1], { size: 1 })).toThrow(expect.objectContaining({ status: 400 }));
});

function request(some: { body?: unknown; query?: URLSearchParams }): ArmRequest {
  const { body, query = new URLSearchParams() } = some;
  return { path: '/a b/c', origin: 'https://127.0.0.1:1', body, query } as Partial<ArmRequest> as ArmRequest;
}
