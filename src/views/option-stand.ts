import type { Mechanism, Point } from '../protection/point.ts';
import type { OptionsReport } from '../protection/read-options.ts';
import { ago } from './words.ts';

/** How far a machine has one way of being protected. */
export interface Stand {
  /** 'begun': switched on, with nothing to go back to yet. 'unknown': it could not be read. */
  readonly is: 'protects' | 'begun' | 'off' | 'unknown';
  readonly now: string;
  readonly covers: string;
  readonly outlivesRegion: boolean;
  /** Switches it on. */
  readonly command: string;
}

export const unknown = { is: 'unknown', now: 'not known: it could not be read' } as const;

/** What could not be read is not off. */
export const offUnless = (unread: boolean) => (unread ? unknown : ({ is: 'off', now: 'off' } as const));

export const pointsOf = ({ points }: OptionsReport, mechanism: Mechanism): readonly Point[] =>
  points.filter((each) => each.mechanism === mechanism);

export const newest = (points: readonly Point[], now: Date): string => {
  const at = points.find((each) => each.at)?.at;
  return `${points.length}, the newest ${at ? ago(at, now) : 'of a time that is not known'}`;
};
