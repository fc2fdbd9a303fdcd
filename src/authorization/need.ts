import { type Area, areas, type Level, type SpecialGrant } from '../policy/policy.ts';

/** What somebody must hold, at one scope. */
export type Need =
  | { readonly kind: 'level'; readonly level: Level; readonly area: Area }
  | { readonly kind: 'special'; readonly grant: SpecialGrant };

export const holding = (level: Level, area: Area): Need => ({ kind: 'level', level, area });

/** One area is enough: what several of them read to show their own. */
export interface AnyArea {
  readonly kind: 'any-area';
  readonly level: Level;
}

export const inAnyArea = (level: Level): AnyArea => ({ kind: 'any-area', level });

export const granted = (grant: SpecialGrant): Need => ({ kind: 'special', grant });

/** `Operator (recovery)`, `Reader (recovery, backup or copies)`, `the grant vault-admin`. */
export const nameOf = (need: Need | AnyArea): string => {
  if (need.kind === 'special') return `the grant ${need.grant}`;
  return `${titled(need.level)} (${need.kind === 'level' ? need.area : anyArea})`;
};

const anyArea = areas.join(', ').replace(/, (?=[^,]*$)/, ' or ');

export const titled = (level: Level): string => `${level[0]?.toUpperCase()}${level.slice(1)}`;
