import { troubleOf } from './attempt.ts';
import type { Entry } from './entry.ts';
import type { OperationState, StepRecord } from './state.ts';
import type { Part, Step, StepStanding } from './workflow.ts';

/** What looking at one step came to. */
export interface Seen<Tools> {
  readonly step: Step<Tools>;
  readonly entries: readonly Entry[];
  readonly againMs: number;
  /** Azure was asked: nothing of it is there, so it may be sent. */
  readonly toSend?: true;
  /** Nothing is done about it any more. */
  readonly atRest?: true;
}

interface Eyes<Tools> {
  readonly tools: Tools;
  readonly now: number;
}

/** Azure may list a job so much later than it accepted the call. It covers the clocks' difference too. */
export const listingDelayMs = 90_000;
/** What is followed or waited for leaves a trace so often, so that silence in the journal means that nobody was there. */
const heartbeatMs = 10 * 60_000;
export const lookAgainMs = 60_000;

/** Looks at one step without sending anything. Where Azure cannot be read, the card learns why. */
export const observe = async <Tools>(
  state: OperationState,
  record: StepRecord,
  step: Step<Tools>,
  eyes: Eyes<Tools>,
): Promise<Seen<Tools>> => {
  try {
    return { step, againMs: 0, entries: [], ...(await look(state, record, step, eyes)) };
  } catch (error) {
    const trouble = troubleOf(error);
    if (!trouble) throw error;
    return { step, ...shows(record, trouble.why), againMs: Math.max(lookAgainMs, trouble.waitMs) };
  }
};

type Found<Tools> = Partial<Seen<Tools>>;

const look = <Tools>(
  state: OperationState,
  record: StepRecord,
  step: Step<Tools>,
  eyes: Eyes<Tools>,
): Promise<Found<Tools>> | Found<Tools> => {
  const { standing } = record;
  switch (standing.kind) {
    case 'waiting':
      return state.stopAsked ? { atRest: true } : beforeSending(state, record, step, eyes);
    case 'intended':
    case 'unknown':
      return afterSilence(state, record, step, eyes);
    case 'running':
      return follow(state, record, step, eyes);
    case 'done':
    case 'failed':
      return { atRest: true };
  }
};

const beforeSending = async <Tools>(
  state: OperationState,
  record: StepRecord,
  step: Step<Tools>,
  { tools, now }: Eyes<Tools>,
): Promise<Found<Tools>> => {
  const found = await step.look(tools);
  switch (found.kind) {
    case 'done':
      return tells({ kind: 'finished', step: step.name, evidence: found.evidence });
    case 'under-way':
      return tells({ kind: 'accepted', step: step.name, token: { ...found.token } });
    case 'not-yet':
      return { ...shows(record, found.why, { isLoud: isSilent(state, now) }), againMs: found.askAgainInSeconds * 1000 };
    case 'to-do':
      return { toSend: true };
  }
};

/** A call was intended, and what became of it is not in the journal: Azure is asked, and nothing is sent. */
const afterSilence = async <Tools>(
  state: OperationState,
  { standing }: StepRecord,
  step: Step<Tools>,
  { tools, now }: Eyes<Tools>,
): Promise<Found<Tools>> => {
  if (standing.kind !== 'intended' && standing.kind !== 'unknown') return {};
  const { requestId, sendBefore, intendedAt } = standing;
  const found = await step.reconcile(tools, { requestId, sentAt: new Date(intendedAt) });
  if (found.seen === 'under-way') return tells({ kind: 'accepted', step: step.name, token: { ...found.token } });
  if (found.seen === 'done') return tells({ kind: 'finished', step: step.name, evidence: found.evidence });
  const certainAt = sendBefore + listingDelayMs;
  if (now < certainAt) return { againMs: certainAt - now };
  if (!step.dangerous) return tells({ kind: 'not-sent', step: step.name, why: 'Azure shows nothing of it' });
  const known: Found<Tools> = { againMs: lookAgainMs, ...(state.stopAsked && { atRest: true }) };
  if (standing.kind === 'unknown') return known;
  return { ...known, entries: [{ kind: 'unknown', step: step.name, why: 'Azure shows nothing of it' }] };
};

const follow = async <Tools>(
  state: OperationState,
  record: StepRecord,
  step: Step<Tools>,
  { tools, now }: Eyes<Tools>,
): Promise<Found<Tools>> => {
  if (record.standing.kind !== 'running') return {};
  const standing = await step.standing(tools, record.standing.token);
  const isLoud = isSilent(state, now);
  switch (standing.state) {
    case 'succeeded': {
      const evidence = standing.result ?? standing.job ?? 'Azure says so';
      return { entries: [...lastParts(record, standing), { kind: 'finished', step: step.name, evidence }] };
    }
    case 'failed':
    case 'cancelled':
      return {
        entries: [
          ...lastParts(record, standing),
          { kind: 'failed', step: step.name, problem: { ...standing.problem } },
        ],
      };
    case 'waiting': {
      const { parts } = standing;
      return { ...shows(record, `waits for ${standing.for}`, { parts, isLoud }), againMs: lookAgainMs };
    }
    case 'running': {
      const { percent, parts, askAgainInSeconds } = standing;
      const detail = standing.detail ?? (percent === undefined ? '' : `${percent} %`);
      return { ...shows(record, detail, { percent, parts, isLoud }), againMs: askAgainInSeconds * 1000 };
    }
  }
};

const isSilent = ({ lastAt }: OperationState, now: number): boolean => now - lastAt >= heartbeatMs;

const tells = (entry: Entry) => ({ entries: [entry] });

/** Only news is written down, and now and then that there is none. */
const shows = (record: StepRecord, detail: string, more: More = {}): { readonly entries: readonly Entry[] } => {
  const { name, detail: shown = '' } = record;
  const { percent, isLoud = false } = more;
  const parts = newParts(record, more.parts);
  if (shown === detail && !parts && !isLoud) return { entries: [] };
  const entry = { kind: 'progressed', step: name, detail, ...(percent !== undefined && { percent }) } as const;
  return { entries: [parts ? { ...entry, parts } : entry] };
};

interface More {
  readonly percent?: number | undefined;
  readonly parts?: readonly Part[] | undefined;
  readonly isLoud?: boolean;
}

const newParts = (record: StepRecord, parts: readonly Part[] | undefined): Part[] | undefined =>
  parts && JSON.stringify(parts) !== JSON.stringify(record.parts) ? [...parts] : undefined;

/** How its parts have ended, before it is said that it has. */
const lastParts = (record: StepRecord, { parts }: StepStanding): readonly Entry[] => {
  const ended = newParts(record, parts);
  return ended ? [{ kind: 'progressed', step: record.name, detail: record.detail ?? '', parts: ended }] : [];
};
