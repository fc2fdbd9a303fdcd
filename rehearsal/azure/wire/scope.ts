/** The id of the resource, collection's parent or scope that a call is about: where its roles must allow it. */
export function scopeOf(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '');
  const provider = segments.findLastIndex((segment) => segment.toLowerCase() === 'providers');
  // Types and names alternate: a last one without a partner is a collection or an action.
  const first = provider === -1 ? 0 : provider + 2;
  const whole = (segments.length - first) % 2 === 0 ? segments.length : segments.length - 1;
  const kept = provider !== -1 && whole <= first ? provider : whole;
  return `/${segments.slice(0, kept).join('/')}`;
}

/** A resource's id and those of its ancestors, the deepest first. */
export function idsUpwards(path: string): string[] {
  const ids: string[] = [];
  let id = path.replace(/\/+$/, '');
  while (id !== '') {
    ids.push(id);
    id = id.slice(0, id.lastIndexOf('/'));
  }
  return ids;
}
