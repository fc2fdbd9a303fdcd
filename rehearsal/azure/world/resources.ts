/** An ARM resource as GET returns it, less what a service computes at the moment of reading. */
export interface ArmResource {
  id: string;
  name: string;
  type: string;
  location?: string;
  tags?: Record<string, string>;
  zones?: string[];
  sku?: Record<string, unknown>;
  kind?: string;
  identity?: Record<string, unknown>;
  properties: Record<string, unknown>;
  [other: string]: unknown;
}

/** Every resource of the world by id, whatever its letter case. Ids given back keep the case they were created with. */
export interface ResourceTable {
  get(id: string): ArmResource | undefined;
  put(resource: ArmResource): void;
  delete(id: string): boolean;
  /** All of a type (`Microsoft.Compute/disks`), below a scope (a subscription's, group's or resource's id) where one is given. */
  list(type: string, scope?: string): ArmResource[];
  readonly size: number;
}

export function createResourceTable(): ResourceTable {
  const byId = new Map<string, ArmResource>();
  const byType = new Map<string, Map<string, ArmResource>>();

  function ofType(type: string): Map<string, ArmResource> {
    const key = type.toLowerCase();
    let resources = byType.get(key);
    if (resources === undefined) {
      resources = new Map();
      byType.set(key, resources);
    }
    return resources;
  }

  return {
    get: (id) => byId.get(id.toLowerCase()),
    put(resource) {
      const key = resource.id.toLowerCase();
      const known = byId.get(key);
      if (known !== undefined) {
        resource.id = known.id;
        resource.name = known.name;
      }
      byId.set(key, resource);
      ofType(resource.type).set(key, resource);
    },
    delete(id) {
      const key = id.toLowerCase();
      const known = byId.get(key);
      if (known === undefined) return false;
      ofType(known.type).delete(key);
      return byId.delete(key);
    },
    list(type, scope) {
      const resources = ofType(type);
      if (scope === undefined) return [...resources.values()];
      const prefix = `${scope.toLowerCase()}/`;
      const below: ArmResource[] = [];
      for (const [key, resource] of resources) if (key.startsWith(prefix)) below.push(resource);
      return below;
    },
    get size() {
      return byId.size;
    },
  };
}
