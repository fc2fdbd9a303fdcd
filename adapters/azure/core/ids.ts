/** An Azure resource id, taken apart. Azure changes the letter case of ids even inside one answer. */
interface ResourceId {
  readonly subscription: string;
  readonly resourceGroup: string;
  /** `Microsoft.Compute/restorePointCollections/restorePoints`; of a group: `Microsoft.Resources/resourceGroups`. */
  readonly type: string;
  /** One for each part of the type: the collection's, then the point's. */
  readonly names: readonly string[];
  readonly name: string;
}

const group = /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)(?:\/providers\/([^/]+)\/(.+?))?\/?$/i;

export const parseId = (id: string): ResourceId => {
  const [, subscription, resourceGroup, namespace, rest] = group.exec(id) ?? [];
  if (!subscription || !resourceGroup) throw new Error(`This is no id of a resource: ${id.slice(0, 300)}`);
  if (!namespace || !rest) {
    const type = 'Microsoft.Resources/resourceGroups';
    return { subscription, resourceGroup, type, names: [resourceGroup], name: resourceGroup };
  }
  const parts = rest.split('/');
  const names = parts.filter((_, index) => index % 2 === 1);
  const type = [namespace, ...parts.filter((_, index) => index % 2 === 0)].join('/');
  return { subscription, resourceGroup, type, names, name: names.at(-1) ?? '' };
};

/** The same for all spellings of one id. */
export const idKey = (id: string): string => id.toLowerCase().replace(/\/+$/u, '');

export const isSameId = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && idKey(one) === idKey(other);

/** The id of what a resource is part of: a restore point's collection. */
export const parentId = (id: string): string => id.replace(/\/[^/]+\/[^/]+\/?$/u, '');

/** The id as people call it. */
export const nameOf = (id: string): string => id.replace(/\/+$/u, '').split('/').at(-1) ?? id;
