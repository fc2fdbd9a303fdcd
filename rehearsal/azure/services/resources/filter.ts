import { ArmError } from '../../wire/errors.ts';
import type { ArmResource } from '../../world/resources.ts';
import { groupNameOf } from './ids.ts';

type Test = (resource: ArmResource) => boolean;

/** The part of OData's `$filter` that resource lists understand: comparisons and `substringof`, joined by `and`. */
export function parseFilter(filter: string | undefined): Test {
  if (!filter?.trim()) return () => true;
  const clauses = splitAtAnd(filter);
  const tagClauses = clauses.filter(({ field }) => field === 'tagname' || field === 'tagvalue');
  const tests = clauses.filter((clause) => !tagClauses.includes(clause)).map((clause) => testOf(clause, filter));
  if (tagClauses.length > 0) tests.push(tagTest(tagClauses));
  return (resource) => tests.every((test) => test(resource));
}

interface Clause {
  readonly field: string;
  readonly operator: 'eq' | 'ne' | 'contains';
  readonly value: string;
}

const clausePattern =
  /\s*(?:(?<field>\w+)\s+(?<operator>eq|ne)\s+'(?<value>(?:[^']|'')*)'|substringof\(\s*'(?<part>(?:[^']|'')*)'\s*,\s*(?<within>\w+)\s*\))\s*/iy;

function splitAtAnd(filter: string): Clause[] {
  const clauses: Clause[] = [];
  const and = /and\b/iy;
  let at = 0;
  for (;;) {
    clausePattern.lastIndex = at;
    const groups = clausePattern.exec(filter)?.groups;
    if (!groups) throw invalidFilter(filter);
    clauses.push(clauseOf(groups));
    at = clausePattern.lastIndex;
    if (at === filter.length) return clauses;
    and.lastIndex = at;
    if (!and.test(filter)) throw invalidFilter(filter);
    at = and.lastIndex;
  }
}

function clauseOf({ field, operator, value, part, within }: Record<string, string | undefined>): Clause {
  const text = (value ?? part ?? '').replaceAll("''", "'");
  if (within !== undefined) return { field: within.toLowerCase(), operator: 'contains', value: text };
  return { field: `${field}`.toLowerCase(), operator: operator?.toLowerCase() === 'ne' ? 'ne' : 'eq', value: text };
}

const fields = new Map<string, (resource: ArmResource) => string | undefined>([
  ['resourcetype', ({ type }) => type],
  ['name', ({ name }) => name],
  ['location', ({ location }) => location],
  ['resourcegroup', ({ id }) => groupNameOf(id)],
]);

function testOf({ field, operator, value }: Clause, filter: string): Test {
  const read = fields.get(field);
  if (!read) throw invalidFilter(filter);
  const wanted = value.toLowerCase();
  return (resource) => {
    const found = read(resource)?.toLowerCase() ?? '';
    if (operator === 'contains') return found.includes(wanted);
    return (found === wanted) === (operator === 'eq');
  };
}

/** A tag's name and its value belong together: `tagName eq 'env' and tagValue eq 'prod'`. */
function tagTest(clauses: readonly Clause[]): Test {
  const name = clauses.find(({ field }) => field === 'tagname')?.value.toLowerCase();
  const value = clauses.find(({ field }) => field === 'tagvalue')?.value;
  return ({ tags = {} }) =>
    Object.entries(tags).some(
      ([tag, content]) =>
        (name === undefined || tag.toLowerCase() === name) && (value === undefined || content === value),
    );
}

function invalidFilter(filter: string): ArmError {
  return new ArmError(400, 'InvalidFilterInQueryString', `Invalid $filter '${filter}' specified in the query string.`);
}
