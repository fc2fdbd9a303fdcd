import type { FieldShape, Shape, Shapes } from './shape.ts';
import type { Answers, Traffic } from './traffic.ts';

/** Headers that say how a long operation goes on: there exactly where recorded answers have them. */
const TELLING = new Set(['azure-asyncoperation', 'location', 'content-type']);
/** Every answer of Azure's has them; the recorders left them out. */
const ALWAYS = ['x-ms-request-id', 'x-ms-correlation-request-id'];

/** Sentences like `Vaults_Get 200: $.properties lacks privateEndpointStateForBackup`, without repetition. */
export function differencesOf(recorded: Traffic, own: Traffic): string[] {
  const found = new Set<string>();
  for (const [key, answers] of recorded) {
    const mine = own.get(key);
    for (const difference of mine === undefined ? ['never answered'] : differencesIn(answers, mine)) {
      found.add(`${key}: ${difference}`);
    }
  }
  for (const key of own.keys()) if (isNewStatus(key, recorded)) found.add(`${key}: never recorded`);
  return [...found].sort();
}

/** The operation was recorded, but never with this status. */
function isNewStatus(key: string, recorded: Traffic): boolean {
  const [operation] = key.split(' ');
  return !recorded.has(key) && [...recorded.keys()].some((known) => known.startsWith(`${operation} `));
}

function differencesIn(recorded: Answers, own: Answers): string[] {
  return [
    ...headerDifferences(recorded, own),
    ...addressDifferences(recorded, own),
    ...shapeDifferences(recorded.shapes, own.shapes),
  ];
}

function headerDifferences(recorded: Answers, own: Answers): string[] {
  const isAlways = ({ headers, count }: Answers, name: string) => headers.get(name) === count;
  // Most recorders left Retry-After out: it is asked for where a single recorded answer has it.
  const required = [...recorded.headers.keys()].filter((name) => name === 'retry-after' || isAlways(recorded, name));
  const missing = [...required, ...ALWAYS].filter((name) => !isAlways(own, name));
  const added = [...TELLING].filter((name) => !recorded.headers.has(name) && own.headers.has(name));
  return [
    ...missing.map((name) => `${name} is not always sent`),
    ...added.map((name) => `${name} is sent, and was not recorded`),
  ];
}

function addressDifferences(recorded: Answers, own: Answers): string[] {
  return [...recorded.addresses].flatMap(([header, known]) => {
    const mine = own.addresses.get(header);
    if (mine === undefined) return [];
    const elsewhere = [...mine.operations].filter((operation) => !known.operations.has(operation));
    const asked = [...(known.queries[0] ?? [])].filter((name) => known.queries.every((names) => names.has(name)));
    const unasked = asked.filter((name) => !mine.queries.every((names) => names.has(name)));
    const missed = [...known.outcomes].filter((outcome) => !mine.outcomes.has(outcome));
    return [
      ...elsewhere.map((operation) => `${header} leads to ${operation}, not to ${[...known.operations].join(', ')}`),
      ...unasked.map((name) => `${header} has no ${name}`),
      ...missed.map((outcome) => `${header} never answers ${outcome}`),
    ];
  });
}

function shapeDifferences(recorded: Shapes, own: Shapes): string[] {
  const missing = [...recorded].filter(([key, { place }]) => isKindOfItsOwn(key, place) && !own.has(key));
  return [
    ...missing.map(([key]) => `nothing like ${key}`),
    ...[...own].flatMap(([key, shape]) => {
      const model = recorded.get(key);
      return model === undefined || isOnlyOneState(model, shape) ? [] : objectDifferences(model, shape);
    }),
  ];
}

/** `$.value[].properties<AzureIaaSVMJob>`, and not what is inside of it, nor what tells a state. */
function isKindOfItsOwn(key: string, place: string): boolean {
  return key.endsWith('>') && !key.includes('(') && key !== place;
}

/** What was recorded in one state only says nothing of the others; that one is compared by itself. */
function isOnlyOneState({ variants }: Shape, own: Shape): boolean {
  return variants.size === 1 && [...own.variants].some((variant) => !variants.has(variant));
}

function objectDifferences(recorded: Shape, own: Shape): string[] {
  return [...recorded.fields].flatMap(([name, field]) => {
    const mine = own.fields.get(name);
    const isRequired = field.count === recorded.objects;
    if (isRequired && mine?.count !== own.objects) return [`${own.place} lacks ${name}`];
    return mine === undefined ? [] : fieldDifferences(`${own.place}.${name}`, field, mine, isRequired);
  });
}

function fieldDifferences(at: string, recorded: FieldShape, own: FieldShape, isRequired: boolean): string[] {
  const strange = [...own.types].filter((type) => !recorded.types.has(type));
  const isHollow = isRequired && recorded.types.has('array') && recorded.empty === 0 && own.empty === own.count;
  return [
    ...strange.map((type) => `${at} is ${type}, not ${[...recorded.types].join(' or ')}`),
    ...(isHollow ? [`${at} is always empty`] : []),
  ];
}

/** How much was compared: operations, each with its statuses, and the fields of all kinds of objects in them. */
export function comparedIn(recorded: Traffic, own: Traffic) {
  const situations = [...own.keys()].filter((key) => recorded.has(key));
  const operations = new Set(situations.map((key) => key.split(' ')[0]));
  const fields = situations.map((key) => sharedFields(recorded.get(key), own.get(key)));
  return {
    operations: operations.size,
    situations: situations.length,
    fields: fields.reduce((sum, count) => sum + count, 0),
  };
}

function sharedFields(recorded: Answers | undefined, own: Answers | undefined): number {
  let shared = 0;
  for (const [key, { fields }] of own?.shapes ?? []) {
    const model = recorded?.shapes.get(key);
    for (const name of fields.keys()) if (model?.fields.has(name)) shared += 1;
  }
  return shared;
}
