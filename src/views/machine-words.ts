import type { ProtectedItem } from '../ports/azure/recovery.ts';
import type { MachineStatus } from '../protection/machine-status.ts';
import type { Rpo } from '../protection/objective.ts';
import type { Practice } from '../protection/practice.ts';
import type { Standing } from '../protection/standing.ts';
import { regionTitle } from './region-title.ts';
import { ago, inWords, listed, lossInWords, moment } from './words.ts';

export const standingWords = (standing: Standing): string => {
  switch (standing.kind) {
    case 'protected':
      return 'protected';
    case 'drill-waits':
      return 'protected, drill to be cleaned up';
    case 'first-copy':
      return `first copy ${standing.percent} %`;
    case 'failed-over':
      return standing.committed ? 'failed over, committed' : 'failed over, not committed';
    case 'failed-to-begin':
      return 'not protected, replication failed to begin';
    case 'other':
      return standing.asAzureSays.toLowerCase();
    case 'backup-only':
      return 'not replicated, backed up';
    case 'not-replicated':
      return 'not protected';
    case 'unknown':
      return 'not known';
  }
};

/** `2 min`; with its age where it is not of now. Rounded up: nobody loses less than it says. */
export const rpoWords = (rpo: Rpo | undefined, now: Date): string => {
  if (!rpo) return '';
  const shown = lossInWords(rpo.seconds);
  return rpo.stale ? `${shown} (as of ${moment(rpo.at, now)}, ${ago(rpo.at, now)})` : shown;
};

/** Over its objective since when, and what Azure says is wrong. */
export const troubleWords = ({ rpo, error, standing, item }: MachineStatus, now: Date): string => {
  const began =
    standing.kind === 'first-copy' && item?.runningJob && `began ${moment(item.runningJob.startedAt, now)}.`;
  const over =
    rpo?.overSince && `objective ${inWords(rpo.objectiveSeconds ?? 0)}: over since ${moment(rpo.overSince, now)}.`;
  const wrong = error && standing.kind !== 'failed-over' && `${sentence(error.summary)} (Azure ${error.code})`;
  return [began, over, wrong].filter(Boolean).join(' ');
};

const sentence = (text: string): string => text.trim().replaceAll(/\s+/gu, ' ').replace(/\.$/u, '');

/** The newest of them alone. */
export const pointWords = ({ lastPoints }: MachineStatus, now: Date): string => {
  if (!lastPoints) return '';
  return lastPoints.newest ? moment(lastPoints.newest, now) : 'none yet';
};

/** `20:36 UTC; application-consistent 18:02 UTC`. */
export const pointsInFull = (machine: MachineStatus, now: Date): string => {
  const newest = pointWords(machine, now);
  if (!machine.lastPoints?.newest) return newest;
  const { applicationConsistent } = machine.lastPoints;
  const application = applicationConsistent
    ? `application-consistent ${moment(applicationConsistent, now)}`
    : 'none is application-consistent';
  return `${newest}; ${application}`;
};

export const drillWords = ({ item }: MachineStatus, now: Date): string => {
  if (!item) return '';
  if (!item.lastDrillAt) return 'never';
  return `${ago(item.lastDrillAt, now)}${item.lastDrillSucceeded === false ? ', failed' : ''}`;
};

/** The practice score: what a drill of everything has shown. */
export const practiceWords = (practice: Practice, now: Date): string => {
  const { provenAt, tookSeconds, objectiveSeconds, neverDrilled, failedDrill } = practice;
  if (failedDrill.length > 0) return `Not proven: the last drill of ${listed(failedDrill)} failed.`;
  if (neverDrilled.length > 0) return `Not proven: no drill yet of ${listed(neverDrilled)}.`;
  if (!provenAt) return 'Not proven: nothing is replicated.';
  const objective = objectiveSeconds === undefined ? '' : ` (objective ${inWords(objectiveSeconds)})`;
  const took = tookSeconds === undefined ? ', time not known' : `, ${inWords(tookSeconds)}`;
  return `Last proven: drill ${ago(provenAt, now)}${took}${objective}.`;
};

/** `East US -> West US 2`. */
export const wayWords = ({
  sourceRegion,
  targetRegion,
}: Pick<ProtectedItem, 'sourceRegion' | 'targetRegion'>): string =>
  `${regionTitle(sourceRegion)} -> ${regionTitle(targetRegion)}`;

/** The same of several; nothing where machines differ. */
export const directionWords = (machines: readonly MachineStatus[]): string | undefined => {
  const directions = new Set(machines.flatMap(({ item }) => (item ? [wayWords(item)] : [])));
  return directions.size === 1 ? [...directions][0] : undefined;
};
