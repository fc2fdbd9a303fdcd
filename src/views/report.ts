import { actions, code, facts, message, runs, table, text } from '../messages/compose.ts';
import { renderHtml } from '../messages/html.ts';
import type { Block, Message, Tone } from '../messages/message.ts';
import type { OperationReport, Phase } from '../protection/read-report.ts';
import { nextMoves } from './after-move.ts';
import { missingNotes } from './reading-notes.ts';
import { clockTime, counted, inWords, listed, lossInWords, secondsBetween } from './words.ts';

/** What an operation took and lost, against the objectives of its application. */
export const reportCard = (report: OperationReport, isPast = false): Message => {
  const { id, ended } = report.state;
  return message(
    titleOf(report),
    toneOf(report),
    ...findings(report),
    ended?.outcome === 'done' ? actions(...nextMoves(report.state, isPast)) : undefined,
    actions(runs('Make a page of it', `report ${id} --html`), runs(`Show ${id}`, `operation ${id}`)),
  );
};

/** The same as a page. What is kept does not offer what was allowed that night. */
export const reportPage = (report: OperationReport): Message => {
  const [title, tone] = [titleOf(report), toneOf(report)];
  return message(
    title,
    tone,
    text('Copy this into a file that ends in .html, and open that in a browser: to keep, to print or to send.'),
    code(renderHtml(message(title, tone, ...findings(report)))),
  );
};

const titleOf = ({ state: { id, started } }: OperationReport): string => `Report of ${id}: ${started.title}`;

const findings = (report: OperationReport): readonly (Block | undefined)[] => {
  const { state, machines, phases } = report;
  const { started } = state;
  return [
    text(resultWords(report)),
    ...verdicts(report).map(({ words }) => text(words)),
    facts(
      ['Asked by', started.asker.name],
      started.reason ? ['Reason', started.reason] : undefined,
      [
        'Approved by',
        started.approvers.length > 0 ? listed(started.approvers.map(({ name }) => name)) : 'nobody had to agree',
      ],
      ['Asked as', started.line],
    ),
    phases.length > 0 ? table(['Phase', 'From', 'To', 'Took'], phases.map(phaseRow)) : undefined,
    machines.length > 0
      ? table(
          ['VM', 'Result', 'Took', 'Recovery point', isDrill(report) ? 'Would be lost' : 'Lost'],
          machines.map(({ name, outcome, seconds, pointAt, lossSeconds, problem }) => [
            name,
            problem ? `${outcome}: ${problem}` : outcome,
            seconds === undefined ? 'not known' : inWords(seconds),
            pointAt ? dated(pointAt) : 'not known',
            lossSeconds === undefined ? 'not known' : lossInWords(lossSeconds),
          ]),
        )
      : undefined,
    ...missingNotes(report),
  ];
};

/** A report is kept: each time says its day. */
const dated = (time: Date): string => `${time.toISOString().slice(0, 10)} ${clockTime(time)}`;

const isDrill = ({ state }: OperationReport): boolean => state.started.command === 'drill';

const phaseWords: Readonly<Record<Phase['name'], string>> = {
  decision: 'Decision: asked until the first yes',
  'approval wait': 'Approval wait: until enough had agreed',
  start: 'Start: until the first call',
  'machine time': 'Machine time: in Azure',
};

const phaseRow = ({ name, from, to }: Phase): readonly string[] => [
  phaseWords[name],
  dated(from),
  dated(to),
  inWords(secondsBetween(from, to)),
];

const resultWords = ({ state, machines }: OperationReport): string => {
  const done = machines.filter(({ outcome }) => outcome === 'done').length;
  const share = machines.length > 1 ? [`${done} of ${counted(machines.length, 'VM')} done.`] : [];
  return [...share, ...endWords(state)].join(' ') || 'It is done.';
};

/** What was lost stands beneath, against its objective; the title says already what was done. */
const endWords = ({ started, ended }: OperationReport['state']): readonly string[] => {
  if (!ended) return ['It has not ended yet.'];
  if (ended.outcome !== 'done') return [ended.summary];
  return ended.summary.split('\n', 1).filter((line) => line !== `${started.title}: done.`);
};

interface Verdict {
  readonly words: string;
  readonly met: boolean | undefined;
}

/** Time and data, each against its objective; what is not known is not called met. */
const verdicts = (report: OperationReport): readonly Verdict[] => {
  const { recoverySeconds, worstLossSeconds, application } = report;
  const [time, data] = isDrill(report)
    ? ['Time to recover, as drilled', 'Data that would be lost']
    : ['Time to recover', 'Data lost'];
  return [
    verdict(time, recoverySeconds, application?.rtoSeconds, inWords),
    verdict(data, worstLossSeconds, application?.rpoSeconds, (seconds) => `up to ${lossInWords(seconds)}`),
  ];
};

const verdict = (
  what: string,
  seconds: number | undefined,
  objective: number | undefined,
  inTheirWords: (seconds: number) => string,
): Verdict => {
  if (seconds === undefined) return { words: `${what}: not known.`, met: undefined };
  const measured = `${what}: ${inTheirWords(seconds)}`;
  if (objective === undefined) return { words: `${measured}. No objective is set for it.`, met: undefined };
  const met = seconds <= objective;
  return { words: `${measured}; objective ${inWords(objective)}: ${met ? 'met' : 'not met'}.`, met };
};

const toneOf = (report: OperationReport): Tone => {
  const { ended } = report.state;
  if (ended && ended.outcome !== 'done') return 'bad';
  if (verdicts(report).some(({ met }) => met === false)) return 'warning';
  return ended ? 'good' : 'neutral';
};

/** For operations that moved nothing there is nothing to measure. */
export const nothingToReport = (id: string): Message =>
  message(
    `I can report on no operation ${id} that you may see.`,
    'neutral',
    text('There is a report of a drill, a failover, a failback, and of what follows them.'),
    actions(runs('Show operations', 'operations')),
  );
