import type { Area, Level, SpecialGrant } from '../policy/policy.ts';

/** What somebody must hold, at one scope. */
export type Need =
  | { readonly kind: 'level'; readonly level: Level; readonly area: Area }
  | { readonly kind: 'special'; readonly grant: SpecialGrant };

export const holding = (level: Level, area: Area): Need => ({ kind: 'level', level, area });

export const granted = (grant: SpecialGrant): Need => ({ kind: 'special', grant });

/** `Operator (recovery)`, `the grant vault-admin`. */
export const nameOf = (need: Need): string =>
  need.kind === 'level' ? `${titled(need.level)} (${need.area})` : `the grant ${need.grant}`;

export const titled = (level: Level): string => `${level[0]?.toUpperCase()}${level.slice(1)}`;
