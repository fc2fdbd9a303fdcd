import { actions, facts, message, note, table, text } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { PlanAction } from '../ports/azure/recovery.ts';
import type { PlansReport, SeenPlan } from '../protection/read-plans.ts';
import { allowedWords } from './allowed-words.ts';
import { jobWords } from './job-words.ts';
import { wayWords } from './machine-words.ts';
import type { Offer } from './offer.ts';
import { lastNote, leftOutNote, missingNotes } from './reading-notes.ts';
import { regionTitle } from './region-title.ts';
import { ago, counted, listed, moment } from './words.ts';

/** `by hand: Check that the database answers`. */
export const actionWords = ({ kind, name, instructions, runs, runsAt, during }: PlanAction): string => {
  const when = during ? `, only in a ${listed(during, 'or')}` : '';
  if (kind === 'manual') return `by hand: ${instructions ?? name}${when}`;
  return `${kind} ${runs ?? name}${runsAt === 'source' ? ' at the source' : ''}${when}`;
};

export const recoveryPlanList = (report: PlansReport, offer: Offer): Message =>
  message(
    report.plans.length === 0 ? 'There is no recovery plan.' : `${counted(report.plans.length, 'recovery plan')}.`,
    'neutral',
    report.plans.length > 0
      ? table(
          ['Plan', 'Groups', 'VMs', 'From', 'To', 'Last drill'],
          report.plans.map(({ plan, machines }) => [
            plan.name,
            String(startGroups(plan).length),
            String(machines.size),
            regionTitle(plan.sourceRegion),
            regionTitle(plan.targetRegion),
            plan.lastDrillAt ? ago(plan.lastDrillAt, report.now) : 'never',
          ]),
        )
      : undefined,
    ...missingNotes(report),
    leftOutNote(report.leftOut, 'recovery plan'),
    lastNote(undefined, report),
    actions(
      ...report.plans.slice(0, 4).map(({ plan }) => offer(`Show ${plan.name}`, `recovery-plan show ${plan.name}`)),
    ),
  );

const startGroups = ({ groups }: SeenPlan['plan']) => groups.filter(({ kind }) => kind === 'boot');

/** One plan: what happens in which order, and what Azure allows with it now. */
export const recoveryPlanCard = (report: PlansReport, name: string, offer: Offer): Message => {
  const [seen] = report.plans;
  if (!seen) return message(`I know no recovery plan ${name} that you may see.`, 'neutral', ...missingNotes(report));
  const { plan, machines } = seen;
  const { now } = report;
  return message(
    `Recovery plan ${plan.name}: ${counted(machines.size, 'VM')}, ${wayWords(plan)}`,
    'neutral',
    table(
      ['Group', 'Before', 'VMs', 'After'],
      startGroups(plan).map(({ itemIds, before, after }, at) => [
        String(at + 1),
        before.map(actionWords).join('; '),
        listed(itemIds.map((id) => machines.get(id.toLowerCase()) ?? id)),
        after.map(actionWords).join('; '),
      ]),
    ),
    facts(
      ['Last drill', plan.lastDrillAt ? moment(plan.lastDrillAt, now) : 'never'],
      plan.runningJob && [
        'Running now',
        `${jobWords(plan.runningJob.scenario)} since ${moment(plan.runningJob.startedAt, now)}`,
      ],
      ['Azure allows', allowedWords(plan.allowed) || 'nothing now'],
    ),
    plan.allowed.includes('ReverseReplicate')
      ? text('Azure does not reprotect it as a whole where there are managed disks: reprotect goes machine by machine.')
      : undefined,
    ...missingNotes(report),
    note('Groups start in this order. Azure shuts all machines down and fails them over side by side before.'),
    lastNote(undefined, report),
    actions(...plan.allowed.flatMap((operation) => offersFor(operation, plan.name, offer))),
  );
};

const offersFor = (operation: string, name: string, offer: Offer) => {
  switch (operation) {
    case 'UnplannedFailover':
      return [offer(`Fail ${name} over`, `failover ${name}`)];
    case 'TestFailover':
      return [offer(`Drill ${name}...`, `drill ${name}`, undefined, { asks: ['network'] })];
    case 'TestFailoverCleanup':
      return [offer(`Clean up the drill of ${name}...`, `drill-cleanup ${name}`, undefined, { asks: ['notes'] })];
    case 'Commit':
      return [offer(`Commit ${name}`, `commit ${name}`)];
    case 'ReverseReplicate':
      return [offer(`Reprotect ${name}`, `reprotect ${name}`)];
    default:
      return [];
  }
};
