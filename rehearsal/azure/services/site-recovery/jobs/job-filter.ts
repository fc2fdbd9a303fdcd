import type { ArmRequest } from '../../../wire/route.ts';
import { badInput } from '../errors.ts';
import type { Job } from './job.ts';

export type Conditions = Readonly<Record<string, string>>;

/** `name eq 'value' and ...` as the service's lists take it; names in lower case. */
export function filterOf(request: ArmRequest): Conditions {
  const text = textOf(request.query);
  if (text === undefined || text.trim() === '') return {};
  const pairs = text.split(/\s+and\s+/i).map((part) => /^\s*\(?\s*(\w+)\s+eq\s+'?([^']*?)'?\s*\)?\s*$/i.exec(part));
  if (pairs.some((pair) => pair === null)) {
    throw badInput(
      request,
      'InvalidFilter',
      `The filter '${text}' is not supported.`,
      "Use conditions of the form name eq 'value', joined by 'and'.",
    );
  }
  return Object.fromEntries(pairs.map((pair) => [`${pair?.[1]}`.toLowerCase(), `${pair?.[2]}`]));
}

function textOf(query: URLSearchParams): string | undefined {
  for (const [name, value] of query) if (name.toLowerCase() === '$filter') return value;
  return undefined;
}

export function timeIn(request: ArmRequest, conditions: Conditions, name: string): number | undefined {
  const text = conditions[name.toLowerCase()];
  if (text === undefined || text === '') return undefined;
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw badInput(request, 'InvalidFilter', `'${text}' is not a time.`, 'Give the time as 2024-05-01T08:00:00Z.');
}

/** Whether a job is among those that a list's filter or an export's parameters ask for. */
export function jobMatcher(request: ArmRequest, conditions: Conditions): (job: Job) => boolean {
  const from = timeIn(request, conditions, 'startTime');
  const until = timeIn(request, conditions, 'endTime');
  const states = wordsIn(conditions.jobstatus);
  const kinds = wordsIn(conditions.affectedobjecttypes);
  return (job) =>
    (from === undefined || job.startedAt >= from) &&
    (until === undefined || job.startedAt <= until) &&
    (conditions.jobname === undefined || conditions.jobname === job.id || conditions.jobname === job.laterId) &&
    (states.length === 0 || states.includes(stateWord(job))) &&
    (kinds.length === 0 || kinds.includes(job.target.type.toLowerCase()));
}

function wordsIn(list: string | undefined): string[] {
  const words = (list ?? '').split(',').map((word) => word.trim().toLowerCase());
  return words.filter((word) => word !== '');
}

function stateWord({ state, stateDescription }: Job): string {
  return (stateDescription ?? (state === 'Succeeded' ? 'Completed' : state)).toLowerCase();
}
