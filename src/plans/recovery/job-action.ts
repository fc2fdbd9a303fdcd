import type { PlanContext } from '../../definitions/command.ts';
import type { Job, JobAction } from '../../ports/azure/job.ts';
import type { Target } from '../../ports/names.ts';
import { attempt, listIn } from '../../protection/attempt.ts';
import { findJob } from '../../protection/read-jobs.ts';
import { nameIn, sameId } from '../../protection/resource-id.ts';
import { blocked, passed } from '../../readiness/checks.ts';
import { gapSentences } from '../../views/gap-words.ts';
import { counted, moment } from '../../views/words.ts';
import type { Check, Plan, Write } from '../plan.ts';
import { refusedBy } from '../refused-plan.ts';
import { azPost } from './item-writes.ts';

interface Wanted {
  readonly job: string;
  readonly action: JobAction;
  readonly notes?: string;
}

/** What Azure allows with one of its jobs, and nothing else. */
export const planJobAction = async (wanted: Wanted, context: PlanContext): Promise<Plan> => {
  const { action, notes = '' } = wanted;
  const found = await readJob(wanted.job, context);
  if ('check' in found) return refusedBy(`${action} job ${wanted.job}`, [found.check]);
  const { job } = found;
  const title = `${action} the job ${job.what} of ${job.about}`;
  const waiting = manualIn(job);
  const vms = await machinesOf(job, context);
  return {
    title,
    lines: [
      { title: job.what, detail: detailOf(job, context.now()) },
      ...(waiting ? [{ title: waiting.name, detail: waiting.instructions ?? '' }] : []),
    ],
    consequences: [consequences[action]],
    checks: [allowedCheck(job, action)],
    facts: {
      decisive: {
        job: job.id.toLowerCase(),
        ...(waiting && { 'manual action': waiting.name }),
        ...(notes && { notes }),
      },
      bounded: {},
      shown: {},
    },
    writes: writesOf(job, action, vms),
    vms: vms.length,
    about: aboutOf(job, vms),
    ...(action !== 'resume' && isMove(job) && { danger: 'outage' as const }),
    work: {
      workflow: 'act-on-job',
      order: {
        jobId: job.id,
        service: job.service,
        name: `${job.what} of ${job.about}`,
        action,
        notes,
        vaultId: job.vaultId,
        vmId: vms[0] ?? '',
      },
      locks: [],
    },
  };
};

const consequences = {
  cancel: 'What it has done so far stays as it is: look at the machine afterwards. Nothing is undone.',
  restart: 'It is done again from its beginning, with what it was begun with.',
  resume: 'It goes on with its next task. Resume it only when what it waits for is done.',
} as const;

type Found = { readonly job: Job } | { readonly check: Check };

/** By the beginning of its name; by its whole name also where Azure has given it another one since. */
const readJob = async (typed: string, context: PlanContext): Promise<Found> => {
  // Who may act on it is judged by what the plan writes.
  const found = await findJob(typed, { ...context, mayRead: () => true });
  if (found.kind === 'job') return { job: found.job };
  if (found.kind === 'several')
    return {
      check: blocked(typed, `${counted(found.jobs.length, 'job')} begin with it.`, 'Type more of its name: jobs.'),
    };
  const vaults = listIn(await attempt('the vaults', context.readers.places.vaults('shared')));
  const ids = typed.startsWith('/') ? [typed] : vaults.map(({ id }) => `${id}/replicationJobs/${typed}`);
  const tried = isWhole(typed)
    ? await Promise.all(ids.map((id) => attempt('the job', context.readers.recovery.job(id))))
    : [];
  const job = tried.flatMap((each) => (each.read ? [each.value] : []))[0];
  if (job) return { job };
  const why = ['I know no such job of the last two weeks.', ...gapSentences(found.missing)].join(' ');
  return { check: blocked(typed, why, 'jobs shows them all.') };
};

const isWhole = (typed: string): boolean => typed.startsWith('/') || typed.length >= 32;

const allowedCheck = (job: Job, action: JobAction): Check => {
  if (job.allowed.includes(action)) return passed('what Azure allows', `${action} is among it.`);
  const others = job.allowed.map((each) => `job-${each}`).join(', ');
  return blocked(
    nameIn(job.id),
    `Azure does not allow to ${action} it now (${job.stateAsAzureSays}).`,
    others ? `It allows: ${others}.` : 'It allows nothing.',
  );
};

const manualIn = ({ tasks }: Job) =>
  tasks
    .flatMap((task) => [task, ...task.tasks])
    .find(({ state, instructions }) => state === 'suspended' && instructions);

const detailOf = ({ stateAsAzureSays, startedAt }: Job, now: Date): string =>
  startedAt ? `${stateAsAzureSays}, began ${moment(startedAt, now)}` : stateAsAzureSays;

const isMove = ({ scenario = '' }: Job): boolean =>
  /failover|switch|changepit/iu.test(scenario) && !/test/iu.test(scenario);

/** A job says what it is about by name alone: a machine of its vault, or a recovery plan with all of its machines. */
const machinesOf = async ({ about, vaultId }: Job, { readers }: PlanContext): Promise<readonly string[]> => {
  const items = listIn(await attempt('Site Recovery', readers.recovery.items('fresh', [vaultId])));
  const named = items.filter(({ vmName }) => sameId(vmName, about)).map(({ vmId }) => vmId);
  if (named.length > 0) return named;
  const plans = listIn(await attempt('the recovery plans', readers.recovery.plans('fresh')));
  const plan = plans.find((each) => sameId(each.vaultId, vaultId) && sameId(each.name, about));
  const whole = plan && (await attempt('the recovery plan', readers.recovery.plan(plan.id, 'fresh')));
  const members = whole?.read ? whole.value.groups.flatMap(({ itemIds }) => itemIds) : [];
  return items.filter(({ id }) => members.some((member) => sameId(member, id))).map(({ vmId }) => vmId);
};

/** A job's name says nothing of whose it is: who may agree is judged by the machines, as it is with what began it. */
const aboutOf = ({ service, vaultId }: Job, vms: readonly string[]): Plan['about'] => ({
  access: { level: 'operator', area: service === 'recovery' ? 'recovery' : 'backup' },
  targets: vms.length > 0 ? vms.map((id) => targetOf('vm', id)) : [targetOf('vault', vaultId)],
});

const targetOf = (kind: 'vm' | 'vault', id: string): Target => ({
  kind,
  name: nameIn(id),
  where: '',
  resources: [id.toLowerCase()],
});

const vault = 'Microsoft.RecoveryServices/vaults';

/** It has to be allowed for every machine that the job is about; where that cannot be told, for the vault. */
const writesOf = ({ id, service }: Job, action: JobAction, vms: readonly string[]): readonly Write[] => {
  const write: Write = {
    action: service === 'recovery' ? `${vault}/replicationJobs/${action}/action` : `${vault}/backupJobs/cancel/action`,
    resource: id,
    call: { method: 'POST' },
    az: azPost(`${id}/${action}`),
  };
  return vms.length > 0 ? vms.map((of) => ({ ...write, of })) : [write];
};
