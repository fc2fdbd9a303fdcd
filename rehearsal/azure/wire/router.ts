import type { Method, Route } from './route.ts';

export interface RouteMatch {
  readonly route: Route;
  readonly params: Record<string, string>;
}

export interface Router {
  /** `rawPath` is still percent-encoded. */
  find(method: Method, rawPath: string, apiVersion: string): RouteMatch | undefined;
}

interface Leaf {
  readonly route: Route;
  readonly names: readonly string[];
}

interface Node {
  readonly literals: Map<string, Node>;
  /** One segment, whatever it is. */
  single?: Node;
  /** One segment or more: `{scope}` and its like stand for whole resource ids. */
  several?: Node;
  readonly leaves: Leaf[];
}

const SEVERAL_SEGMENTS = new Set([
  'scope',
  'resourceid',
  'resourceuri',
  'resourcescope',
  'roleid',
  'parentresourcepath',
]);

/** Finds routes by a trie over path segments; a literal is preferred to a placeholder. */
export function createRouter(routes: readonly Route[]): Router {
  const root = createNode();
  for (const route of routes) insert(root, route);

  return {
    find(method, rawPath, apiVersion) {
      const segments = decodedSegments(rawPath);
      if (segments === undefined) return undefined;
      const accepts = (leaf: Leaf) =>
        leaf.route.method === method && (leaf.route.versions === undefined || leaf.route.versions(apiVersion));
      return walk(root, segments, 0, [], accepts);
    },
  };
}

function createNode(): Node {
  return { literals: new Map(), leaves: [] };
}

function insert(root: Node, route: Route): void {
  let node = root;
  const names: string[] = [];
  for (const segment of splitPath(route.path)) {
    const placeholder = /^\{(.+)\}$/.exec(segment)?.[1];
    if (placeholder === undefined) {
      node = child(node.literals, segment.toLowerCase());
      continue;
    }
    names.push(placeholder);
    if (SEVERAL_SEGMENTS.has(placeholder.toLowerCase())) node = node.several ??= createNode();
    else node = node.single ??= createNode();
  }
  // A route that chooses by version goes before the one that takes every version.
  if (route.versions === undefined) node.leaves.push({ route, names });
  else node.leaves.unshift({ route, names });
}

function child(literals: Map<string, Node>, segment: string): Node {
  const known = literals.get(segment);
  if (known !== undefined) return known;
  const made = createNode();
  literals.set(segment, made);
  return made;
}

function walk(
  node: Node,
  segments: readonly string[],
  at: number,
  values: readonly string[],
  accepts: (leaf: Leaf) => boolean,
): RouteMatch | undefined {
  const segment = segments[at];
  if (segment === undefined) return matchOf(node.leaves.find(accepts), values);
  const literal = node.literals.get(segment.toLowerCase());
  const found = literal && walk(literal, segments, at + 1, values, accepts);
  if (found !== undefined) return found;
  const single = node.single && walk(node.single, segments, at + 1, [...values, segment], accepts);
  return single ?? (node.several && walkSeveral(node.several, segments, at, values, accepts));
}

/** The longest stretch first: a role assignment's scope may itself be a resource below a provider. */
function walkSeveral(
  node: Node,
  segments: readonly string[],
  at: number,
  values: readonly string[],
  accepts: (leaf: Leaf) => boolean,
): RouteMatch | undefined {
  for (let end = segments.length; end > at; end -= 1) {
    const found = walk(node, segments, end, [...values, segments.slice(at, end).join('/')], accepts);
    if (found !== undefined) return found;
  }
  return undefined;
}

function matchOf(leaf: Leaf | undefined, values: readonly string[]): RouteMatch | undefined {
  if (leaf === undefined) return undefined;
  const params = Object.fromEntries(leaf.names.map((name, index) => [name, values[index] ?? '']));
  return { route: leaf.route, params };
}

function decodedSegments(rawPath: string): string[] | undefined {
  try {
    return splitPath(rawPath).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function splitPath(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}
