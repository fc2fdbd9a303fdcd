import { type PlannerParts, recheckStarted } from '../approvals/re-plan.ts';
import { standing } from '../approvals/standing.ts';
import type { Prepared } from './engine.ts';
import { sealed, unsealed } from './seal.ts';
import { isUntouched, type OperationState, runningOf } from './state.ts';
import type { Workflow } from './workflow.ts';

export interface PreparerParts<Tools> extends PlannerParts {
  readonly workflows: readonly Workflow<unknown, Tools>[];
  /** Known to workers alone. */
  readonly sealKey: string;
}

/**
 * Makes the steps of an operation. Before anything is sent, from a plan of the worker's own, judged by the worker's own
 * policy; afterwards from the order that a worker sealed then, because what has begun has changed the facts.
 */
export const createPrepare =
  <Tools>(parts: PreparerParts<Tools>) =>
  async (state: OperationState): Promise<Prepared<Tools>> => {
    const { workflow: name, workflowVersion } = state.started;
    const workflow = parts.workflows.find((each) => each.name === name && each.version === workflowVersion);
    if (!workflow) return { kind: 'not-mine', why: `it needs version ${workflowVersion} of ${name}` };
    return isUntouched(state) ? begin(parts, workflow, state) : goOn(parts, workflow, state);
  };

const goOn = <Tools>(
  { sealKey }: PreparerParts<Tools>,
  workflow: Workflow<unknown, Tools>,
  state: OperationState,
): Prepared<Tools> => {
  const order = state.sealed && unsealed(sealKey, purposeOf(workflow, state), state.sealed);
  if (order === undefined) return { kind: 'not-mine', why: 'its order was not sealed by a worker of this key' };
  return { kind: 'ready', ...madeFrom(workflow, order, state) };
};

const begin = async <Tools>(
  parts: PreparerParts<Tools>,
  workflow: Workflow<unknown, Tools>,
  state: OperationState,
): Promise<Prepared<Tools>> => {
  if (parts.policy().version !== state.started.policyVersion)
    return { kind: 'not-mine', why: 'the policy here is another' };
  const found = await recheckStarted(state.started, parts);
  if (found.kind === 'void') return { kind: 'changed', why: found.why };
  if (found.kind === 'changed') return { kind: 'changed', why: found.how.join('; ') };
  const { approvers, glass } = state.started;
  const people = [...approvers.map(({ person }) => person), ...(glass ? [glass.by.person] : [])];
  const written = { ...state.started, startedAt: state.startedAt };
  const missing = standing(written, found, await parts.policyFor(people, 'fresh'));
  if (missing) return { kind: 'changed', why: missing };
  const order: unknown = found.plan.work.order;
  return {
    kind: 'ready',
    ...madeFrom(workflow, order, state),
    sealed: sealed(parts.sealKey, purposeOf(workflow, state), order),
  };
};

const purposeOf = <Tools>({ name, version }: Workflow<unknown, Tools>, { id }: OperationState) => ({
  operation: id,
  workflow: name,
  version,
});

const madeFrom = <Tools>(workflow: Workflow<unknown, Tools>, stored: unknown, state: OperationState) => {
  const [order, running] = [workflow.readOrder(stored), runningOf(state)];
  const closing = workflow.closing?.(order, running);
  return { steps: workflow.steps(order, running), ...(closing && { closing }) };
};
