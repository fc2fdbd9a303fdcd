import type { Decision } from '../authorization/decide.ts';
import type { Access, Command } from '../definitions/command.ts';
import type { Parsed } from '../parser/parse.ts';
import type { Person } from '../policy/policy.ts';
import type { NameKind, Target } from '../ports/names.ts';

/** What a line comes to for the one who would type it, found out without doing any of it. */
export type Examination =
  | { readonly kind: 'unread'; readonly parsed: Exclude<Parsed, { kind: 'command' | 'faulty' }> }
  | {
      readonly kind: 'judged';
      readonly command: Command;
      /** Empty where the line does not say yet what it is about. */
      readonly targets: readonly Target[];
      readonly access: Access;
      readonly decision: Decision;
      readonly could: readonly Person[];
    }
  | ({ readonly kind: 'unresolved' } & Unresolved);

/** A name that stands for nothing, or for several things. */
export interface Unresolved {
  readonly argument: string;
  readonly name: string;
  readonly kinds: readonly NameKind[];
  readonly found: readonly Target[];
  /** Names near to it, where nothing bears it. */
  readonly similar: readonly string[];
}
