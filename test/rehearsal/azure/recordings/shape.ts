/** What all JSON objects at one place of an operation's answers have in common. */
export interface Shape {
  readonly place: string;
  objects: number;
  readonly fields: Map<string, FieldShape>;
  /** The same place with the states that these objects were in. */
  readonly variants: Set<string>;
}

export interface FieldShape {
  count: number;
  readonly types: Set<string>;
  /** How many of the values were arrays with nothing in them. */
  empty: number;
}

/** By place and kind; each object is there under its kind alone and under its kind and state. */
export type Shapes = Map<string, Shape>;

/** Fields whose value decides what else an object has. */
const KINDS = [
  'objectType',
  'instanceType',
  'jobType',
  'containerType',
  'protectableItemType',
  'protectedItemType',
  'protectableObjectType',
  'backupManagementType',
  'schedulePolicyType',
  'retentionPolicyType',
  'policyType',
  'taskType',
];
const STATES = ['operation', 'status', 'state', 'provisioningState', 'protectionState', 'scenarioName'];
/** Objects whose keys are names that somebody chose. */
const MAPS = new Set(['tags', 'userAssignedIdentities']);

type Json = Readonly<Record<string, unknown>>;

export function learn(shapes: Shapes, body: unknown): void {
  visit(shapes, body, { place: '$', kind: '$', state: '$' });
}

interface Address {
  /** Without kinds, for people. */
  readonly place: string;
  readonly kind: string;
  readonly state: string;
}

function visit(shapes: Shapes, value: unknown, at: Address): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(shapes, item, extended(at, '[]'));
  } else if (isObject(value)) {
    const here = addressOf(value, at);
    for (const key of new Set([here.kind, here.state])) note(shapes, key, here, value);
    for (const [name, field] of Object.entries(value)) {
      if (!MAPS.has(name)) visit(shapes, field, extended(here, `.${name}`));
    }
  }
}

function addressOf(value: Json, at: Address): Address {
  const kinds = [...tellTales(value, KINDS), ...tellTales(value.creationData, ['createOption'])];
  const kind = kinds.length === 0 ? '' : `<${kinds.join(' ')}>`;
  const states = tellTales(value, STATES);
  const state = states.length === 0 ? '' : `(${states.join(' ')})`;
  return { place: at.place, kind: at.kind + kind, state: at.state + kind + state };
}

function tellTales(value: unknown, names: readonly string[]): string[] {
  if (!isObject(value)) return [];
  return names.map((name) => value[name]).filter((found) => typeof found === 'string');
}

function extended({ place, kind, state }: Address, step: string): Address {
  return { place: place + step, kind: kind + step, state: state + step };
}

function note(shapes: Shapes, key: string, { place, state }: Address, value: Json): void {
  const shape = shapes.get(key) ?? { place, objects: 0, fields: new Map(), variants: new Set() };
  shapes.set(key, shape);
  shape.objects += 1;
  shape.variants.add(state);
  for (const [name, field] of Object.entries(value)) {
    const known = shape.fields.get(name) ?? { count: 0, types: new Set<string>(), empty: 0 };
    shape.fields.set(name, known);
    known.count += 1;
    known.types.add(typeOf(field));
    if (Array.isArray(field) && field.length === 0) known.empty += 1;
  }
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
