import { countedFrom } from '../operations/counted-from.ts';
import { isDone, type Lane, lanesOf } from '../operations/lanes.ts';
import type { OperationState, StepRecord } from '../operations/state.ts';
import type { Application, Policy } from '../policy/policy.ts';
import type { Job, JobOutcome } from '../ports/azure/job.ts';
import type { Readers } from '../ports/azure/readers.ts';
import type { Gaps } from '../ports/azure/reading.ts';
import { secondsBetween } from '../views/words.ts';
import { readOutcome } from '../workflows/outcome.ts';
import { attempt, gapsIn } from './attempt.ts';
import { nameIn, sameId } from './resource-id.ts';

export interface Phase {
  readonly name: 'decision' | 'approval wait' | 'start' | 'machine time';
  readonly from: Date;
  readonly to: Date;
}

interface ReportedMachine {
  readonly name: string;
  readonly outcome: 'done' | 'failed' | 'not done';
  readonly seconds?: number;
  readonly pointAt?: Date;
  /** How old the point was when Azure began. */
  readonly lossSeconds?: number;
  readonly problem?: string;
}

/** What an operation took and lost, against what was promised. */
export interface OperationReport {
  readonly state: OperationState;
  readonly application?: Application;
  readonly phases: readonly Phase[];
  readonly machines: readonly ReportedMachine[];
  /** What counts for the objective: of a failover with the wait for approval, of a drill without it. */
  readonly recoverySeconds?: number;
  readonly worstLossSeconds?: number;
  readonly missing: Gaps;
}

interface Sources {
  readonly readers: Readers;
  readonly policy: Policy;
}

/** From the journal, and from Azure's jobs for the points that were really used. */
export const readReport = async (state: OperationState, { readers, policy }: Sources): Promise<OperationReport> => {
  const lanes = lanesOf(state);
  const ids = lanes.flatMap(({ steps }) => steps.flatMap((step) => jobOf(step) ?? []));
  const tried = await Promise.all(ids.map((id) => attempt('one of its jobs', readers.recovery.job(id))));
  const jobs = tried.flatMap((each) => (each.read ? [each.value] : []));
  const machines = lanes.flatMap((lane) => machinesOf(lane, jobs));
  const phases = phasesOf(state);
  const losses = machines.flatMap(({ lossSeconds }) => lossSeconds ?? []);
  const application = applicationOf(state, policy) ?? applicationOfAll(machines, policy);
  const recovery = recoveryOf(state, phases);
  return {
    state,
    phases,
    machines,
    missing: gapsIn(tried),
    ...(application && { application }),
    ...(recovery !== undefined && { recoverySeconds: recovery }),
    ...(losses.length > 0 && { worstLossSeconds: Math.max(...losses) }),
  };
};

const jobOf = ({ standing }: StepRecord): string | undefined => {
  if (standing.kind === 'running') return standing.token.kind === 'recovery-job' ? standing.token.at : undefined;
  return standing.kind === 'done' ? readOutcome(standing.evidence)?.job : undefined;
};

/** A lane is a machine's, or a whole recovery plan's, whose job tells of each machine. */
const machinesOf = (lane: Lane, jobs: readonly Job[]): readonly ReportedMachine[] => {
  const own = lane.steps.flatMap((step) => jobOf(step) ?? []);
  const told = jobs.filter(({ id, formerId }) => own.some((each) => sameId(each, id) || sameId(each, formerId)));
  const outcomes = told.flatMap((job) => job.outcomes ?? []);
  const began = told[0]?.startedAt;
  const common = { outcome: outcomeOf(lane), ...tookOf(lane), ...problemOf(lane) };
  if (lane.name !== '' && outcomes.length <= 1) return [{ ...common, name: lane.name, ...pointOf(outcomes[0], began) }];
  return outcomes.map((each) => ({ ...common, name: each.vmName, ...pointOf(each, began) }));
};

const outcomeOf = (lane: Lane): ReportedMachine['outcome'] => {
  if (isDone(lane)) return 'done';
  return lane.steps.some(({ standing }) => standing.kind === 'failed') ? 'failed' : 'not done';
};

const tookOf = ({ steps }: Lane) => {
  const began = steps.flatMap(({ beganAt }) => beganAt ?? []);
  const ended = steps.flatMap(({ endedAt }) => endedAt ?? []);
  return began.length > 0 && ended.length > 0
    ? { seconds: (Math.max(...ended) - Math.min(...began)) / 1000 }
    : undefined;
};

const problemOf = ({ steps }: Lane) => {
  const failed = steps.find(({ standing }) => standing.kind === 'failed')?.standing;
  return failed?.kind === 'failed'
    ? { problem: `${failed.problem.message} (Azure ${failed.problem.code})` }
    : undefined;
};

/** Both times are Azure's, so that no difference between clocks passes for a loss. */
const pointOf = (outcome: JobOutcome | undefined, began: Date | undefined) => {
  const at = outcome?.pointAt;
  if (!at) return undefined;
  return { pointAt: at, ...(began && { lossSeconds: Math.max(0, secondsBetween(at, began)) }) };
};

/** Who waited for whom: from the question to the first yes, to enough of them, to the first call, to the last end. */
const phasesOf = ({ started, startedAt, steps = [], ended }: OperationState): readonly Phase[] => {
  const votes = started.approvers.flatMap(({ at }) => at ?? []);
  const asked = started.askedAt ?? startedAt;
  const agreed = votes.length > 0 ? Math.max(...votes) : asked;
  const began = steps.flatMap(({ beganAt }) => beganAt ?? []);
  const sent = began.length > 0 ? Math.min(...began) : undefined;
  const last = Math.max(...steps.flatMap(({ endedAt }) => endedAt ?? []), ended?.at ?? 0);
  return [
    ...(votes.length > 0 ? [phase('decision', asked, Math.min(...votes))] : []),
    ...(votes.length > 1 ? [phase('approval wait', Math.min(...votes), agreed)] : []),
    ...(sent === undefined ? [] : [phase('start', agreed, sent)]),
    ...(sent !== undefined && last > 0 ? [phase('machine time', sent, last)] : []),
  ];
};

const phase = (name: Phase['name'], from: number, to: number): Phase => ({
  name,
  from: new Date(from),
  to: new Date(Math.max(from, to)),
});

const recoveryOf = (state: OperationState, phases: readonly Phase[]): number | undefined => {
  const machineTime = phases.find(({ name }) => name === 'machine time');
  return machineTime && (machineTime.to.getTime() - countedFrom(state)) / 1000;
};

const applicationOf = ({ started }: OperationState, { applications }: Policy): Application | undefined => {
  const [target] = started.targets;
  return applications.find(
    ({ name, vms, recoveryPlan }) =>
      (target?.kind === 'application' && name === target.name) ||
      (target?.kind === 'recovery-plan' && sameId(recoveryPlan?.name, target.name)) ||
      vms.some((vm) => target?.resources.some((id) => sameId(id, vm))),
  );
};

/** A recovery plan's job tells the names of its machines alone; what two applications could be is none. */
const applicationOfAll = (machines: readonly ReportedMachine[], { applications }: Policy): Application | undefined => {
  const holdAll = applications.filter(({ vms }) =>
    machines.every(({ name }) => vms.some((vm) => sameId(nameIn(vm), name))),
  );
  return machines.length > 0 && holdAll.length === 1 ? holdAll[0] : undefined;
};
