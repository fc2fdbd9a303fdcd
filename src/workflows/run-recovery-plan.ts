import type { Closing, Look, Running, Step, Workflow } from '../operations/workflow.ts';
import type { RecoveryPlan, RecoveryWriter } from '../ports/azure/recovery.ts';
import type { OperationStanding, OperationToken, Sending } from '../ports/azure/write.ts';
import { jobWords } from '../views/job-words.ts';
import { counted } from '../views/words.ts';
import { lossesInWords, readLosses, runsIn } from './losses.ts';
import { outcomeWords } from './outcome.ts';
import { partsOf, percentOf } from './plan-parts.ts';
import { type PlanCall, type PlanRun, type PlanRunOf, planRun } from './plan-runs.ts';
import type { Tools } from './tools.ts';

/** A recovery plan as a whole is one call: Azure keeps the order of its groups, and runs its actions. */
export const runRecoveryPlan: Workflow<PlanRun, Tools> = {
  name: 'run-recovery-plan',
  version: 1,
  readOrder: (order) => planRun.parse(order),
  steps: (run) => [runStep(run)],
  closing: (run, running) => closingOf(run, running),
};

const closingOf = (run: PlanRun, running: Running): Closing => {
  if (run.call !== 'failOverPlan') return { sentences: [], next: [] };
  const machines = run.members.map(({ machine }) => machine);
  return {
    ...(run.targetRegion !== undefined && { done: runsIn(machines, run.targetRegion) }),
    sentences: lossesInWords(running, [run.call]),
    next: [],
  };
};

interface Manner<Run extends PlanRun> {
  readonly dangerous: boolean;
  readonly verb: string;
  isDone(allowed: readonly string[]): boolean;
  act(writer: RecoveryWriter, run: Run, sending: Sending): Promise<OperationToken>;
}

const manners: { readonly [Call in PlanCall]: Manner<PlanRunOf<Call>> } = {
  failOverPlan: {
    dangerous: true,
    verb: 'fail over',
    isDone: (allowed) => allowed.includes('Commit') || allowed.includes('ReverseReplicate'),
    act: (writer, run, sending) => writer.failOverPlan(run, sending),
  },
  drillPlan: {
    dangerous: false,
    verb: 'drill',
    isDone: (allowed) => allowed.includes('TestFailoverCleanup'),
    act: (writer, run, sending) => writer.drillPlan(run, sending),
  },
  cleanUpPlanDrill: {
    dangerous: false,
    verb: 'clean up the drill of',
    isDone: (allowed) => allowed.length > 0 && !allowed.includes('TestFailoverCleanup'),
    act: (writer, run, sending) => writer.cleanUpPlanDrill(run, sending),
  },
  commitPlan: {
    dangerous: true,
    verb: 'commit the failover of',
    isDone: (allowed) => allowed.includes('ReverseReplicate') && !allowed.includes('Commit'),
    act: (writer, run, sending) => writer.commitPlan(run, sending),
  },
  cancelPlanFailover: {
    dangerous: true,
    verb: 'cancel the failover of',
    isDone: (allowed) => allowed.includes('UnplannedFailover'),
    act: (writer, run, sending) => writer.cancelPlanFailover(run, sending),
  },
};

/** Safe: what is looked up by a run's own kind takes that run. */
const mannerOf = (run: PlanRun): Manner<PlanRun> => manners[run.call] as Manner<PlanRun>;

const runStep = (run: PlanRun): Step<Tools> => {
  const manner = mannerOf(run);
  const { planId, plan, call: scenario, members } = run;
  return {
    name: scenario,
    title: `${isBack(run) ? 'fail back' : manner.verb} recovery plan ${plan} (${counted(members.length, 'VM')})`,
    dangerous: manner.dangerous,
    look: async (tools) => look(run, await planIn(tools, run)),
    act: ({ writers }, sending) => manner.act(writers.recovery, run, sending),
    standing: async (tools, token) => {
      const standing = await tools.writers.recovery.standing(token);
      return { ...(await withOutcome(tools, run, standing)), ...progressOf(run, standing) };
    },
    reconcile: ({ writers }, { requestId, sentAt }) =>
      writers.recovery.reconcile({ itemId: planId, scenario, requestId, sentAt }),
  };
};

const isBack = (run: PlanRun): boolean => run.call === 'failOverPlan' && run.back === true;

const planIn = async ({ readers }: Tools, { planId }: PlanRun): Promise<RecoveryPlan> =>
  (await readers.recovery.plan(planId, 'fresh')).value;

const look = (run: PlanRun, { allowed, runningJob }: RecoveryPlan): Look => {
  if (runningJob) {
    const why = `Azure still works on ${run.plan} (${jobWords(runningJob.scenario)})`;
    return { kind: 'not-yet', why, askAgainInSeconds: 30 };
  }
  return mannerOf(run).isDone(allowed) ? { kind: 'done', evidence: outcomeWords({ allowed }) } : { kind: 'to-do' };
};

/** A line for each group, and within it for each machine and action. */
const progressOf = ({ groups }: PlanRun, { tasks }: OperationStanding) => {
  if (!tasks) return undefined;
  return { parts: partsOf(tasks, groups), percent: percentOf(tasks) };
};

/** Its job waits for a manual action in the middle; of a drill, for the cleanup at the end, and that is success. */
const withOutcome = async (tools: Tools, run: PlanRun, standing: OperationStanding): Promise<OperationStanding> => {
  if (standing.state !== 'succeeded' && standing.state !== 'waiting') return standing;
  const { allowed, runningJob } = await planIn(tools, run);
  const { job } = standing;
  const isStanding = run.call === 'drillPlan' && allowed.includes('TestFailoverCleanup');
  if (standing.state === 'waiting' && !isStanding) return standing;
  if (runningJob) return { state: 'running', ...(job && { job }), askAgainInSeconds: 5 };
  const lost = run.call === 'failOverPlan' ? await readLosses(tools, job) : [];
  const next = run.call === 'failOverPlan' ? await withPoint(tools, run, allowed) : allowed;
  return { state: 'succeeded', result: outcomeWords({ ...(job && { job }), allowed: next, lost }) };
};

/** The point is changed machine by machine, so what Azure allows the plan never says it. */
const withPoint = async ({ readers }: Tools, { members }: PlanRun, allowed: readonly string[]) => {
  const items = await Promise.all(members.map(({ itemId }) => readers.recovery.item(itemId, 'fresh')));
  return items.every(({ value }) => value.allowed.includes('ChangePit')) ? [...allowed, 'ChangePit'] : allowed;
};
