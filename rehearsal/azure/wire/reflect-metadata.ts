/**
 * The certificate library's dependency injection asks for the metadata methods of Reflect, which no runtime has. These
 * are the three that it calls.
 */
const store = new WeakMap<object, Map<unknown, unknown>>();

function defineMetadata(key: unknown, value: unknown, target: object): void {
  const known = store.get(target) ?? new Map<unknown, unknown>();
  store.set(target, known.set(key, value));
}

function getOwnMetadata(key: unknown, target: object): unknown {
  return store.get(target)?.get(key);
}

function getMetadata(key: unknown, target: object): unknown {
  if (store.get(target)?.has(key)) return getOwnMetadata(key, target);
  const parent: object | null = Object.getPrototypeOf(target);
  return parent === null ? undefined : getMetadata(key, parent);
}

if (!('getMetadata' in Reflect)) Object.assign(Reflect, { defineMetadata, getOwnMetadata, getMetadata });
