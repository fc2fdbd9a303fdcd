import { actions, facts, message, note, table, text } from '../messages/compose.ts';
import type { Action, Block, Message, Tone } from '../messages/message.ts';
import { type MachineStatus, worse, worstFirst } from '../protection/machine-status.ts';
import type { StatusReport } from '../protection/read-status.ts';
import { jobWords } from './job-words.ts';
import {
  directionWords,
  drillWords,
  pointsInFull,
  pointWords,
  practiceWords,
  rpoWords,
  standingWords,
  troubleWords,
} from './machine-words.ts';
import { nextLine, type Offer } from './offer.ts';
import { lastNote, leftOutNote, missingNotes } from './reading-notes.ts';
import { fleetBlocks } from './status-fleet.ts';
import { begun, counted, inWords, moment, secondsBetween } from './words.ts';

/** How well a machine, an application or a fleet is protected. */
export const statusCard = (report: StatusReport, offer: Offer): Message => {
  const { machines, target, practice, now } = report;
  if (machines.length === 0) return nothingThere(report);
  const buttons = nextSteps(report, offer);
  return message(
    titleOf(report),
    toneOf(machines),
    ...(target?.kind === 'vm' ? machineBlocks(machines, report) : []),
    ...(target?.kind === 'application' ? [machineTable(machines, now)] : []),
    ...(isFleet(target) ? fleetBlocks(report) : []),
    ...(target?.kind === 'application' ? pointsNotes(report) : []),
    practice ? note(practiceWords(practice, now)) : undefined,
    ...missingNotes(report),
    leftOutNote(report.leftOut, 'VM'),
    lastNote(nextLine(buttons), report),
    actions(...buttons.slice(0, 4)),
  );
};

const isFleet = (target: StatusReport['target']): boolean => target?.kind !== 'vm' && target?.kind !== 'application';

const nothingThere = (report: StatusReport): Message =>
  message(
    `Nothing to show for ${nameOf(report)}.`,
    'neutral',
    report.leftOut === 0 && report.missing.length === 0 ? text('Site Recovery replicates nothing there.') : undefined,
    ...missingNotes(report),
    leftOutNote(report.leftOut, 'VM'),
  );

const nameOf = ({ target, application }: StatusReport): string => {
  if (!target) return 'everything';
  if (target.kind === 'region') return target.where || target.name;
  return target.kind === 'vault' ? `vault ${target.name}` : (application?.title ?? target.name);
};

const titleOf = (report: StatusReport): string => {
  const { machines, target } = report;
  const direction = directionWords(machines);
  const where = direction ? `, ${direction}` : '';
  if (target?.kind === 'vm') return `${machines[0]?.name}: ${standingOf(machines)}${where}. ${verdict(machines)}`;
  return `${begun(nameOf(report))}: ${counted(machines.length, 'VM')}${where}. ${verdict(machines)}`;
};

const standingOf = ([machine]: readonly MachineStatus[]): string => (machine ? standingWords(machine.standing) : '');

/** One sentence for the whole. */
const verdict = (machines: readonly MachineStatus[]): string => {
  if (machines.every((machine) => machine.standing.kind === 'unknown')) return 'Site Recovery was not read.';
  if (machines.some((machine) => machine.rpo?.overSince)) return 'Recovery objective at risk.';
  const concern = machines.map((machine) => machine.concern).reduce(worse, 'none');
  if (concern === 'critical') return 'Replication is in trouble.';
  if (machines.some(isFailedOver)) return 'Nothing protects what is failed over until reprotect.';
  return concern === 'attention' ? 'Something needs attention.' : 'All is well.';
};

const isFailedOver = ({ standing }: MachineStatus): boolean => standing.kind === 'failed-over';

const toneOf = (machines: readonly MachineStatus[]): Tone => {
  const concern = machines.map((machine) => machine.concern).reduce(worse, 'none');
  if (concern === 'critical' || concern === 'at-risk') return 'bad';
  return concern === 'attention' ? 'warning' : 'good';
};

const machineTable = (machines: readonly MachineStatus[], now: Date): Block => {
  // An empty column would look as if there were none.
  const withPoints = machines.some(({ lastPoints }) => lastPoints);
  return table(
    ['VM', 'State', 'RPO', ...(withPoints ? ['Last point'] : []), 'Last drill', 'What is wrong'],
    machines.map((machine) => [
      machine.name,
      standingWords(machine.standing),
      rpoWords(machine.rpo, now),
      ...(withPoints ? [pointWords(machine, now)] : []),
      drillWords(machine, now),
      troubleWords(machine, now),
    ]),
  );
};

/** Of many machines they are remembered: how old that is, and of which there is nothing yet. */
const pointsNotes = ({ machines, pointsNotYetRead: [first, ...others], now }: StatusReport): readonly Block[] => {
  const readAt = machines.flatMap(({ lastPoints }) => (lastPoints ? [lastPoints.readAt.getTime()] : []));
  const oldest = new Date(Math.min(...readAt));
  const isOld = readAt.length > 0 && secondsBetween(oldest, now) > 60;
  return [
    ...(isOld ? [note(`Last recovery points as of ${moment(oldest, now)}.`)] : []),
    ...(first
      ? [note(`Last recovery points not read yet: ${[first, ...others].join(', ')}. Of one: points ${first}`)]
      : []),
  ];
};

/** One machine at full length: with causes, and with what Azure recommends. */
const machineBlocks = (machines: readonly MachineStatus[], { now }: StatusReport): readonly Block[] =>
  machines.flatMap((machine) => {
    const { rpo, item, error, backup } = machine;
    const trouble = troubleWords(machine, now);
    return [
      facts(
        rpo && ['RPO', rpoInFull(machine, now)],
        machine.lastPoints && ['Last recovery point', pointsInFull(machine, now)],
        trouble ? ['What is wrong', trouble] : undefined,
        error?.possibleCauses ? ['Possible causes', error.possibleCauses] : undefined,
        error?.recommendedAction ? ['Azure recommends', error.recommendedAction] : undefined,
        item && ['Last drill', drillWords(machine, now)],
        item?.agentExpiresAt && item.agentExpiresAt < now
          ? ['Agent', `expired ${moment(item.agentExpiresAt, now)}: update it`]
          : undefined,
        item?.runningJob && [
          'Running now',
          `${jobWords(item.runningJob.scenario)} since ${moment(item.runningJob.startedAt, now)}`,
        ],
        backup && ['Azure Backup', backupWords(machine, now)],
      ),
    ];
  });

/** Over its objective is told as what is wrong; kept is told here. */
const rpoInFull = ({ rpo }: MachineStatus, now: Date): string => {
  const kept = rpo?.objectiveSeconds !== undefined && !rpo.overSince;
  return `${rpoWords(rpo, now)}${kept ? ` (objective ${inWords(rpo.objectiveSeconds ?? 0)})` : ''}`;
};

const backupWords = ({ backup }: MachineStatus, now: Date): string => {
  if (!backup) return '';
  if (backup.state === 'soft-deleted')
    return `deleted, kept${backup.deleteAt ? ` until ${moment(backup.deleteAt, now)}` : ''}`;
  if (!backup.lastBackupAt) return `${backup.stateAsAzureSays}, no backup yet`;
  const failed = backup.lastBackupSucceeded === false ? ', failed' : '';
  return `${backup.state === 'stopped' ? 'stopped, ' : ''}last backup ${moment(backup.lastBackupAt, now)}${failed}`;
};

/** The worst machine's next step first. */
const nextSteps = ({ machines, target }: StatusReport, offer: Offer): readonly Action[] => {
  const worst = [...machines].sort(worstFirst)[0];
  const steps = [
    ...(isFleet(target) ? drillDown(machines, offer) : []),
    ...(worst
      ? stepsFor(worst, target?.kind === 'application' && alike(machines) ? target.name : worst.name, offer)
      : []),
    target?.kind === 'application' ? offer(`Watch ${target.name} here`, `watch ${target.name}`) : undefined,
    worst?.item && !worst.item.failedToBegin ? offer('Show recovery points', `points ${worst.name}`) : undefined,
  ];
  return steps.filter((step) => step !== undefined);
};

const drillDown = (machines: readonly MachineStatus[], offer: Offer) => {
  const application = [...machines].sort(worstFirst)[0]?.application;
  return application ? [offer(`Show ${application.name}`, `status ${application.name}`)] : [];
};

/** What has moved together goes on together. */
const alike = (machines: readonly MachineStatus[]): boolean =>
  new Set(machines.map(({ standing }) => standingWords(standing))).size === 1;

const stepsFor = ({ name, standing, concern }: MachineStatus, together: string, offer: Offer) => {
  if (standing.kind === 'drill-waits') return [offer(`Clean up the drill of ${together}`, `drill-cleanup ${together}`)];
  if (standing.kind === 'failed-over') {
    return standing.committed
      ? [offer(`Replicate ${together} back`, `reprotect ${together}`)]
      : [offer(`Commit ${together}`, `commit ${together}`), offer('Change recovery point', `change-point ${together}`)];
  }
  if (standing.kind === 'failed-to-begin')
    return [offer(`Remove what is left of ${name}`, `unprotect ${name}`), offer(`Check ${name}`, `check ${name}`)];
  return concern === 'none' ? [] : [offer(`Check ${name}`, `check ${name}`)];
};
