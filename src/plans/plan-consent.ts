import type { PlanContext } from '../definitions/command.ts';
import { listingDelayMs } from '../operations/observe.ts';
import type { OperationState, StepRecord } from '../operations/state.ts';
import { heavier } from '../operations/under-way.ts';
import type { UnderWay } from '../ports/operations.ts';
import { clockTime } from '../views/words.ts';
import type { Check, Plan } from './plan.ts';

/** Going on with an operation that waits for consent: what it has not done yet may be sent again. */
export const planResume = async (id: string, { operation }: PlanContext): Promise<Plan> => {
  const found = await operation(id);
  if (!found) return unknownOperation('resume', id);
  const { state } = found;
  const left = state.steps?.filter(({ standing }) => standing.kind === 'waiting') ?? [];
  return {
    ...planOn(found),
    title: `go on with ${id}: ${state.started.title}`,
    lines:
      left.length > 0 ? left.map(asLine) : [{ title: state.started.title, detail: 'all of it; nothing was sent yet' }],
    consequences: [
      `It stands still: ${state.consentAsked ?? 'not at all'}.`,
      'What was begun is followed as before; what is left is looked for in Azure first, and sent for ten minutes from the start of this.',
    ],
    checks: [resumeCheck(state)],
    facts: {
      decisive: { operation: id, plan: state.started.digest, left: left.map(({ name }) => name) },
      bounded: {},
      shown: {},
    },
    danger: found.danger,
    work: { workflow: 'go-on', order: { kind: 'resume', operation: id }, locks: [] },
  };
};

const resumeCheck = (state: OperationState): Check => {
  const { id, ended, consentAsked, started } = state;
  if (ended) return endedCheck(state);
  if (consentAsked === undefined)
    return { outcome: 'block', subject: id, why: 'it does not wait for consent.', instead: `operation ${id}` };
  return { outcome: 'passed', subject: id, why: `it waits for consent since it was asked by ${started.asker.name}` };
};

/** Sending once more what was found not to have happened. */
export const planSendAgain = async (
  { id, step: named }: { readonly id: string; readonly step: string | undefined },
  { operation, now }: PlanContext,
): Promise<Plan> => {
  const found = await operation(id);
  if (!found) return unknownOperation('send again', id);
  const { state } = found;
  const unknown = state.steps?.filter(({ standing }) => standing.kind === 'unknown') ?? [];
  const step = named === undefined ? unknown[0] : unknown.find(({ name }) => name === named);
  const sent = step?.standing.kind === 'unknown' ? step.standing : undefined;
  return {
    ...planOn(found),
    title: `send again for ${id}: ${step?.title ?? state.started.title}`,
    lines: step ? [asLine(step)] : [],
    consequences: [
      `Nobody heard what Azure answered at ${clockTime(new Date(sent?.intendedAt ?? state.startedAt))}, and Azure shows nothing of it.`,
      'If it did happen, it happens twice. Look at the jobs in Azure before you agree.',
    ],
    checks: [sendAgainCheck(state, unknown, named, now())],
    facts: {
      decisive: { operation: id, plan: state.started.digest, step: step?.name ?? '', call: sent?.requestId ?? '' },
      bounded: {},
      shown: {},
    },
    danger: heavier('outage', found.danger),
    work: { workflow: 'go-on', order: { kind: 'send-again', operation: id, step: step?.name ?? '' }, locks: [] },
  };
};

const sendAgainCheck = (
  state: OperationState,
  unknown: readonly StepRecord[],
  named: string | undefined,
  now: Date,
): Check => {
  const { id } = state;
  if (state.ended) return endedCheck(state);
  if (unknown.length > 1 && named === undefined)
    return {
      outcome: 'block',
      subject: id,
      why: `several calls are unknown: ${namesOf(unknown)}.`,
      fix: 'Add --step.',
    };
  const step = named === undefined ? unknown[0] : unknown.find(({ name }) => name === named);
  if (step?.standing.kind !== 'unknown')
    return { outcome: 'block', subject: id, why: 'no call of it is unknown.', instead: `operation ${id}` };
  const certainAt = new Date(step.standing.sendBefore + listingDelayMs);
  if (now < certainAt)
    return {
      ...{ outcome: 'block', subject: id, why: `Azure may still show it until ${clockTime(certainAt)}.` },
      instead: `reconcile ${id}`,
    };
  return { outcome: 'warning', subject: step.title, why: 'Azure shows nothing of it; nobody knows more than that' };
};

const namesOf = (steps: readonly StepRecord[]): string => steps.map(({ name }) => name).join(', ');

/** A batch that is planned again contains only what is not done. */
const endedCheck = ({ id, ended, started }: OperationState): Check => ({
  ...{ outcome: 'block', subject: id, why: `it has ended: ${ended?.summary ?? ''}` },
  ...(ended?.outcome !== 'done' && { fix: 'Plan it again; what is done is left out.', instead: started.line }),
});

const asLine = ({ title, lane }: StepRecord) => ({ title, detail: lane });

const planOn = ({ state }: UnderWay): Pick<Plan, 'writes' | 'vms' | 'about'> => {
  const { access, targets } = state.started;
  const machines = new Set(targets.flatMap(({ resources }) => resources)).size;
  return { writes: [], vms: Math.max(1, machines), about: { access, targets } };
};

const unknownOperation = (verb: string, id: string): Plan => ({
  title: `${verb} ${id}`,
  lines: [],
  consequences: [],
  checks: [{ outcome: 'block', subject: id, why: 'I know no such operation.', instead: 'operations' }],
  facts: { decisive: { operation: id }, bounded: {}, shown: {} },
  writes: [],
  vms: 1,
  work: { workflow: 'go-on', order: {}, locks: [] },
});
