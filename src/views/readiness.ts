import { actions, code, message, note, table, text } from '../messages/compose.ts';
import type { Block, Message, Tone } from '../messages/message.ts';
import type { Check } from '../plans/plan.ts';
import type { Readiness, ReadinessReport } from '../readiness/read-readiness.ts';
import type { Regions, RegionsReport, TargetRegion } from '../readiness/read-regions.ts';
import { nextLine, type Offer } from './offer.ts';
import { lastNote, missingNotes } from './reading-notes.ts';
import { counted } from './words.ts';

/** Whether a machine can be replicated and failed over: what stands in the way first. */
export const readinessCard = (
  readiness: Readiness,
  { exported, offer }: { exported: boolean; offer: Offer },
): Message => {
  if (readiness.kind === 'unreadable') return unreadableMachine(readiness, offer);
  const { report } = readiness;
  const { machine, source, target, checks, assumed, isLeftBehind } = report;
  const buttons = [
    isLeftBehind ? offer(`Remove what is left of ${machine}`, `unprotect ${machine}`) : undefined,
    isBlocked(checks) ? offer(`Show regions for ${machine}`, `regions ${machine}`) : undefined,
    offer(`Show ${machine}`, `status ${machine}`),
  ];
  return message(
    `${machine}, ${source} -> ${target}: ${verdict(checks)}`,
    toneOf(checks),
    checksTable(checks),
    assumed ? note(`Checked for ${target}, because ${assumed}. Another: check ${machine} --to <region>`) : undefined,
    ...(exported ? exportBlocks(report) : []),
    note('Inside the VM (certificates, proxy, firewall of the system) only check-inside can look.'),
    lastNote(nextLine(buttons), report),
    actions(...buttons),
  );
};

/** The worst first. */
export const checksTable = (checks: readonly Check[]): Block =>
  table(
    ['', 'What', 'Why', 'What to do'],
    [...checks]
      .sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome))
      .map(({ outcome, subject, why, fix = '' }) => [outcome === 'passed' ? 'pass' : outcome, subject, why, fix]),
  );

const order = ['block', 'warning', 'passed'] satisfies Check['outcome'][];

const isBlocked = (checks: readonly Check[]): boolean => checks.some((check) => check.outcome === 'block');

const verdict = (checks: readonly Check[]): string => {
  const count = (outcome: Check['outcome']) => checks.filter((check) => check.outcome === outcome).length;
  const ready = isBlocked(checks) ? 'not ready' : 'ready';
  return `${ready}. ${count('passed')} passed, ${counted(count('warning'), 'warning')}, ${counted(count('block'), 'block')}.`;
};

export const toneOf = (checks: readonly Check[]): Tone => {
  if (isBlocked(checks)) return 'bad';
  return checks.some((check) => check.outcome === 'warning') ? 'warning' : 'good';
};

const exportBlocks = ({ rules, rulesMissing }: ReadinessReport): readonly Block[] =>
  rules.length === 0
    ? [text('There are no rules to export: the regions come first.')]
    : [
        text(rulesMissing ? 'The rules to add to the network security group:' : 'The rules that replication needs:'),
        code(JSON.stringify(rules, null, 2)),
      ];

const unreadableMachine = (unread: { readonly machine: string; readonly why: string }, offer: Offer): Message =>
  message(
    `I cannot check ${unread.machine}.`,
    'warning',
    text(unread.why),
    note('Nothing was changed.'),
    actions(
      offer(`Show ${unread.machine}`, `status ${unread.machine}`),
      offer('Show recovery points', `points ${unread.machine}`),
    ),
  );

/** Where a machine may go, the best first. */
export const regionsCard = (regions: Regions, offer: Offer): Message => {
  if (regions.kind === 'unreadable') return unreadableMachine(regions, offer);
  const { report } = regions;
  const { machine, targets, source, size, geographyGroup } = report;
  const best = targets.find(isFit);
  const buttons = [
    best && offer(`Check ${machine} for ${best.region.title}`, `check ${machine} --to ${best.region.name}`),
  ];
  return message(
    `${machine} (${size}) can be replicated from ${source} to ${counted(targets.length, 'region')} of ${geographyGroup}.`,
    best ? 'neutral' : 'warning',
    targets.length > 0 ? table(['Region', 'Paired', 'VM size', 'Quota'], targets.map(asRow)) : undefined,
    unaskedNote(report),
    ...missingNotes(report),
    lastNote(nextLine(buttons), report),
    actions(...buttons),
  );
};

const isFit = ({ size, quota }: TargetRegion): boolean => size?.outcome === 'passed' && quota?.outcome === 'passed';

const asRow = ({ region, paired, size, quota }: TargetRegion): readonly string[] => [
  `${region.title} (${region.name})`,
  paired ? 'yes' : 'no',
  checkWords(size),
  checkWords(quota),
];

const checkWords = (check: Check | undefined): string => {
  if (!check) return 'not asked';
  return check.outcome === 'passed' ? 'yes' : [check.why, check.fix].filter(Boolean).join(' ');
};

const unaskedNote = ({ targets, machine }: RegionsReport): Block | undefined =>
  targets.some((target) => target.size === undefined)
    ? note(`Size and quota were asked for the first ones alone. The others: check ${machine} --to <region>`)
    : undefined;
