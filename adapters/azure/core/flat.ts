/** As the clients of computing, networks and storage take a body: what Azure keeps in `properties` lies beside the name. */
type Flat<Body> = Body extends readonly (infer Each)[]
  ? Flat<Each>[]
  : Body extends { readonly properties: infer Inner extends object }
    ? FlatFields<Omit<Body, 'properties'> & Inner>
    : Body extends object
      ? FlatFields<Body>
      : Body;

type FlatFields<Fields> = { [Name in keyof Fields]: Flat<Fields[Name]> };

export const flat = <Body>(body: Body): Flat<Body> => flattened(body) as Flat<Body>;

const flattened = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(flattened);
  if (typeof value !== 'object' || value === null) return value;
  const { properties, ...beside } = value as { readonly properties?: unknown };
  const fields = typeof properties === 'object' ? { ...beside, ...properties } : value;
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, flattened(field)]));
};
