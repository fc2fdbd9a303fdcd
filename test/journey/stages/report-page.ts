import { expect } from 'vitest';
import type { OperationState } from '../../../src/operations/state.ts';
import { inWords } from '../../../src/views/words.ts';
import type { Bench } from '../../harness/bench.ts';
import type { startConversation } from './conversation.ts';

type Row = readonly string[];

interface Page {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly facts: Readonly<Record<string, string>>;
  readonly phases: readonly Row[];
  readonly machines: readonly Row[];
}

/** What somebody has who copies the page out of the chat, and opens it. */
const readPage = (message: string): Page => {
  const html = /<!doctype html>[\s\S]*<\/html>/u.exec(message)?.[0] ?? '';
  const within = (tag: string, of = html): readonly string[] =>
    [...of.matchAll(new RegExp(`<${tag}\\b[^>]*>([\\s\\S]*?)</${tag}>`, 'gu'))].map(([, inner = '']) => inner);
  const words = (tag: string, of?: string): Row => within(tag, of).map(unescaped);
  const tables = within('table').map((table) => [
    words('th', table),
    ...within('tr', within('tbody', table)[0]).map((row) => words('td', row)),
  ]);
  const under = (column: string): readonly Row[] => tables.find(([head]) => head?.[0] === column)?.slice(1) ?? [];
  const values = words('dd');
  return {
    title: words('h1')[0] ?? '',
    paragraphs: words('p'),
    facts: Object.fromEntries(words('dt').map((label, at) => [label, values[at] ?? ''])),
    phases: under('Phase'),
    machines: under('VM'),
  };
};

const signs: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
const unescaped = (text: string): string => text.replaceAll(/&(?:lt|gt|quot|#39|amp);/gu, (sign) => signs[sign] ?? '');

interface Expected {
  readonly bench: Bench;
  readonly conversation: Pick<ReturnType<typeof startConversation>, 'presses'>;
  readonly operation: string;
  readonly machines: readonly string[];
  /** How each objective is kept, as the application has them; without it, there is none. */
  readonly objectives?: { readonly time: 'met' | 'not met'; readonly data: 'met' | 'not met' };
}

/** Presses for the page of the report that was shown last, and reads in it every phase, machine and figure. */
export const expectPage = async ({ bench, conversation, operation, machines, objectives }: Expected): Promise<void> => {
  const { text } = await conversation.presses('Make a page of it', /Copy this into a file that ends in \.html/u);
  const page = readPage(text);
  const state = await bench.state(operation);
  const isDrill = state.started.command === 'drill';

  expect(page.title).toBe(`Report of ${operation}: ${state.started.title}`);
  expect(page.facts).toMatchObject({ 'Asked by': 'Ana Ruiz', 'Asked as': state.started.line });
  expect(page.facts['Approved by']).toBe(
    state.started.approvers.map(({ name }) => name).join(' and ') || 'nobody had to agree',
  );
  expect(page.phases).toEqual(phasesOf(state));
  expect(page.machines.map(([name, result]) => [name, result]).sort()).toEqual(
    machines.map((name) => [name, 'done']).sort(),
  );
  for (const [name, , took, point, loss] of page.machines) {
    expect(took, name).toMatch(/^(?:\d+ (?:min|s) ?)+$/u);
    expect(point, name).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d UTC$/u);
    expect(loss, name).toMatch(/^(?:\d+ (?:d|h|min) ?)+$/u);
  }
  const worst = page.machines.map(([, , , , loss = '']) => loss).toSorted((a, b) => minutesIn(b) - minutesIn(a))[0];
  const kept = (objective: string, how: string | undefined) =>
    how === undefined ? '. No objective is set for it.' : `; objective ${objective}: ${how}.`;
  expect(page.paragraphs).toContain(
    `${isDrill ? 'Data that would be lost' : 'Data lost'}: up to ${worst}${kept('15 min', objectives?.data)}`,
  );
  const time = page.paragraphs.find((each) =>
    each.startsWith(isDrill ? 'Time to recover, as drilled' : 'Time to recover'),
  );
  expect(time).toMatch(/: (?:\d+ (?:min|s) ?)+[.;]/u);
  expect(time?.endsWith(kept('30 min', objectives?.time))).toBe(true);
};

/** From the journal: asked, first and last agreed to, first sent, and last ended. */
const phasesOf = ({ started, startedAt, steps = [], ended }: OperationState): readonly Row[] => {
  const votes = started.approvers.flatMap(({ at }) => at ?? []).sort((a, b) => a - b);
  const sent = Math.min(...steps.flatMap(({ beganAt }) => beganAt ?? []));
  const last = Math.max(...steps.flatMap(({ endedAt }) => endedAt ?? []), ended?.at ?? 0);
  const [asked, first, enough] = [started.askedAt ?? startedAt, votes[0], votes.at(-1)];
  return [
    ...(first === undefined ? [] : [row('Decision: asked until the first yes', asked, first)]),
    ...(votes.length > 1 ? [row('Approval wait: until enough had agreed', first, enough)] : []),
    row('Start: until the first call', enough ?? asked, sent),
    row('Machine time: in Azure', sent, last),
  ];
};

const row = (name: string, from = 0, to = 0): Row => [
  name,
  ...[from, to].map((at) => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`),
  inWords((to - from) / 1000),
];

const minutesIn = (words: string): number =>
  [...words.matchAll(/(?<count>\d+) (?<unit>d|h|min)/gu)].reduce(
    (sum, { groups }) => sum + Number(groups?.count) * (unitMinutes[groups?.unit ?? ''] ?? 0),
    0,
  );

const unitMinutes: Readonly<Record<string, number>> = { d: 1440, h: 60, min: 1 };
