import { type Described, type DescribedSection, describePolicy, type Field, labelOf } from './description.ts';
import type { Policy } from './policy.ts';
import { type Touched, touchedBy } from './touched.ts';

/** What a new policy file changes, to be read by people and acted on by the bot. */
export interface PolicyDifference {
  readonly from: string;
  readonly to: string;
  /** A line each; none where only comments and layout changed. */
  readonly lines: readonly string[];
  readonly touched: Touched;
}

export const differenceOf = (before: Policy, after: Policy): PolicyDifference => {
  const then = describePolicy(before);
  const lines = describePolicy(after).flatMap((section, index) => {
    const old = then[index];
    return old ? sectionLines(old, section) : [];
  });
  return { from: before.version, to: after.version, lines, touched: touchedBy(before, after) };
};

const sectionLines = (before: DescribedSection, after: DescribedSection): readonly string[] => {
  const removed = without(before.entries, after.entries);
  const added = without(after.entries, before.entries);
  const stayed = after.entries.filter((entry) => !added.includes(entry));
  const stayedBefore = before.entries.filter((entry) => !removed.includes(entry));
  return [
    ...removed.map(({ name, fields }) => `removed: ${name}${shownFields(fields)}`),
    ...added.map(({ name, fields }) => `added: ${name}${shownFields(fields)}`),
    ...stayed.flatMap((entry) => entryLines(before.entries.find(({ name }) => name === entry.name) ?? entry, entry)),
    ...(isSameOrder(stayedBefore, stayed) ? [] : [`reordered: ${after.title}`]),
  ];
};

/** As often as a name is in the second list, so often it is taken out of the first: two equal rules are two rules. */
const without = (entries: readonly Described[], others: readonly Described[]): readonly Described[] => {
  const left = new Map<string, number>();
  for (const { name } of others) left.set(name, (left.get(name) ?? 0) + 1);
  return entries.filter(({ name }) => {
    const count = left.get(name) ?? 0;
    left.set(name, count - 1);
    return count <= 0;
  });
};

const isSameOrder = (before: readonly Described[], after: readonly Described[]): boolean =>
  before.every(({ name }, index) => name === after[index]?.name);

const entryLines = (before: Described, after: Described): readonly string[] => {
  const keys = new Set([...Object.keys(before.fields), ...Object.keys(after.fields)]);
  return [...keys].flatMap((key) => {
    const change = fieldChange(before.fields[key], after.fields[key]);
    return change ? [`changed: ${after.name}: ${labelOf(key)} ${change}`] : [];
  });
};

const fieldChange = (before: Field, after: Field): string | undefined => {
  if (JSON.stringify(before) === JSON.stringify(after)) return undefined;
  if (typeof before === 'string' || typeof after === 'string') return `${shown(before)} -> ${shown(after)}`;
  const [old = [], now = []] = [before, after];
  const gone = old.filter((each) => !now.includes(each));
  const come = now.filter((each) => !old.includes(each));
  const parts = [come.length > 0 && `added ${come.join(', ')}`, gone.length > 0 && `removed ${gone.join(', ')}`];
  return parts.filter((part) => part !== false).join('; ') || `${shown(old)} -> ${shown(now)}`;
};

const shown = (field: Field): string => {
  if (typeof field === 'string') return field;
  return field && field.length > 0 ? field.join(', ') : 'nothing';
};

const shownFields = (fields: Described['fields']): string => {
  const parts = Object.entries(fields).flatMap(([key, field]) =>
    field === undefined || field.length === 0 ? [] : [`${labelOf(key)} ${shown(field)}`],
  );
  return parts.length > 0 ? ` (${parts.join('; ')})` : '';
};
