import type { Exchange, WireCall } from '../../../../rehearsal/azure/wire/exchange.ts';
import type { Route } from '../../../../rehearsal/azure/wire/route.ts';
import { createRandom } from '../../../../rehearsal/azure/world/random.ts';
import { createBodyLore } from './wild-bodies.ts';
import { seedBodies, withIds } from './wild-seeds.ts';

const WILD: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  'x'.repeat(300),
  '/subscriptions/none/resourceGroups/none',
  '../../etc',
  [],
  [null],
  {},
  { constructor: 'x', toString: null },
  { id: null, properties: [] },
  [[[]]],
];

const QUERIES = [
  '&$filter=',
  "&$filter=backupManagementType eq 'AzureIaasVM'",
  '&$filter=properties/x eq eq (',
  '&$skipToken=%00%ff',
  '&$top=-1',
  '&$expand=instanceView',
  '&%24expand=everything',
];

const NAMES = ['a', 'eastus', '%F0%9F%98%80', 'a%2Fb', '__proto__', '..%2F', ';;;', 'A'.repeat(200)];

/** Makes up calls, good, nearly good and nonsensical, and learns real ids and bodies from the answers. */
export function createWildCalls(routes: readonly Route[], origin: string, subscriptionId: string, seed: number) {
  const random = createRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const subscription = `/subscriptions/${subscriptionId}`;
  const ids = new Map([[subscription, segmentsOf(subscription)]]);
  const lore = createBodyLore(anyId);

  function anyId(): string {
    return pick([...ids.keys()]);
  }

  function wildPath(route: Route): string {
    const template = segmentsOf(route.path);
    const known = random() < 0.95 ? pick(fitting(ids.values(), template)) : [];
    return `/${template.map((segment, at) => known[at] ?? (isPlaceholder(segment) ? wildName(segment) : segment)).join('/')}`;
  }

  function wildName(placeholder: string): string {
    if (/^\{(scope|resourceId)\}$/i.test(placeholder)) return anyId().slice(1);
    return placeholder === '{subscriptionId}' && random() < 0.9 ? subscriptionId : pick(NAMES);
  }

  function wildBody({ method, operation }: Route): string | undefined {
    if (method === 'GET' || method === 'HEAD' || random() < 0.05) return undefined;
    const seed = random() < 0.7 ? seedBodies[operation] : undefined;
    const body = seed === undefined ? lore.known(operation) : withIds(seed, idOfKind);
    if (random() < 0.6) return JSON.stringify(body);
    return random() < 0.1 ? '{"location":' : JSON.stringify(mutated(body, 0));
  }

  function idOfKind(kind: string): string {
    const fit = [...ids].filter(([, segments]) => segments.at(-2)?.toLowerCase() === kind.toLowerCase());
    return fit.length === 0 ? '' : pick(fit)[0];
  }

  function mutated(value: unknown, depth: number): unknown {
    if (random() < 0.05 * (depth + 1)) return pick(WILD);
    if (Array.isArray(value)) return value.map((item) => mutated(item, depth + 1));
    if (typeof value !== 'object' || value === null) return random() < 0.1 ? anyId() : value;
    const entries = Object.entries(value).filter(() => random() > 0.03);
    return Object.fromEntries(entries.map(([key, inner]) => [key, mutated(inner, depth + 1)]));
  }

  function wildRoute(): Route {
    const route = pick(routes);
    // What is deleted cannot be played with any more.
    return route.method === 'DELETE' && random() < 0.7 ? pick(routes) : route;
  }

  return {
    next(authorization: string): WireCall {
      const route = wildRoute();
      const version = random() < 0.97 ? versionFor(route) : pick(['', '2013-01-01', 'now']);
      const query = random() < 0.1 ? encodeURI(pick(QUERIES)) : '';
      return {
        method: route.method,
        url: `${wildPath(route)}?api-version=${version}${query}`,
        headers: { authorization, 'content-type': 'application/json', 'x-ms-client-request-id': 'wild' },
        body: wildBody(route),
        origin,
      };
    },
    learn({ operation, sentBody, answer }: Exchange): void {
      if (operation === undefined || answer === undefined) return;
      lore.learn(operation, sentBody, answer);
      if (answer.status >= 300 || ids.size > 2000) return;
      const text = JSON.stringify([answer.body, answer.headers]);
      for (const [, id] of text.matchAll(/"(?:https:\/\/[\d.:]+)?(\/subscriptions\/[^"?]+)/gi)) {
        if (id && !ids.has(id)) ids.set(id, segmentsOf(id));
      }
    },
  };
}

function versionFor({ versions }: Route): string {
  const candidates = ['2024-04-01', '2023-01-15', '2021-11-15', '2018-12-20', '2023-06-01'];
  return candidates.find((candidate) => versions === undefined || versions(candidate)) ?? '2024-04-01';
}

/** Of the ids that a path of the template could begin with, the longest; ids are given by their segments. */
function fitting(ids: Iterable<string[]>, template: readonly string[]): string[][] {
  let best: string[][] = [[]];
  let length = 0;
  for (const segments of ids) {
    if (segments.length < length || segments.length > template.length || !fits(segments, template)) continue;
    if (segments.length > length) best = [];
    length = segments.length;
    best.push(segments);
  }
  return best;
}

function fits(segments: readonly string[], template: readonly string[]): boolean {
  return segments.every((segment, at) => {
    const asked = template[at] ?? '';
    return isPlaceholder(asked) || asked.toLowerCase() === segment.toLowerCase();
  });
}

function isPlaceholder(segment: string): boolean {
  return segment.startsWith('{');
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}
