import { actions, message, note, table, text } from '../messages/compose.ts';
import type { Block, Message } from '../messages/message.ts';
import { type Mechanism, mechanisms, type Point } from '../protection/point.ts';
import type { PointsReport } from '../protection/read-points.ts';
import { nextLine, type Offer } from './offer.ts';
import { lastNote, missingNotes } from './reading-notes.ts';
import { regionTitle } from './region-title.ts';
import { counted, listed, moment, roughly, secondsBetween } from './words.ts';

const mostRows = 15;
const leastOfEach = 4;

/** Every moment to which a machine can be brought back, newest first. */
export const pointsCard = (report: PointsReport, { all, offer }: { all: boolean; offer: Offer }): Message => {
  const { points, machine, now } = report;
  const shown = all ? points : selection(points);
  const buttons = [offer('Show options', `options ${machine}`), offer(`Show ${machine}`, `status ${machine}`)];
  return message(
    titleOf(report),
    points.some((point) => point.restorable.now) ? 'neutral' : 'warning',
    points.length === 0
      ? text(emptyWords(report))
      : table(
          columns,
          shown.map((point) => asRow(point, now)),
        ),
    shown.length < points.length ? note(hiddenWords(points, shown, machine)) : undefined,
    shown.some((point) => point.mechanism === 'backup-secondary')
      ? note('In the secondary region points lag behind: the newest may be up to 36 h old.')
      : undefined,
    useNote(points, machine),
    ...missingNotes(report),
    report.leftOut.length > 0
      ? note(`Left out: points of areas that you may not read (${listed(report.leftOut)}).`)
      : undefined,
    lastNote(nextLine(buttons), report),
    actions(...buttons),
  );
};

/** How one of them is named where it is used: the newest that can be. */
const useNote = (points: readonly Point[], machine: string): Block | undefined => {
  const usable = points.filter(({ restorable }) => restorable.now);
  const replicated = usable.find(({ mechanism }) => mechanism === 'site-recovery');
  const kept = usable.find(({ mechanism }) => mechanism !== 'site-recovery');
  const lines = [
    ...(replicated ? [`failover ${machine} --point ${replicated.id}`] : []),
    ...(kept ? [`restore vm ${machine}/${kept.id}`] : []),
  ];
  return lines.length > 0 ? note(`To use one: ${listed(lines, 'or')}`) : undefined;
};

const titleOf = ({ points, machine }: PointsReport): string => {
  const usable = points.filter((point) => point.restorable.now).length;
  if (points.length === 0) return `${machine} has no recovery point that I can see.`;
  const share = usable === points.length ? 'usable now' : `${usable === 0 ? 'none' : usable} of them usable now`;
  return `${machine}: ${counted(points.length, 'recovery point')}, ${share}.`;
};

const emptyWords = ({ missing }: PointsReport): string =>
  missing.length > 0
    ? 'Not everything could be read, so there may be some.'
    : 'Neither replication nor a backup has made one.';

/** So that the many of one mechanism do not hide the few of another: some of each, and the newest of all. */
const selection = (points: readonly Point[]): readonly Point[] => {
  const chosen = new Set(
    mechanisms.flatMap((each) => points.filter(({ mechanism }) => mechanism === each).slice(0, leastOfEach)),
  );
  for (const point of points) if (chosen.size < mostRows) chosen.add(point);
  return points.filter((point) => chosen.has(point));
};

const columns = ['Point', 'What', 'Time', 'Age', 'Consistency', 'Where', 'Usable now'];

const asRow = (point: Point, now: Date): readonly string[] => [
  point.id,
  `${mechanismWords[point.mechanism]}${point.name ? ` ${point.name}` : ''}${point.copyOf ? ', copy' : ''}`,
  point.at ? moment(point.at, now) : 'not known',
  point.at ? roughly(secondsBetween(point.at, now)) : '',
  consistencyWords[point.consistency],
  regionTitle(point.region),
  point.restorable.now ? ['yes', point.restorable.remark].filter(Boolean).join(', ') : `no: ${point.restorable.why}`,
];

const mechanismWords = {
  'site-recovery': 'Site Recovery',
  backup: 'Backup',
  'backup-secondary': 'Backup, secondary region',
  'restore-point': 'restore point',
  snapshot: 'snapshot',
} satisfies Record<Mechanism, string>;

const consistencyWords = {
  crash: 'crash',
  application: 'application',
  'file-system': 'file system',
  unknown: 'not known',
} satisfies Record<Point['consistency'], string>;

const hiddenWords = (points: readonly Point[], shown: readonly Point[], machine: string): string => {
  const hidden = points.filter((point) => !shown.includes(point));
  const parts = mechanisms.flatMap((each) => {
    const count = hidden.filter(({ mechanism }) => mechanism === each).length;
    return count > 0 ? [`${count} of ${mechanismWords[each]}`] : [];
  });
  return `Not shown: ${listed(parts)}. All of them: points ${machine} --all`;
};
