/** What a principal may do where the role is given to it. */
export interface Role {
  /** Azure's own has the same id and actions in every tenant. */
  readonly kind?: 'BuiltInRole' | 'CustomRole';
  readonly name: string;
  readonly guid: string;
  readonly description: string;
  /** `*` stands for anything, slashes included; letter case does not count. */
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly dataActions: readonly string[];
  readonly created: string;
  readonly updated: string;
}

interface Judgement {
  readonly allowed: readonly RegExp[];
  readonly excepted: readonly RegExp[];
  /** Actions are few and asked for again and again. */
  readonly known: Map<string, boolean>;
}

const judgements = new WeakMap<Role, Judgement>();

/** Whether the role's own actions contain the action: `notActions` take away from this role only. */
export function roleAllows(role: Role, action: string): boolean {
  const { allowed, excepted, known } = judgementOf(role);
  const before = known.get(action);
  if (before !== undefined) return before;
  const matches = (pattern: RegExp) => pattern.test(action);
  const verdict = allowed.some(matches) && !excepted.some(matches);
  known.set(action, verdict);
  return verdict;
}

function judgementOf(role: Role): Judgement {
  const judged = judgements.get(role);
  if (judged) return judged;
  const made = { allowed: role.actions.map(patternOf), excepted: role.notActions.map(patternOf), known: new Map() };
  judgements.set(role, made);
  return made;
}

function patternOf(action: string): RegExp {
  const literal = action.split('*').map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`, 'i');
}
