import { expect } from 'vitest';
import type { Bench } from './bench.ts';

/** Every body that the plan of this request showed is one that Azure was sent: to the same place, and the same. */
export const expectShownWasSent = async ({ approvals, world }: Bench, id: string): Promise<void> => {
  const { plan } = (await approvals.read(id)) ?? {};
  const shown = (plan?.writes ?? []).filter(({ call }) => call.body !== undefined);
  const sent = world.azure.log.lines().filter(({ method }) => method !== 'GET');

  for (const { call, resource } of shown) {
    const there = sent.filter(({ method, path }) => method === call.method && isAt(path, resource));
    const bodies = there.map(({ sentBody }) => withoutEmpty(sentBody));
    expect(bodies, `${call.method} ${resource}`).toContainEqual(expected(withoutEmpty(call.body)));
  }
};

/** An action lies below its resource. */
const isAt = (path: string, resource: string): boolean =>
  new RegExp(`^${patternOf(resource)}(/|$)`, 'iu').test(decodeURIComponent(path));

/** Some names only the operation gives: a plan shows them as `{operation}-{time}`. */
const patternOf = (text: string): string =>
  text
    .split(/\{[^}]*\}/u)
    .map((known) => known.replaceAll(/[.*+?^$()|[\]\\]/gu, '\\$&'))
    .join('[^/]+');

const expected = (shown: unknown): unknown => {
  if (typeof shown === 'string') return shown.includes('{') ? expect.stringMatching(`^${patternOf(shown)}$`) : shown;
  if (Array.isArray(shown)) return shown.map(expected);
  return isObject(shown) ? mapped(shown, expected) : shown;
};

/** An SDK says `properties` also where there are none. */
const withoutEmpty = (body: unknown): unknown => {
  if (Array.isArray(body)) return body.map(withoutEmpty);
  if (!isObject(body)) return body;
  const { properties, ...beside } = mapped(body, withoutEmpty);
  return isObject(properties) && Object.keys(properties).length === 0 ? beside : mapped(body, withoutEmpty);
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const mapped = (object: object, change: (value: unknown) => unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
